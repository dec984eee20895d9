"""The documentation says what a village answers by hand in a year and the minutes, and says it truly."""

from tests.facts.burden.page import meetings_asked, page, year_of
from tests.rulebook.books import ROOT


def test_the_page_of_the_burden_is_as_printed() -> None:
    assert (ROOT / "docs" / "reference" / "burden.md").read_text(encoding="utf-8") == page()


def test_so_many_answers_a_village_gives_by_hand_in_a_year() -> None:
    years = {category: year_of(category) for category in ("rural", "urban")}

    assert {category: (len(year.facts), year.answers, year.seconds) for category, year in years.items()} == {
        "rural": (14, 38, 2_200),
        "urban": (33, 91, 5_380),
    }
    assert {category: year.tasks for category, year in years.items()} == {"rural": 90, "urban": 106}


def test_so_many_meetings_the_tasks_of_a_village_ask_for() -> None:
    assert meetings_asked("rural") == {
        "支部党员大会": 4,
        "支部委员会": 12,
        "党小组会": 12,
        "主题党日": 12,
        "组织生活会": 1,
        "民主评议党员": 1,
        "“两委”联席会议": 12,
    }
    assert sum(meetings_asked("urban").values()) == 52
