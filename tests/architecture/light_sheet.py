"""The part of Tabler that pages of this house use, for whoever is not signed in. Print it anew with

python -m tests.architecture.light_sheet > fivestar/foundation/static/foundation/tabler.light.css
"""

import re
import sys
from collections.abc import Iterator

from tests.architecture.house import PACKAGE

WHOLE = PACKAGE / "foundation/static/vendor/tabler/tabler.min.css"
LIGHT = PACKAGE / "foundation/static/foundation/tabler.light.css"
_LICENCE = re.compile(r"/\*!.*?\*/", re.DOTALL)
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_GIVEN = re.compile(r"""class(?:=|["']: ?)["']([^"']*)["']""")
_PART = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[{};]|[^{};"\'/]+|/', re.DOTALL)
_COMMA = re.compile(r",(?![^(]*\))")


def classes_used() -> frozenset[str]:
    """Every word in a class attribute of a template or a form's field."""
    files = [*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("*.py")]
    given = (found for file in files for found in _GIVEN.findall(file.read_text(encoding="utf-8")))
    return frozenset(word for text in given for word in re.findall(r"[A-Za-z][\w-]*", text))


def cut(css: str, used: frozenset[str]) -> str:
    """Rules that can apply where only these classes are used, in light colours; animations that those name."""
    kept = "".join(_cut_rules(_rules(css), used))
    for name in set(re.findall(r"@keyframes ([\w-]+)", kept)):
        if not re.search(rf"animation[\w-]*:[^;}}]*\b{re.escape(name)}\b", kept):
            kept = re.sub(rf"@keyframes {re.escape(name)}\{{(?:[^{{}}]*\{{[^{{}}]*\}})*\}}", "", kept)
    return kept


def light_sheet() -> str:
    whole = WHOLE.read_text(encoding="utf-8")
    licence = _LICENCE.search(whole)
    assert licence is not None, "the licence goes with every part"
    return f"{licence[0]}\n{cut(whole, classes_used())}\n"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Head and body of each rule at this level; a body is "" for what ends at a semicolon."""
    head, body, depth = "", "", 0
    for part in _PART.findall(css):
        if part.startswith("/*"):
            continue
        if part == "{":
            depth += 1
            body += part if depth > 1 else ""
        elif part == "}":
            depth -= 1
            if depth:
                body += part
            else:
                yield head.strip(), body
                head, body = "", ""
        elif depth:
            body += part
        elif part == ";":
            yield head.strip() + ";", ""
            head = ""
        else:
            head += part


def _cut_rules(rules: Iterator[tuple[str, str]], used: frozenset[str]) -> Iterator[str]:
    for head, body in rules:
        if head.startswith(("@media", "@supports", "@layer")):
            inside = "".join(_cut_rules(_rules(body), used))
            if inside:
                yield f"{head}{{{inside}}}"
        elif head.startswith("@charset"):
            continue
        elif head.startswith("@"):
            yield f"{head}{{{body}}}" if body else head
        else:
            selectors = [one for one in _COMMA.split(head) if _can_apply(one, used)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _can_apply(selector: str, used: frozenset[str]) -> bool:
    wanted = re.sub(r":not\([^()]*\)", "", selector)
    attributes = re.findall(r"\[(data-bs-[^\]]*)\]", wanted)
    return set(_CLASS.findall(wanted)) <= used and all(one == "data-bs-theme=light" for one in attributes)


if __name__ == "__main__":
    sys.stdout.write(light_sheet())
