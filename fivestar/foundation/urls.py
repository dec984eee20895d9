"""Addresses of `foundation`."""

from django.urls import URLPattern, path

from fivestar.foundation import reading, views

urlpatterns: list[URLPattern] = [
    path("csp-report/", views.csp_report, name="csp_report"),
    path("elder/", reading.elder, name="elder"),
]
