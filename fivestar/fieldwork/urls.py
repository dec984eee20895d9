"""Addresses of `fieldwork`."""

from django.urls import URLPattern, path

from fivestar.fieldwork import joint_views, tour_views, visit_views

_MEETING = "d/<str:code>/joint-meetings/<slug:public_id>/"
_TOUR = "d/<str:code>/tours/<slug:public_id>/"
_VISIT = "b/<slug:public_id>/visits/<slug:visit_id>/"

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/joint-meetings/", joint_views.meetings, name="joint_meetings"),
    path("d/<str:code>/joint-meetings/ask/", joint_views.ask, name="joint_meeting_ask"),
    path(_MEETING, joint_views.meeting, name="joint_meeting"),
    path(f"{_MEETING}off/", joint_views.call_off, name="joint_meeting_off"),
    path(f"{_MEETING}hold/", joint_views.hold, name="joint_meeting_hold"),
    path(f"{_MEETING}decide/", joint_views.decide_here, name="joint_meeting_decide"),
    path(f"{_MEETING}requests/<slug:request_id>/decline/", joint_views.decline, name="joint_meeting_decline"),
    path("d/<str:code>/decisions/<slug:public_id>/", joint_views.decision, name="joint_decision"),
    path("d/<str:code>/visits/", visit_views.visits, name="visits"),
    path("b/<slug:public_id>/visits/", visit_views.branch_visits, name="branch_visits"),
    path(_VISIT, visit_views.visit, name="visit"),
    path(f"{_VISIT}problems/", visit_views.note, name="visit_note"),
    path(f"{_VISIT}withdraw/", visit_views.withdraw, name="visit_withdraw"),
    path(f"{_VISIT}problems/<slug:problem_id>/settle/", visit_views.settle, name="visit_settle"),
    path("d/<str:code>/tours/", tour_views.tours, name="tours"),
    path(_TOUR, tour_views.tour, name="tour"),
    path(f"{_TOUR}draw.json", tour_views.file_of, name="tour_file"),
    path(f"{_TOUR}draw/", tour_views.draw_route, name="tour_draw"),
    path(f"{_TOUR}close/", tour_views.close, name="tour_close"),
    path(f"{_TOUR}score/", tour_views.sheet, name="tour_sheet"),
    path(f"{_TOUR}score/sync/", tour_views.sync, name="tour_sync"),
    path(f"{_TOUR}score/<int:position>/", tour_views.score, name="tour_score"),
]
