"""Addresses of `shortfalls`."""

from django.urls import URLPattern, path

from fivestar.shortfalls import overdue_views, screening_views, views

_ONE = "b/<slug:public_id>/shortfalls/<slug:shortfall_id>/"

urlpatterns: list[URLPattern] = [
    path("overdue/", overdue_views.overdue, name="overdue"),
    path("b/<slug:public_id>/shortfalls/", views.branch_shortfalls, name="branch_shortfalls"),
    path("b/<slug:public_id>/shortfalls/list.xlsx", views.branch_workbook, name="branch_shortfalls_xlsx"),
    path("b/<slug:public_id>/shortfalls/list.pdf", views.branch_print, name="branch_shortfalls_pdf"),
    path(_ONE, views.shortfall, name="shortfall"),
    path(f"{_ONE}plan/", views.plan, name="shortfall_plan"),
    path(
        "b/<slug:public_id>/shortfalls/<slug:shortfall_id>/strike-off/", views.strike_off, name="shortfall_strike_off"
    ),
    path("d/<str:code>/shortfalls/", views.shortfalls, name="shortfalls"),
    path("d/<str:code>/shortfalls/list.xlsx", views.workbook, name="shortfalls_xlsx"),
    path("d/<str:code>/shortfalls/list.pdf", views.printed, name="shortfalls_pdf"),
    path("d/<str:code>/shortfalls/screenings/", screening_views.screenings_page, name="screenings"),
    path("d/<str:code>/shortfalls/screenings/<slug:public_id>/", screening_views.screening, name="screening"),
    path(
        "d/<str:code>/shortfalls/screenings/<slug:public_id>/list.xlsx",
        screening_views.screening_workbook,
        name="screening_xlsx",
    ),
]
