"""Addresses of `foundation`."""

from django.urls import URLPattern, URLResolver, include, path

from fivestar.foundation import offline, reading, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("csp-report/", views.csp_report, name="csp_report"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("offline/", offline.offline, name="offline"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("elder/", reading.elder, name="elder"),
    path("log/", include("fivestar.foundation.publiclog.urls")),
]
