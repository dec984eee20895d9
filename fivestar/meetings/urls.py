"""Addresses of `meetings`."""

from django.urls import URLPattern, path

from fivestar.meetings import import_views, views

urlpatterns: list[URLPattern] = [
    path("b/<slug:public_id>/meetings/", views.branch_meetings, name="branch_meetings"),
    path("b/<slug:public_id>/meetings/<slug:meeting_id>/withdraw/", views.withdraw, name="meeting_withdraw"),
    path("d/<str:code>/meetings/", views.meetings, name="meetings"),
    path("d/<str:code>/meetings/import/", import_views.import_meetings, name="meetings_import"),
    path("d/<str:code>/meetings/import/template.xlsx", import_views.meetings_template, name="meetings_template"),
    path("d/<str:code>/meetings/import/<slug:public_id>/", import_views.meeting_file, name="meeting_file"),
    path(
        "d/<str:code>/meetings/import/<slug:public_id>/confirm/",
        import_views.confirm_meetings,
        name="meeting_file_confirm",
    ),
    path(
        "d/<str:code>/meetings/import/<slug:public_id>/withdraw/",
        import_views.withdraw_meetings,
        name="meeting_file_withdraw",
    ),
]
