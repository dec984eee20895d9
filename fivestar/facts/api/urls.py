"""Addresses of what departments' systems use, and of the page with their tokens."""

from django.urls import URLPattern, URLResolver, path

from fivestar.facts.api import views
from fivestar.facts.api.endpoint import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),
    path("d/<str:code>/tokens/", views.tokens_page, name="tokens"),
    path("d/<str:code>/tokens/<str:public_id>/revoke/", views.token_revoke, name="token_revoke"),
]
