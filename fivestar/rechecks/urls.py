"""Addresses of `rechecks`."""

from django.urls import URLPattern, path

from fivestar.rechecks import list_views, views

_ONE = "d/<str:code>/rechecks/<str:public_id>/"

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/rechecks/", views.draws, name="rechecks"),
    path(_ONE, views.draw, name="recheck"),
    path(f"{_ONE}draw.json", views.draw_file, name="recheck_file"),
    path(f"{_ONE}witness/", views.witness, name="recheck_witness"),
    path(f"{_ONE}draw/", views.draw_now, name="recheck_draw"),
    path(f"{_ONE}void/", views.void, name="recheck_void"),
    path(f"{_ONE}close/", views.close, name="recheck_close"),
    path(f"{_ONE}list/", list_views.todo, name="recheck_list"),
    path(f"{_ONE}list/sync/", list_views.sync, name="recheck_sync"),
    path(f"{_ONE}list/<int:position>/", list_views.find, name="recheck_find"),
]
