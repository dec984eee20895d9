"""The documentation of access and wiring is what the program has."""

from tests.access.pages import DOCS, access_page, registers, wiring_page


def test_the_page_of_access_is_as_printed() -> None:
    assert (DOCS / "access.md").read_text(encoding="utf-8") == access_page()


def test_the_page_of_wiring_is_as_printed() -> None:
    assert (DOCS / "wiring.md").read_text(encoding="utf-8") == wiring_page()


def test_every_register_is_filled() -> None:
    """Reading one that is not raises."""
    counts = {name: len(list(register)) for name, register in registers().items()}

    assert counts["access.policies"] > 0
