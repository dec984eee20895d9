"""How files look: imports at the top, files of one sitting, pages without anything inline, no foreign hosts."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, ROOT, sources, templates, tracked_texts

LONGEST_FILE = 300  # lines
# Written apart so that this file does not name them.
_REGISTRY_HOSTS = tuple(
    host.replace("!", "") for host in ("files.python!hosted.org", "py!pi.org", "registry.np!mjs", "deb.deb!ian.org")
)
_HOUSEHOLD = re.compile(r"/(work|root|home/\w+)/(main|shared|\.cache)\b")
_INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-zA-Z][^>]*\son[a-z]+\s*="),
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"(importmap|application/json)\")[^>]*>"),
    "a javascript: address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
    "an htmx handler": re.compile(r"\shx-(on|vals=[\"']js:)"),
}
_TEMPLATE_PIECE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and getattr(node.test, "id", getattr(node.test, "attr", "")) == "TYPE_CHECKING"


def _late_imports(path: Path) -> list[str]:
    """Imports below the top of a module that give no reason on their line or the one above."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    tree = ast.parse(text)
    allowed = {
        id(inner)
        for statement in tree.body
        for inner in (ast.walk(statement) if _is_type_checking(statement) else [statement])
    }
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and id(node) not in allowed
        and "#" not in "".join(lines[max(0, node.lineno - 2) : node.lineno])
    ]


def test_an_import_that_waits_says_why() -> None:
    assert [place for path in sources() for place in _late_imports(path)] == []


def test_no_module_is_longer_than_one_sitting() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*sources(), *sorted((ROOT / "bench").rglob("*.py")), *sorted((ROOT / "tools").rglob("*.py"))]
    }

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_module_is_called_utils_or_common() -> None:
    names = {"utils", "util", "common", "helpers", "misc"}

    assert [str(path.relative_to(ROOT)) for path in sources() if path.stem in names or path.parent.name in names] == []


def test_pages_carry_no_style_script_or_handler_of_their_own() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {what}"
        for path in templates()
        for what, pattern in _INLINE.items()
        if pattern.search(_TEMPLATE_PIECE.sub("…", path.read_text(encoding="utf-8")))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ('<p class="a" style="color:red">', "a style attribute"),
        ("<style>p{}</style>", "a style element"),
        ('<button type="button" onclick="go()">', "an event attribute"),
        ("<script>go()</script>", "a script in the page"),
        ('<script nonce="x">go()</script>', "a script in the page"),
        ('<a href="javascript:go()">', "a javascript: address"),
        ('<p hx-on:click="go()">', "an htmx handler"),
    ],
)
def test_the_look_for_inline_code_finds_it(page: str, what: str) -> None:
    assert [name for name, pattern in _INLINE.items() if pattern.search(page)] == [what]


@pytest.mark.parametrize(
    "page",
    [
        '<script type="importmap" nonce="x">{}</script>',
        '<script type="module" src="/static/a.js"></script>',
        '<script id="a" type="application/json">{}</script>',
        '<p class="once" data-style="a">style="x"</p>',
    ],
)
def test_the_look_for_inline_code_lets_data_pass(page: str) -> None:
    assert [name for name, pattern in _INLINE.items() if pattern.search(page)] == []


def test_no_file_names_a_package_registry_or_a_machine_path() -> None:
    found = [
        name
        for name, text in tracked_texts()
        if any(host in text for host in _REGISTRY_HOSTS) or _HOUSEHOLD.search(text)
    ]

    assert found == []
