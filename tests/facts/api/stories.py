"""A department's system that holds a token and hands in figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client

from fivestar.facts.api.actions import Issued, issue_token
from fivestar.responsibility.models import Department
from tests.cast import NOW, Cast
from tests.facts.tables import DONGLIU

ADDRESS = "/api/observations"


def agriculture(cast: Cast) -> Department:
    return Department.objects.get(district=cast.district, name="区农业农村局")


def issued(cast: Cast, *, at: datetime = NOW) -> Issued:
    return issue_token(
        actor=cast.organiser, district=cast.district, department=agriculture(cast), label="农经统计系统", at=at
    )


def income(value: Any = 5_000_000, branch: str = DONGLIU, period: str = "2023", **more: Any) -> dict[str, Any]:
    """What the agriculture department supplies, in 分."""
    return {
        "branch": branch,
        "fact": "collective_income",
        "period": period,
        "value": value,
        "observed_on": "2023-09-10",
        **more,
    }


def hand_in(
    token: str, *values: Mapping[str, Any], key: str = "one", body: str | None = None, language: str = "zh-hans"
) -> HttpResponse:
    return Client(headers={"accept-language": language}).post(
        ADDRESS,
        body if body is not None else json.dumps({"observations": values}, ensure_ascii=False),
        content_type="application/json",
        headers={"authorization": f"Bearer {token}", "idempotency-key": key},
    )
