"""Addresses of the gate."""

from django.urls import URLPattern, path

from fivestar.facts.gate import views

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/questions/", views.questions_page, name="questions"),
    path("d/<str:code>/questions/new/", views.new_question, name="question_new"),
    path("d/<str:code>/questions/limits/", views.limits_page, name="question_limits"),
    path("d/<str:code>/questions/<str:public_id>/", views.question_page, name="question"),
    path("d/<str:code>/questions/<str:public_id>/decide/", views.decide_question, name="question_decide"),
    path("d/<str:code>/questions/<str:public_id>/withdraw/", views.withdraw_question, name="question_withdraw"),
]
