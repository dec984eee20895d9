"""Addresses of `facts`."""

from django.urls import URLPattern, URLResolver, path

from fivestar.facts import views
from fivestar.facts.api import urls as api
from fivestar.facts.asking.urls import urlpatterns as asking
from fivestar.facts.bulk import urls as bulk
from fivestar.facts.catalogue_pages import views as catalogue
from fivestar.facts.contests import urls as contests
from fivestar.facts.gate import urls as gate
from fivestar.facts.history import urls as history
from fivestar.facts.review import urls as review

urlpatterns: list[URLPattern | URLResolver] = [
    *asking,
    path("d/<str:code>/facts/", catalogue.facts_page, name="facts"),
    path("d/<str:code>/facts/<slug:slug>/", catalogue.fact_page, name="fact"),
    path("d/<str:code>/import/", views.import_page, name="import"),
    path("d/<str:code>/import/template.xlsx", views.import_template, name="import_template"),
    path("d/<str:code>/import/<str:public_id>/", views.batch_page, name="import_batch"),
    path("d/<str:code>/import/<str:public_id>/confirm/", views.confirm, name="import_confirm"),
    path("d/<str:code>/import/<str:public_id>/withdraw/", views.withdraw, name="import_withdraw"),
    path("d/<str:code>/import/<str:public_id>/rows/<int:row_id>/", views.mend, name="import_mend"),
    *gate.urlpatterns,
    *contests.urlpatterns,
    *review.urlpatterns,
    *history.urlpatterns,
    *bulk.urlpatterns,
    *api.urlpatterns,
]
