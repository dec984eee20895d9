"""What the frame refuses before it is read, and adds to answers."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers

from fivestar.foundation.views import only_sent_to, too_large

MAX_REQUEST_BYTES = 24 * 1024**2  # the largest file a page takes (20 MB), and room for what is sent around it

_NOT_ALLOWED = 405

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


class MethodMiddleware:
    """A form's address opened like a page (a telephone reloads what it had dropped) is not answered by a blank one."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._answer(request)
        is_blank = answer.status_code == _NOT_ALLOWED and not answer.content
        if not is_blank or request.method != "GET" or not request.accepts("text/html"):
            return answer
        page = only_sent_to(request, instead=_page_above(request.path))
        page["Allow"] = answer["Allow"]
        return page


def _page_above(path: str) -> str:
    """The nearest address above this one; "/" if there is none."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return "/"


class NulMiddleware:
    """SECURITY: no address, query or form of ours has a NUL in it; PostgreSQL keeps none, each would be an error 500.

    Forms with files are left to their own fields, which refuse it: nothing is read here before its size is known.
    """

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = [request.GET]
        if request.content_type == "application/x-www-form-urlencoded":
            sent.append(request.POST)
        values = (value for form in sent for name, those in form.lists() for value in (name, *those))
        if "\0" in request.path or any("\0" in str(value) for value in values):
            raise Http404
        return self._answer(request)
