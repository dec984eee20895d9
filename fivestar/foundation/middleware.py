"""What the frame adds to answers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponse]


class FragmentMiddleware:
    """One address answers with a page or, to HTMX, with its fragment: caches must keep the two apart."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._answer(request)
        patch_vary_headers(response, ("HX-Request",))
        return response
