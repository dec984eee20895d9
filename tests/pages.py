"""Looking at pages as a reader does: the words on them, and who is sitting in front of them."""

import re
from html import unescape

from allauth.account.internal.flows.login import record_authentication
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from fivestar.responsibility.models import Account
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SILENT = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def browser_of(cast: Cast, who: str, *, checks_forms: bool = False, language: str = "zh-hans") -> Client:
    """A browser in which `who` (a duty, or "" for nobody) is signed in and has shown a second factor."""
    client = Client(enforce_csrf_checks=checks_forms, headers={"accept-language": language})
    if who:
        account = cast.account(who)
        client.force_login(account, backend=BACKEND)
        show_second_factor(client, account)
    return client


def show_second_factor(client: Client, account: Account) -> None:
    """This session has shown one, as after the sign-in page."""
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, account, "mfa", type="totp")
    request.session.save()


def words_of(answer: HttpResponseBase, inside: str = "main") -> str:
    """The text of one element, as one line."""
    html = text_of(answer)
    found = re.search(rf"<{inside}\b[^>]*>(.*)</{inside}>", html, re.DOTALL)
    assert found is not None, f"no <{inside}>"
    return words_in(found.group(1))


def words_in(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", SILENT.sub(" ", html))).split())


def text_of(answer: HttpResponseBase) -> str:
    content = getattr(answer, "content", b"")
    assert isinstance(content, bytes)
    return content.decode()


def queries_of(client: Client, address: str) -> int:
    """How many queries a page costs; it must be there."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)


def table_of(answer: HttpResponseBase, number: int = 0) -> list[tuple[str, ...]]:
    """The body rows of the n-th table, cell by cell."""
    body = re.findall(r"<tbody[^>]*>(.*?)</tbody>", text_of(answer), re.DOTALL)[number]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    return [
        tuple(words_in(cell) for _, cell in re.findall(r"<(t[dh])[^>]*>(.*?)</\1>", row, re.DOTALL)) for row in rows
    ]
