"""Addresses of asking."""

from django.urls import URLPattern, path

from fivestar.facts.asking import sync, views

urlpatterns: list[URLPattern] = [
    path("b/<str:public_id>/ask/", views.questions, name="asks"),
    path("b/<str:public_id>/ask/<slug:slug>/", views.question, name="ask"),
    path("b/<str:public_id>/answers/<str:answer_id>/", views.conflict, name="answer_conflict"),
    path("b/<str:public_id>/answers/<str:answer_id>/undo/", views.take_back, name="answer_undo"),
    path("answers/session/", sync.session, name="answers_session"),
    path("answers/sync/", sync.sync, name="answers_sync"),
]
