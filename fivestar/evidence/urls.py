"""Addresses of `evidence`."""

from django.urls import URLPattern, path

from fivestar.evidence import views

urlpatterns: list[URLPattern] = [
    path("b/<str:public_id>/evidence/<str:criterion_id>/", views.task_page, name="evidence"),
    path("b/<str:public_id>/files/<str:file_id>/", views.file, name="evidence_file"),
    path("b/<str:public_id>/files/<str:file_id>/withdraw/", views.withdraw, name="evidence_withdraw"),
]
