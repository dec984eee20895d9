"""Addresses of `evidence`."""

from django.urls import URLPattern, path

from fivestar.evidence import alike_views, views

urlpatterns: list[URLPattern] = [
    path("b/<str:public_id>/evidence/<str:criterion_id>/", views.task_page, name="evidence"),
    path("b/<str:public_id>/files/<str:file_id>/", views.file, name="evidence_file"),
    path("b/<str:public_id>/files/<str:file_id>/small/", views.small, name="evidence_small"),
    path("b/<str:public_id>/files/<str:file_id>/withdraw/", views.withdraw, name="evidence_withdraw"),
    path("d/<str:code>/alike/", alike_views.alike, name="alike"),
    path("d/<str:code>/alike/note/", alike_views.note, name="alike_note"),
    path("d/<str:code>/alike/<str:township>/", alike_views.alike, name="alike_township"),
]
