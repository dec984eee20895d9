"""Account heads and terms are dated data, each with its source."""

from datetime import date

from fivestar.finance.dated import basis_of, charts, heads_counting_for, heads_on, label_of, term
from fivestar.finance.money import read_hundredths, yuan

DAY = date(2023, 9, 15)


def test_every_list_of_heads_names_its_source_and_ids_stand_once() -> None:
    assert all(chart.source for chart in charts())
    ids = [head.id for chart in charts() for head in chart.heads]
    labels = [head.label for chart in charts() for head in chart.heads]
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels))
    assert all(len(one) <= 20 for one in ids)


def test_before_a_list_holds_there_is_no_head_to_book_under() -> None:
    assert [head.label for head in heads_on("estate", date(2020, 12, 31))] == []
    assert next(head.id for head in heads_on("estate", DAY)) == "in.parking"


def test_money_that_passes_through_is_no_income_of_the_collective() -> None:
    counting = heads_counting_for("collective_income")

    assert counting & {"in.land", "in.returned", "in.donation", "in.levy", "in.relief", "in.disposal"} == frozenset()
    assert heads_counting_for("operating_income") < counting
    assert label_of("in.contracting") == "发包及上交收入"


def test_terms_have_a_day_from_which_they_hold() -> None:
    assert (term("due_days", DAY), term("expiry_days", DAY), term("due_days", date(2011, 1, 1))) == (31, 60, None)
    assert basis_of("collective", DAY) == "《农村集体经济组织财务公开规定》（农经发〔2011〕13号）"


def test_money_is_read_exactly_or_not_at_all() -> None:
    read = {"1,234.5": 123450, "１２元": 1200, "-3.07": -307, "3.070": 307, 0.07: 7, 12: 1200, 1e-9: 0}
    refused = [
        "",
        "1,23",
        "五元",
        "3.001",
        "5²",
        "1.2.3",
        None,
        True,
        0.005,
        "9" * 16,
        1e300,
        float("inf"),
        float("nan"),
    ]

    assert {written: read_hundredths(written) for written in read} == read
    assert [read_hundredths(written) for written in refused] == [None] * len(refused)
    assert (yuan(-123450), yuan(7), yuan(0)) == ("-1,234.50", "0.07", "0.00")
