"""Addresses of `foundation`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
