"""Addresses of `demonstration`."""

from django.urls import URLPattern, path

from fivestar.demonstration import views

urlpatterns: list[URLPattern] = [
    path("", views.front, name="front"),
    path("demo/enter/<slug:role_id>/", views.enter, name="demo_enter"),
    path("demo/leave/", views.leave, name="demo_leave"),
    path("demo/advance/", views.advance, name="demo_advance"),
    path("demo/guide/", views.guide, name="demo_guide"),
    path("demo/guide/sample.xlsx", views.sample, name="demo_sample"),
    path("demo/guide/leave/", views.guide_leave, name="demo_guide_leave"),
    path("demo/guide/<int:number>/done/", views.guide_done, name="demo_guide_done"),
]
