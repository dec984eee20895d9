"""Addresses of `projects`."""

from django.urls import URLPattern, path

from fivestar.projects import act_views as acts
from fivestar.projects import both_views, print_views, views

_ONE = "b/<slug:public_id>/projects/<slug:project_id>/"

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/projects/", views.projects, name="projects"),
    path("b/<slug:public_id>/projects/", views.branch_projects, name="branch_projects"),
    path("b/<slug:public_id>/projects/new/", views.new_project, name="project_new"),
    path("b/<slug:public_id>/projects/both-posts/", both_views.state, name="both_posts"),
    path("b/<slug:public_id>/projects/both-posts/<slug:stated_id>/end/", both_views.end, name="both_posts_end"),
    path(_ONE, views.project, name="project"),
    path(f"{_ONE}plan/", views.edit, name="project_plan"),
    path(f"{_ONE}meeting/", acts.meeting, name="project_meeting"),
    path(f"{_ONE}meeting/<slug:meeting_id>/withdraw/", acts.withdraw_meeting, name="project_meeting_withdraw"),
    path(f"{_ONE}judge/", acts.judge_again, name="project_judge"),
    path(f"{_ONE}publish/<slug:kind>/", acts.publish, name="project_publish"),
    path(f"{_ONE}spend/", acts.spend, name="project_spend"),
    path(f"{_ONE}spend/<slug:spending_id>/withdraw/", acts.withdraw_spending, name="project_spending_withdraw"),
    path(f"{_ONE}phase/<int:order>/", acts.phase, name="project_phase"),
    path(f"{_ONE}block/", acts.block, name="project_block"),
    path(f"{_ONE}unblock/", acts.unblock, name="project_unblock"),
    path(f"{_ONE}accept/", acts.accept, name="project_accept"),
    path(f"{_ONE}print/<slug:form>.pdf", print_views.printed, name="project_print"),
    path(f"{_ONE}withdraw/", acts.withdraw, name="project_withdraw"),
]
