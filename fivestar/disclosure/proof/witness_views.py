"""A township's page: it makes its key in its own browser, and signs what that browser found to have only grown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from fivestar.foundation.access import actor_of, visible
from fivestar.foundation.clock import machine_now
from fivestar.foundation.publiclog import UnableToWitness, end_witness, listing, reading, register_witness
from fivestar.territory.queries import district_or_404, townships_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fivestar.foundation.access import Actor
    from fivestar.territory.models import Region


@require_safe
def witness(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has no township's post is answered as if the page were not there."""
    district, actor = district_or_404(code), actor_of(request)
    townships = list(_own(actor, district))
    if not townships:
        raise Http404
    signed = listing.signed_up_to()
    lines = []
    for township in townships:
        key = reading.witness_of(actor, township.code)
        lines.append((township, key, signed.get(key.name) if key is not None else None))
    log = {name: reverse(f"log_{name}") for name in ("head", "keys")}
    consistency = reverse("log_consistency", args=[0, 0]).replace("0/0.json", "")
    return render(
        request,
        "disclosure/proof/witness.html",
        {
            "district": district,
            "lines": lines,
            "head": reading.latest_head(actor),
            "log": log,
            "consistency": consistency,
        },
    )


@require_POST
def witness_register(request: HttpRequest, code: str, township: str) -> HttpResponse:
    """`public`: the public half of the key; the private one stays where it was made."""
    actor, unit = actor_of(request), _one(request, code, township)
    try:
        register_witness(actor=actor, unit=unit, public=request.POST.get("public", ""), at=machine_now())
    except UnableToWitness as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("登记了。这台设备的这个浏览器从此能为{unit}见证。").format(unit=unit.name))
    return redirect("witness", code)


@require_POST
def witness_end(request: HttpRequest, code: str, township: str) -> HttpResponse:
    actor, unit = actor_of(request), _one(request, code, township)
    key = reading.witness_of(actor, unit.code)
    if key is None:
        raise Http404
    try:
        end_witness(actor=actor, witness=key, at=machine_now())
    except UnableToWitness as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("停用了。它签过的都还在，可以在新的浏览器里另做一把。"))
    return redirect("witness", code)


def _own(actor: Actor, district: Region) -> QuerySet[Region]:
    return visible(actor, "publiclog.register_witness", townships_of(district))


def _one(request: HttpRequest, code: str, township: str) -> Region:
    return get_object_or_404(_own(actor_of(request), district_or_404(code)), public_id=township)
