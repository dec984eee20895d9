"""The queue of a device, on the server: what was kept without signal comes in together and is taken one by one."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext

from fivestar.foundation.access import actor_of

if TYPE_CHECKING:
    from fivestar.foundation.access import Actor

MOST_AT_ONCE = 200
Sent = TypeVar("Sent")


class Queue(msgspec.Struct, Generic[Sent], frozen=True):
    """What a device sends at once; `account` is the one that answered."""

    account: Annotated[str, msgspec.Meta(max_length=300)]
    answers: Annotated[list[Sent], msgspec.Meta(max_length=MOST_AT_ONCE)]


def take_queue(
    request: HttpRequest, kind: type[Queue[Sent]], taken: Callable[[Actor, Sent], dict[str, Any]]
) -> HttpResponse:
    """What became of each answer; `taken` takes one, in a transaction of its own.

    401: nobody is signed in. 409: somebody else is; nothing is taken. 400: not a queue.
    """
    actor = actor_of(request)
    if not actor.is_signed_in:
        return JsonResponse({"message": gettext("请先登录")}, status=HTTPStatus.UNAUTHORIZED)
    try:
        queue = msgspec.json.decode(request.body, type=kind)
    except msgspec.DecodeError:
        return JsonResponse({"message": gettext("送来的内容读不出来")}, status=HTTPStatus.BAD_REQUEST)
    if queue.account != actor.person_ref:
        return JsonResponse({"message": gettext("这些答复属于另一个账号")}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"results": [taken(actor, sent) for sent in queue.answers]})


def outcome(client_id: UUID, name: str, **more: str) -> dict[str, Any]:
    """One line of the answer: answered, found, conflict (`url`), refused (`message`)."""
    return {"client_id": str(client_id), "outcome": name, **more}
