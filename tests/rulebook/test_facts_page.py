"""The documentation says how many facts are needed and who supplies them, and says it truly."""

from tests.rulebook.books import ROOT
from tests.rulebook.facts_page import counted, page


def test_the_page_of_facts_is_as_printed():
    assert (ROOT / "docs" / "reference" / "facts.md").read_text(encoding="utf-8") == page()


def test_so_many_facts_are_needed_and_so_few_are_asked_of_the_village():
    counts = {column: dict(counter) for column, counter in counted().items()}

    assert counts == {
        "rural": {
            "department": 55, "township or street": 27, "village or community": 14,
            "records (village or community)": 18, "records (township or street)": 9,
        },
        "urban": {
            "department": 66, "township or street": 22, "village or community": 33,
            "records (village or community)": 25, "records (township or street)": 11,
        },
        "all": {
            "department": 98, "township or street": 43, "village or community": 41,
            "records (village or community)": 34, "records (township or street)": 15,
        },
    }  # fmt: skip
