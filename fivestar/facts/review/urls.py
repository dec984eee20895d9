"""Addresses of review."""

from django.urls import URLPattern, path

from fivestar.facts.review import views

urlpatterns: list[URLPattern] = [
    path("d/<str:code>/review/", views.review_page, name="review"),
    path("d/<str:code>/review/rest/", views.confirm_rest, name="review_rest"),
    path("d/<str:code>/review/<int:observation_id>/confirm/", views.confirm_one, name="review_confirm"),
    path("d/<str:code>/review/<int:observation_id>/return/", views.return_one, name="review_return"),
    path("d/<str:code>/returned/<str:public_id>/", views.returned_page, name="returned"),
]
