"""Addresses of `disclosure`: those of its sub-packages are included here, each by its own `urls`."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
