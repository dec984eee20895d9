"""Things a story needs besides its people: standards in force, small ones or the shipped ones."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fivestar import engine
from fivestar.foundation.access import SYSTEM
from fivestar.standards.actions import keep_edition, put_in_force
from fivestar.standards.models import Edition
from tests.cast import NOW, Cast

RULEBOOKS = Path(__file__).resolve().parents[1] / "rulebook"
FROM_DAY = date(2023, 1, 1)


def criterion(name: str, met_when: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "key_task": "测试重点任务",
        "name": f"测试任务{name}",
        "text": f"测试任务{name}的要求(拟定)",
        "met_when": met_when,
        "evidence": "系统记录",
        "lead_dept": "区委组织部",
        "frequency": "year",
        "supplied_by": "village",
        "source": "drafted",
        **more,
    }


def integer(slug: str, label: str, unit: str, **more: Any) -> dict[str, Any]:
    return {
        "id": slug,
        "label": label,
        "type": "integer",
        "unit": unit,
        "range": [0, 100_000],
        "supplied_by": "village",
        "frequency": "year",
        **more,
    }


def small_document(category: str = "rural", **edition: Any) -> dict[str, Any]:
    """Two stars, five criteria, six facts: a count, money of last year, a share and two answers."""
    return {
        "format": 1,
        "edition": {
            "id": f"small-{category}-2023",
            "name": "测试用评星标准",
            "category": category,
            "year": 2023,
            "status": "draft",
            "source": "测试",
            "valid_from": "2023-01-01",
            "valid_to": "2023-12-31",
            "level": {"rule": "count", "source": "测试"},
            **edition,
        },
        "facts": [
            integer("members_meetings", "支部党员大会次数", "次", period="quarter", adds="sum"),
            integer(
                "collective_income",
                "村集体经济收入",
                "分",
                shown_as="万元",
                range=[0, 10**12],
                supplied_by="department",
                department="区农业农村局",
            ),
            integer("households", "农户数", "户"),
            integer("bound_households", "入社农户数", "户"),
            {
                "id": "has_plan",
                "label": "有发展计划",
                "type": "boolean",
                "supplied_by": "township",
                "frequency": "year",
            },
            integer("vacant_days", "书记空缺天数", "天", range=[0, 366], supplied_by="township"),
        ],
        "stars": [
            {
                "id": "party",
                "name": "支部过硬星",
                "short": "过硬",
                "source": "测试",
                "criteria": [
                    criterion("T1", "vacant_days <= 30", supplied_by="township"),
                    criterion("T2", "members_meetings >= 4", accrues=True),
                ],
            },
            {
                "id": "industry",
                "name": "产业兴旺星",
                "short": "产业",
                "source": "测试",
                "criteria": [
                    criterion("T3", "collective_income >= 5000000", lead_dept="区农业农村局", supplied_by="department"),
                    criterion("T4", "bound_households * 100 >= households * 30", applies_when="households > 0"),
                    criterion("T5", "has_plan", supplied_by="township"),
                ],
            },
        ],
    }


@cache
def small_rulebook(category: str = "rural") -> engine.Rulebook:
    return engine.from_document(small_document(category))


@cache
def shipped_rulebook(name: str) -> engine.Rulebook:
    """`rural-2023` or `urban-2023`, read once."""
    return engine.load(RULEBOOKS / name)


def in_force(cast: Cast, rulebook: engine.Rulebook, from_day: date = FROM_DAY) -> Edition:
    """The rulebook as an edition in force in the cast's district."""
    edition = keep_edition(actor=SYSTEM, rulebook=rulebook, at=NOW)
    put_in_force(actor=SYSTEM, district=cast.district, edition=edition, from_day=from_day, at=NOW)
    return edition


def small_standards(cast: Cast) -> dict[str, Edition]:
    """A small edition in force for each category."""
    return {category: in_force(cast, small_rulebook(category)) for category in ("rural", "urban")}


def shipped_standards(cast: Cast) -> dict[str, Edition]:
    """The shipped editions in force."""
    return {category: in_force(cast, shipped_rulebook(f"{category}-2023")) for category in ("rural", "urban")}
