"""Addresses of the log for programs, below `log/`."""

from django.urls import URLPattern, path

from fivestar.foundation.publiclog import views

urlpatterns: list[URLPattern] = [
    path("head.json", views.head, name="log_head"),
    path("heads/<int:size>.json", views.head_of_size, name="log_head_of_size"),
    path("keys.json", views.keys, name="log_keys"),
    path("witnesses.json", views.witnesses, name="log_witnesses"),
    path("inclusion/<int:index>/<int:size>.json", views.inclusion, name="log_inclusion"),
    path("consistency/<int:first>/<int:second>.json", views.consistency, name="log_consistency"),
    path("tile/<path:place>", views.tile, name="log_tile"),
    path("witnesses/<str:public_id>/heads/", views.witness_head, name="log_witness_head"),
]
