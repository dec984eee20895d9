"""Addresses of `notices`."""

from django.urls import URLPattern, path

from fivestar.notices import board_views, check_views, file_views, views

urlpatterns: list[URLPattern] = [
    path("b/<slug:public_id>/notices/", views.branch_notices, name="branch_notices"),
    path("d/<str:code>/notices/", views.notices, name="notices"),
    path("notices/<slug:public_id>/", views.notice, name="notice"),
    path("notices/<slug:public_id>/board.pdf", views.board_print, name="notice_print"),
    path("notices/<slug:public_id>/files/<slug:file_id>/", file_views.notice_file, name="notice_file"),
    path("notices/<slug:public_id>/withdraw/", views.withdraw, name="notice_withdraw"),
    # What is due.
    path("b/<slug:public_id>/disclosures/", board_views.branch_due, name="branch_due"),
    path("b/<slug:public_id>/disclosures/busy/<slug:said>/", board_views.busy, name="branch_busy"),
    path("d/<str:code>/disclosures/", board_views.due_list, name="due_list"),
    path("d/<str:code>/objections/", board_views.objections, name="objections"),
    # The supervision committee.
    path("check/<str:token>/", check_views.check_link, name="check_link"),
    path("notices/<slug:public_id>/check/", check_views.check, name="notice_check"),
    path("notices/<slug:public_id>/paper/", check_views.paper, name="notice_paper"),
    path("notices/<slug:public_id>/objections/<slug:objection_id>/answer/", check_views.answer, name="notice_answer"),
    path("notices/<slug:public_id>/objections/<slug:objection_id>/settle/", check_views.settle, name="notice_settle"),
    path("b/<slug:public_id>/supervision/", board_views.supervision, name="supervision"),
    path("b/<slug:public_id>/supervision/seat/", board_views.seat, name="supervision_seat"),
    path("b/<slug:public_id>/supervision/<slug:seat_id>/unseat/", board_views.unseat, name="supervision_unseat"),
    path("b/<slug:public_id>/supervision/<slug:seat_id>/link/", board_views.issue, name="supervision_link"),
]
