"""Every row of the draft tables is one criterion, word for word and figure for figure."""

import re

import pytest

from tests.rulebook.books import CATEGORIES, book, rows

FREQUENCY = {
    "实时": "realtime", "变更时": "on_change", "月": "month", "季": "quarter", "半年": "half_year",
    "学期": "term", "年": "year",
}  # fmt: skip
LEVEL = {"村": "village", "社区": "village", "乡镇": "township", "街道": "township", "部门": "department"}

# Rows whose figure is written in another unit or compares two years: the condition they must have, and why.
WRITTEN_OTHERWISE = {
    "R033": "previous.collective_income >= 5000000",  # 5 万元 in 分, of last year (上年度)
    "R035": "collective_income >= previous.collective_income",  # growth of at least 0 %
    "R041": "cleaners * 1000 >= residents * 2",  # 2 ‰
    "R065": "fraud_cases - previous.fraud_cases <= 0",
    "U006": "community_workers * 10000 >= urban_residents * 18",  # 18 for every 10,000 people
    "U053": "fraud_cases - previous.fraud_cases <= 0",
    "R018": "life_meetings >= 1 AND member_appraisals >= 1",  # two, take the smaller
    "U019": "life_meetings >= 1 AND member_appraisals >= 1",
}


@pytest.mark.parametrize(("category", "number"), [("rural", 90), ("urban", 106)])
def test_every_row_is_a_criterion_in_the_order_of_the_table(category, number):
    ids = [criterion.id for criterion in book(category).criteria]

    assert len(ids) == number
    assert ids == [row["id"] for row in rows(category)]


@pytest.mark.parametrize("category", CATEGORIES)
def test_text_source_and_responsibility_stand_as_in_the_table(category):
    read = [
        {
            "id": criterion.id, "star": star.name, "key_task": criterion.key_task, "name": criterion.name,
            "criterion": criterion.text, "evidence": criterion.evidence, "lead_dept": criterion.lead_dept,
            "frequency": criterion.frequency, "supplied_by": criterion.supplied_by, "source": criterion.source,
        }
        for star in book(category).stars
        for criterion in star.criteria
    ]  # fmt: skip

    assert read == [
        {name: row[name] for name in ("id", "star", "key_task", "name", "criterion", "evidence", "lead_dept")}
        | {"frequency": FREQUENCY[row["frequency"]], "supplied_by": LEVEL[row["supplied_by"]], "source": row["source"]}
        for row in rows(category)
    ]


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_threshold_stands_as_in_the_table(category):
    conditions = {criterion.id: criterion.met_when for criterion in book(category).criteria}

    astray = {
        row["id"]: conditions[row["id"]]
        for row in rows(category)
        if not re.fullmatch(expected_condition(row), conditions[row["id"]])
    }

    assert astray == {}


def expected_condition(row):
    """The condition a row calls for, any fact names in it, as a pattern."""
    name = "[a-z][a-z0-9_]*"
    if row["id"] in WRITTEN_OTHERWISE:
        return re.escape(WRITTEN_OTHERWISE[row["id"]])
    if row["kind"] == "percentage":
        assert row["op"] == ">="
        return rf"{name} \* 100 >= {name} \* {row['threshold']}"
    if row["kind"] == "boolean":
        return rf"{name}( AND {name})?"
    if row["op"] == "between":
        low, high = row["threshold"].split("..")
        return rf"{name} BETWEEN {low} AND {high}"
    return rf"{name} {row['op']} {row['threshold']}"


def test_only_25_of_90_and_40_of_106_are_supplied_by_the_village_or_community():
    supplied = {
        category: [criterion.supplied_by for criterion in book(category).criteria].count("village")
        for category in CATEGORIES
    }

    assert supplied == {"rural": 25, "urban": 40}


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_count_of_the_year_accrues_and_nothing_else_does(category):
    accruing = {criterion.id for criterion in book(category).criteria if criterion.accrues}

    of_the_year = {row["id"] for row in rows(category) if row["op"] == ">=" and row["unit"] in {"次", "次/年", "期/年"}}
    assert accruing == of_the_year | COMPLETED_WITHIN_THE_YEAR[category]


# Due by the end of the year: pledges, members admitted, grain sown, gas inspections, reviews of allowances.
COMPLETED_WITHIN_THE_YEAR = {"rural": {"R003", "R010", "R022"}, "urban": {"U003", "U013", "U057", "U101"}}
