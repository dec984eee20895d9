"""Addresses of `desk`."""

from django.urls import URLPattern, path

from fivestar.desk import search, views

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/", views.district, name="district"),
    path("search/", search.search_page, name="search"),
]
