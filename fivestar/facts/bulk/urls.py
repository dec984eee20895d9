"""Addresses of supplying in bulk."""

from django.urls import URLPattern, path

from fivestar.facts.bulk import views

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/supply/", views.supply_page, name="supply"),
    path("d/<str:code>/supply/template.xlsx", views.supply_template, name="supply_template"),
    path("d/<str:code>/supply/paste/", views.supply_paste, name="supply_paste"),
]
