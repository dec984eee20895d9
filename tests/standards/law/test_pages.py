"""The page of the rules: everybody reads it, the organisation department enters a rule."""

from datetime import date

import pytest

from fivestar.standards.law.queries import rule
from fivestar.standards.models import LocalRule
from tests.cast import Cast
from tests.pages import browser_of, queries_of, words_of

FORM = {
    "category": "village",
    "name": "delegates.present",
    "than": "at_least",
    "numerator": "3",
    "denominator": "4",
    "of": "due",
    "unit": "村民代表",
    "valid_from": "2026-01-01",
    "article": "村民委员会组织法（测试）第一条",
    "source": "测试用的条文",
}


def _page(cast: Cast) -> str:
    return f"/d/{cast.district.code}/rules/"


def test_anybody_reads_the_rules_of_a_day(cast: Cast) -> None:
    words = words_of(browser_of(cast, "").get(_page(cast)))

    assert "不少于应到党员的 2/3" in words
    assert "超过到会村民代表的 1/2" in words
    assert "村民委员会组织法（2018年修正）第二十六条" in words
    assert "录入一条规则" not in words


def test_a_day_after_the_old_rules_says_that_nothing_is_loaded(cast: Cast) -> None:
    words = words_of(browser_of(cast, "").get(_page(cast), {"on": "2026-01-01"}))

    assert words.count("没有录入") == 27 + 1  # the sentence at the top, and each kind
    assert "2/3" not in words


def test_the_organisation_department_enters_and_withdraws_a_rule(cast: Cast) -> None:
    browser = browser_of(cast, "ORGANISE")

    assert browser.post(_page(cast), FORM).status_code == 302
    entered = LocalRule.objects.get()
    assert "不少于应到村民代表的 3/4" in words_of(browser.get(_page(cast), {"on": "2026-01-01"}))

    browser.post(f"{_page(cast)}{entered.public_id}/withdraw/", {"because": "抄错了"})
    assert rule("village.delegates.present", on=date(2026, 1, 1), district=cast.district) is None
    assert "抄错了" in words_of(browser.get(_page(cast)))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"numerator": ""}, "这一条是比例，请填全"),
        ({"name": "adults.notice"}, "请填提前几天"),
        ({"numerator": "5"}, "规则的内容不对：比例应不超过 1，天数应在 1 到 366 之间"),
        ({"valid_to": "2025-01-01"}, "最后一天 2025-01-01 在第一天 2026-01-01 之前"),
    ],
)
def test_what_is_not_whole_is_refused_beside_its_field(cast: Cast, told: dict[str, str], said: str) -> None:
    answer = browser_of(cast, "ORGANISE").post(_page(cast), {**FORM, **told})

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert not LocalRule.objects.exists()


@pytest.mark.parametrize("who", ["CLERK", "OWN", ""])
def test_nobody_else_enters_one(cast: Cast, who: str) -> None:
    assert browser_of(cast, who).post(_page(cast), FORM).status_code in (403, 404)
    assert not LocalRule.objects.exists()


def test_the_page_costs_the_same_with_one_rule_and_with_three(cast: Cast) -> None:
    browser = browser_of(cast, "ORGANISE")
    browser.post(_page(cast), FORM)
    one = queries_of(browser, _page(cast))
    for name in ("members.present", "adults.present"):
        browser.post(_page(cast), {**FORM, "name": name})

    assert LocalRule.objects.count() == 3
    assert queries_of(browser, _page(cast)) == one
