"""Addresses of `desk`."""

from django.urls import URLPattern, path

from fivestar.desk import search

urlpatterns: list[URLPattern] = [
    path("search/", search.search_page, name="search"),
]
