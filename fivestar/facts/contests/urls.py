"""Addresses of contests."""

from django.urls import URLPattern, path

from fivestar.facts.contests import sync, views

urlpatterns: list[URLPattern] = [
    path("b/<str:public_id>/facts/<slug:slug>/<str:period>/contest/", views.contest, name="contest"),
    path("d/<str:code>/facts/<slug:slug>/<str:period>/contest/", views.contest_supplied, name="contest_supplied"),
    path("contests/sync/", sync.sync, name="contests_sync"),
    path("d/<str:code>/contests/", views.contests_page, name="contests"),
    path("d/<str:code>/contests/term/", views.term_page, name="contest_term"),
    path("d/<str:code>/contests/<str:public_id>/answer/", views.answer, name="contest_answer"),
]
