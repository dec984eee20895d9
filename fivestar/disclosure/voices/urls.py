"""Addresses of voices: what anybody may open lies under `open/`, the office's pages do not."""

from django.urls import URLPattern, path

from fivestar.disclosure.voices import handling_views, views

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/open/voices/", views.voices_front, name="voices_front"),
    path("d/<str:code>/open/voices/new/", views.voices_new, name="voice_start"),
    path("d/<str:code>/open/voices/follow/", views.voices_follow, name="voices_follow"),
    path("d/<str:code>/voices/", handling_views.voices, name="voices"),
    path("d/<str:code>/voices/<slug:public_id>/", handling_views.voice, name="voice"),
    path(
        "d/<str:code>/voices/<slug:public_id>/pictures/<int:number>/",
        handling_views.voice_picture,
        name="voice_picture",
    ),
]
