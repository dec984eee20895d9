"""Addresses of `scorecards`."""

from django.urls import URLPattern, path

from fivestar.scorecards import effect_views, views
from fivestar.scorecards.aims import views as aims

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/wall/", views.wall, name="wall"),
    path("b/<str:public_id>/", views.branch, name="branch"),
    path("b/<str:public_id>/card/", views.branch_card, name="branch_card"),
    path("b/<str:public_id>/target/", aims.branch_target, name="branch_target"),
    path("d/<str:code>/targets/", aims.targets, name="targets"),
    path("b/<str:public_id>/receipt.json", views.receipt, name="receipt"),
    path("d/<str:code>/standards/proposals/<str:public_id>/effect/", effect_views.effect_page, name="proposal_effect"),
]
