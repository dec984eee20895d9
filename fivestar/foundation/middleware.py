"""What the frame refuses before it is read, and adds to answers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from fivestar.foundation.views import too_large

MAX_REQUEST_BYTES = 24 * 1024**2  # the largest file a page takes (20 MB), and room for what is sent around it

Answer = Callable[[HttpRequest], HttpResponse]


class FragmentMiddleware:
    """One address answers with a page or, to HTMX, with its fragment: caches must keep the two apart."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._answer(request)
        patch_vary_headers(response, ("HX-Request",))
        return response


class SizeMiddleware:
    """SECURITY: a body too large for every page is refused by the size it declares, before a byte is read or kept.

    Views come too late: the check against forged forms reads the whole body. Without a declared size none is read.
    """

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_REQUEST_BYTES:
            return too_large(request, most=MAX_REQUEST_BYTES)
        return self._answer(request)
