"""Addresses of the verifying page. What its service worker may answer for lies below it."""

from django.urls import URLPattern, path

from fivestar.disclosure.proof import log_views, views, witness_views
from fivestar.foundation.publiclog.printed import VERIFY_PATH

urlpatterns: list[URLPattern] = [
    path(VERIFY_PATH, views.verify, name="verify"),
    path(f"{VERIFY_PATH}worker.js", views.worker, name="verify_worker"),
    path(f"{VERIFY_PATH}units.json", views.units, name="verify_units"),
    path("d/<str:code>/open/log/", log_views.open_log, name="open_log"),
    path("d/<str:code>/open/log/<int:index>/", log_views.open_log_entry, name="open_log_entry"),
    path("d/<str:code>/open/log/copy.zip", log_views.open_log_copy, name="open_log_copy"),
    path("d/<str:code>/log/witness/", witness_views.witness, name="witness"),
    path("d/<str:code>/log/witness/<slug:township>/register/", witness_views.witness_register, name="witness_register"),
    path("d/<str:code>/log/witness/<slug:township>/end/", witness_views.witness_end, name="witness_end"),
]
