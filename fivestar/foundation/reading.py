"""How a reader wants pages drawn: large type, remembered by the browser alone. Language is Django's own switch."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

ELDER_COOKIE = "fivestar_elder"
ONE_YEAR = 365 * 24 * 60 * 60  # seconds


@require_POST
def elder(request: HttpRequest) -> HttpResponse:
    """Large type on when it was off, off when it was on; then back to the page."""
    target = request.POST.get("next", "/")
    # SECURITY: `next` comes from the browser; only the product's own addresses are followed.
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = redirect(target)
    if ELDER_COOKIE in request.COOKIES:
        response.delete_cookie(ELDER_COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            ELDER_COOKIE, "1", max_age=ONE_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    return response
