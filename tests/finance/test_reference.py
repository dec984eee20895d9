"""The page of sheets, heads and terms is what the program has."""

from tests.finance.pages import PAGE, ledger_page


def test_the_page_of_the_ledger_is_as_printed() -> None:
    assert PAGE.read_text(encoding="utf-8") == ledger_page()
