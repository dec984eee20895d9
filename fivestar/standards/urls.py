"""Addresses of `standards`."""

from django.urls import URLPattern, path

from fivestar.standards import proposal_views as proposals
from fivestar.standards import views
from fivestar.standards.law import views as law
from fivestar.standards.plan import views as plan

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/standards/", views.chart_page, name="standards"),
    path("d/<str:code>/standards/compare/", views.compare_page, name="standards_compare"),
    path("d/<str:code>/plan/", plan.plan_page, name="plan"),
    path("d/<str:code>/plan/take-over/", plan.take_over, name="plan_take_over"),
    path("d/<str:code>/plan/<str:category>.xlsx", plan.plan_workbook, name="plan_workbook"),
    path("d/<str:code>/plan/<str:category>.pdf", plan.plan_print, name="plan_print"),
    path("d/<str:code>/rules/", law.rules_page, name="rules"),
    path("d/<str:code>/rules/<slug:public_id>/withdraw/", law.withdraw, name="rule_withdraw"),
    path("d/<str:code>/standards/proposals/", proposals.proposals_page, name="proposals"),
    path("d/<str:code>/standards/proposals/template-<str:category>.xlsx", proposals.template, name="proposal_template"),
    path("d/<str:code>/standards/proposals/<str:public_id>/", proposals.proposal_page, name="proposal"),
    path(
        "d/<str:code>/standards/proposals/<str:public_id>/rulebook.zip", proposals.rulebook_files, name="proposal_files"
    ),
    path("d/<str:code>/standards/proposals/<str:public_id>/adopt/", proposals.adopt, name="proposal_adopt"),
    path("d/<str:code>/standards/proposals/<str:public_id>/withdraw/", proposals.withdraw, name="proposal_withdraw"),
]
