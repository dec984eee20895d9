"""Addresses of `desk`."""

from django.urls import URLPattern, path

from fivestar.desk import burden, search, today, views

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/", views.district, name="district"),
    path("d/<str:code>/burden/", burden.burden, name="burden"),
    path("today/", today.today, name="today"),
    path("search/", search.search_page, name="search"),
]
