"""Addresses of `disclosure`; those of its sub-packages are included here, each from its own `urls`."""

from django.urls import URLPattern, URLResolver, include, path

from fivestar.disclosure import reading, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("fivestar.disclosure.voices.urls")),
    path("", include("fivestar.disclosure.proof.urls")),
    path("open/reading/", reading.reading, name="open_reading"),
    path("d/<str:code>/open/", views.open_front, name="open_front"),
    path("b/<slug:public_id>/open/", views.open_village, name="open_village"),
    path("b/<slug:public_id>/open/poster.pdf", views.poster, name="open_poster"),
]
