"""Address of a fact's history."""

from django.urls import URLPattern, path

from fivestar.facts.history import views

urlpatterns: list[URLPattern] = [
    path("b/<str:public_id>/facts/<slug:slug>/", views.fact_history, name="fact_history"),
]
