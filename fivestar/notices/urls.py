"""Addresses of `notices`."""

from django.urls import URLPattern, path

from fivestar.notices import views

urlpatterns: list[URLPattern] = [
    path("b/<slug:public_id>/notices/", views.branch_notices, name="branch_notices"),
    path("d/<str:code>/notices/", views.notices, name="notices"),
    path("notices/<slug:public_id>/", views.notice, name="notice"),
    path("notices/<slug:public_id>/board.pdf", views.board_print, name="notice_print"),
    path("notices/<slug:public_id>/withdraw/", views.withdraw, name="notice_withdraw"),
]
