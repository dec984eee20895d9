"""What the documentation says exists: links, commands, settings, rooms, records, figures."""

import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from fivestar.cli.main import COMMANDS
from fivestar.engine import load
from tests.docs.pages import cli_page

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
ROOMS = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _links(page: Path) -> Iterator[str]:
    yield from re.findall(r"\]\(([^)\s]+)\)", _text(page))
    yield from re.findall(r'src="([^"]+)"', _text(page))


def _named(page: Path) -> Iterator[tuple[str, str]]:
    """Each `fivestar COMMAND …` of a page, indented or in backticks: the command and the rest of the line."""
    code = re.findall(r"^ {4,}(?:\S*/)?fivestar (.+)$", _text(page), re.MULTILINE)
    code += re.findall(r"`(?:\S*/)?fivestar ([^`]+)`", _text(page))
    for line in code:
        command, _, rest = line.strip().partition(" ")
        yield command, rest


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    inner = [link.partition("#")[0] for link in _links(page) if not link.startswith(("http://", "https://", "#"))]

    assert [link for link in inner if not (page.parent / link).exists()] == []


def test_every_page_is_reached_from_the_readme() -> None:
    found: set[Path] = set()
    waiting = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
    while waiting:
        page = waiting.pop()
        if page in found or not page.exists():
            continue
        found.add(page)
        waiting += [
            (page.parent / link).resolve() for link in _links(page) if link.endswith(".md") and "://" not in link
        ]

    assert [str(page.relative_to(ROOT)) for page in PAGES if page not in found] == []


def test_every_command_and_option_a_page_names_exists() -> None:
    reference = _text(DOCS / "reference" / "cli.md")
    options = {
        section.partition("\n")[0]: {"--help", *re.findall(r"`(--[\w-]+)", section)}
        for section in reference.split("\n## ")[1:]
    }

    named = [(page.name, command, rest) for page in PAGES for command, rest in _named(page) if command != "COMMAND"]

    assert len(named) > len(COMMANDS)
    assert [one for one in named if one[1] not in COMMANDS] == []
    assert [
        (page, command, option)
        for page, command, rest in named
        if command != "manage"
        for option in re.findall(r"--[\w-]+", rest)
        if option not in options[command]
    ] == []


def test_every_target_of_make_a_page_names_exists() -> None:
    targets = set(re.findall(r"^(\w+):", _text(ROOT / "Makefile"), re.MULTILINE))

    named = {name for page in PAGES for name in re.findall(r"(?:`|^ {4,})make (\w+)", _text(page), re.MULTILINE)}

    assert {"run", "test"} <= named
    assert named - targets == set()


def test_the_page_of_commands_is_the_one_the_program_prints() -> None:
    assert _text(DOCS / "reference" / "cli.md") == cli_page()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_the_rooms_in_the_order_of_the_contract(name: str) -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")

    layers = contracts["importlinter:contract:layers"]["layers"].split()
    assert ROOMS.findall(_text(ROOT / name)) == [one for one in layers if one != "|"]


def test_every_setting_is_listed_with_its_kind_and_none_besides() -> None:
    source = _text(ROOT / "fivestar" / "config" / "settings.py")
    read = re.findall(r'\benv\.(\w+)\("([A-Z_]+)"', source)

    listed = re.findall(
        r"^\| `FIVESTAR_([A-Z_]+)` \| (\w+) \|", _text(DOCS / "reference" / "settings.md"), re.MULTILINE
    )

    assert listed == [(name, kind) for kind, name in read]


def test_the_settings_other_pages_name_are_listed() -> None:
    listed = set(re.findall(r"^\| `(FIVESTAR_[A-Z_]+)`", _text(DOCS / "reference" / "settings.md"), re.MULTILINE))

    named = {name for page in PAGES for name in re.findall(r"FIVESTAR_[A-Z_]+", _text(page))}

    assert "FIVESTAR_MODE" in named
    assert named - listed == set()


def test_the_glossary_has_every_kind_of_record_and_none_besides() -> None:
    ours = {model._meta.label for model in apps.get_models() if model.__module__.startswith("fivestar.")}

    named = re.findall(r"`([a-z]+\.[A-Z]\w+)`", _text(DOCS / "glossary.md"))

    assert sorted(named) == sorted(ours)


def test_the_readme_counts_tasks_and_facts_as_the_rulebooks_do() -> None:
    rural, urban = (load(ROOT / "rulebook" / name) for name in ("rural-2023", "urban-2023"))
    rural_tasks, urban_tasks = (sum(len(star.criteria) for star in book.stars) for book in (rural, urban))
    facts = len({*rural.facts, *urban.facts})

    assert f"{rural_tasks} rural and {urban_tasks} urban tasks over {facts} facts" in _text(ROOT / "README.md")
    assert f"农村 {rural_tasks} 项、城市社区 {urban_tasks} 项,共用 {facts} 个事实" in _text(ROOT / "README.zh-CN.md")


def test_every_decision_is_listed_dated_and_says_how_it_would_be_known_wrong() -> None:
    pages = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", _text(DOCS / "decisions" / "README.md"))

    assert listed == [page.name for page in pages]
    for page in pages:
        assert re.match(rf"# {page.name[:4]} .+\n\n\d{{4}}-\d\d-\d\d\n", _text(page)), page.name
        assert re.findall(r"^## (.+)$", _text(page), re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
            "How we would know it was wrong",
        ], page.name
