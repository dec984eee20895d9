"""How a villager wants these pages drawn: large type, language; kept by his browser alone, and when asked."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fivestar.foundation.reading import ELDER_COOKIE, ONE_YEAR

LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


@csrf_exempt  # SECURITY: a token would need a cookie for everybody who only reads; nothing but two tastes is kept
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """`type` is large or normal, `language` one of the two; then back to the page."""
    target = request.POST.get("next", "/")
    # SECURITY: `next` comes from the browser; only the product's own addresses are followed.
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    kind, language = request.POST.get("type"), request.POST.get("language")
    if kind == "large":
        _keep(request, response, ELDER_COOKIE, "1")
    elif kind == "normal":
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    if language in LANGUAGES:
        _keep(request, response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=ONE_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
