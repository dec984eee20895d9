"""Every address of the product, feature by feature from the top down."""

from django.urls import URLResolver, include, path

urlpatterns: list[URLResolver] = [
    path("", include("fivestar.demonstration.urls")),
    path("", include("fivestar.desk.urls")),
    path("", include("fivestar.disclosure.urls")),
    path("", include("fivestar.rechecks.urls")),
    path("", include("fivestar.fieldwork.urls")),
    path("", include("fivestar.projects.urls")),
    path("", include("fivestar.shortfalls.urls")),
    path("", include("fivestar.scorecards.urls")),
    path("", include("fivestar.finance.urls")),
    path("", include("fivestar.notices.urls")),
    path("", include("fivestar.meetings.urls")),
    path("", include("fivestar.facts.urls")),
    path("", include("fivestar.evidence.urls")),
    path("", include("fivestar.standards.urls")),
    path("", include("fivestar.responsibility.urls")),
    path("", include("fivestar.territory.urls")),
    path("", include("fivestar.foundation.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
handler403 = "fivestar.foundation.views.forbidden"
