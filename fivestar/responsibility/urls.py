"""Addresses of `responsibility`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
