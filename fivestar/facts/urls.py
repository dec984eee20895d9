"""Addresses of `facts`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
