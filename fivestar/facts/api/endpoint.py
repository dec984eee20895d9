"""`POST /api/observations`, and its OpenAPI document at `/api/openapi.json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.params.functions import Header
from ninja.security import HttpBearer

from fivestar.facts import actions as facts
from fivestar.facts.api import actions, queries
from fivestar.facts.api.decisions import FAULTS_SAID, REQUESTS_A_MINUTE, VALUES_A_REQUEST, is_key
from fivestar.facts.api.shapes import HandIn, ObservationIn, RefusedOut, Taken
from fivestar.facts.models import ApiToken, Basis
from fivestar.foundation.clock import machine_now
from fivestar.foundation.fault_lines import fault_in_words
from fivestar.foundation.outcome import Refused
from fivestar.territory.queries import now_in

_ABOUT = f"""Hands in the facts a department supplies for the branches of its district.

Every request carries `Authorization: Bearer <token>` and an `Idempotency-Key` of 1 to 64 printable characters. The same
key with the same body gets the answer it got the first time (`Idempotent-Replayed: true`); with another body, 409. Up
to {VALUES_A_REQUEST:,} values a request and {REQUESTS_A_MINUTE} requests a minute. All values of a request are taken in
and their branches rescored, or none."""

api = NinjaAPI(
    title="fivestar", version="1", description=_ABOUT, docs_url=None, openapi_url="/openapi.json", urls_namespace="api"
)


class _Token(HttpBearer):
    """A token of a department, not revoked. Its requests are counted and measured before their body is read."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = queries.token_by_text(token)
        if found is None:
            return None
        now = machine_now()
        actions.count_request(token=found, at=now)
        actions.refuse_too_many(found, now)
        # Without a length Django reads nothing at all.
        actions.refuse_too_long(int(request.META.get("CONTENT_LENGTH") or 0))
        return found


_COLUMNS = frozenset(ObservationIn.model_fields)
_REFUSALS = {400: RefusedOut, 401: RefusedOut, 409: RefusedOut, 413: RefusedOut, 422: RefusedOut, 429: RefusedOut}


@api.post(
    "/observations",
    auth=_Token(),
    response={200: Taken, **_REFUSALS},
    operation_id="hand_in_observations",
    summary="Hand in observations",
)
def hand_in_observations(
    request: HttpRequest,
    response: HttpResponse,
    given: HandIn,
    key: str = Header(..., alias="Idempotency-Key", description="1 to 64 printable characters, new for every batch"),
) -> Status[Any]:
    """Takes in all values, or none and says every fault with the position of its value."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    if not is_key(key):
        return Status(422, _refused(gettext("Idempotency-Key 应是 1 到 64 个可见字符")))
    answered = actions.answer_once(
        token=token, key=key, body=request.body, at=machine_now(), act=lambda: _take_in(token, given)
    )
    if answered.is_replay:
        response["Idempotent-Replayed"] = "true"
    return Status(answered.status, answered.body)


def _take_in(token: ApiToken, given: HandIn) -> tuple[int, Mapping[str, Any]]:
    district = token.department.district
    try:
        with transaction.atomic():  # a refusal undoes what was written and leaves the answer to be kept
            taken = facts.hand_in(
                actor=queries.actor_of_token(token),
                district=district,
                values=[one.model_dump() for one in given.observations],
                basis=Basis.CONFIRMED,
                source=token.department.name,
                at=now_in(district),
            )
    except facts.UnableToHandIn as refused:
        return 422, _refused(str(refused), list(_said(refused)))
    except Refused as refused:
        return 422, _refused(str(refused))
    return 200, {"received": taken.received, "written": taken.written, "branches": taken.branches}


def _said(refused: facts.UnableToHandIn) -> Iterator[dict[str, Any]]:
    for index, fault in refused.faults[:FAULTS_SAID]:
        yield {"index": index, "column": fault.column, "message": fault_in_words(fault.message_id, fault.values)}


def _refused(message: str, faults: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    return {"message": message, "faults": list(faults)}


@api.exception_handler(actions.TooManyRequests)
def _too_many(request: HttpRequest, refused: actions.TooManyRequests) -> HttpResponse:
    response = api.create_response(request, _refused(str(refused)), status=429)
    response["Retry-After"] = str(refused.wait)
    return response


@api.exception_handler(actions.TooLong)
def _too_long(request: HttpRequest, refused: actions.TooLong) -> HttpResponse:
    return api.create_response(request, _refused(str(refused)), status=413)


@api.exception_handler(actions.KeyUsedOtherwise)
def _key_used_otherwise(request: HttpRequest, refused: actions.KeyUsedOtherwise) -> HttpResponse:
    return api.create_response(request, _refused(str(refused)), status=409)


@api.exception_handler(ValidationError)
def _of_another_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [_of_shape(one) for one in error.errors[:FAULTS_SAID]]
    message = gettext("请求的样子不对,一个数据都没有写入")
    return api.create_response(request, _refused(message, faults), status=422)


def _of_shape(error: Mapping[str, Any]) -> dict[str, Any]:
    """Where (`observations`, 3, `value`) and what; the words are the schema's own, in English."""
    place = [part for part in error["loc"] if part not in ("body", "given", "header")]
    index = next((part for part in place if isinstance(part, int)), None)
    column = next((part for part in reversed(place) if isinstance(part, str) and part in _COLUMNS), "")
    return {"index": index, "column": column or ".".join(map(str, place)), "message": str(error["msg"])}


@api.exception_handler(AuthenticationError)
def _without_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = api.create_response(request, _refused(gettext("没有令牌,或者令牌已作废")), status=401)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    message = gettext("请求正文不是可读的 JSON")
    return api.create_response(request, _refused(message), status=error.status_code)
