"""The page of steps, states and rules is the one the program prints."""

from tests.projects.pages import PAGE, projects_page


def test_the_page_of_projects_is_as_printed() -> None:
    assert PAGE.read_text(encoding="utf-8") == projects_page()
