"""`fivestar messages`: the second catalogue (English) beside the Chinese message ids, kept by Babel.

Message ids are Chinese and need no catalogue of their own. `update` reads every `.py` file and template, `check` names
what English lacks, `compile` writes the `.mo` file that Django reads (not kept in git).
"""

import ast
import os
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
SECOND_LANGUAGES = ("en",)
KEYWORDS = {  # name → is the first text a context, how many texts there must be
    "N_": (False, 1),
    "_": (False, 1),
    "gettext": (False, 1),
    "gettext_lazy": (False, 1),
    "gettext_noop": (False, 1),
    "ngettext": (False, 2),
    "ngettext_lazy": (False, 2),
    "pgettext": (True, 2),
    "pgettext_lazy": (True, 2),
}
_IN_TEMPLATES: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def po_path(language: str) -> Path:
    """Where a language's catalogue is kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def extract_messages() -> Catalog:
    """Every message id in the program and its templates, in the order of the files."""
    catalogue = Catalog(project="fivestar", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts and path != Path(__file__):
            _add_program(catalogue, path)
    for path in sorted(PACKAGE.rglob("templates/**/*.*")):
        if path.is_file():
            _add_template(catalogue, path)
    return catalogue


def _add_program(catalogue: Catalog, path: Path) -> None:
    """By the syntax tree: Babel's own reader passes over calls inside f-strings."""
    place = path.relative_to(PACKAGE.parent).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (name := _name_of(node.func)) in KEYWORDS:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            has_context, number = KEYWORDS[name]
            if len(texts) < number:
                continue  # the id comes from elsewhere, where it is marked
            context = texts[0] if has_context else None
            ids = texts[1:number] if has_context else texts[:number]
            catalogue.add(ids[0] if len(ids) == 1 else tuple(ids), None, [(place, 0)], context=context)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _add_template(catalogue: Catalog, path: Path) -> None:
    place = path.relative_to(PACKAGE.parent).as_posix()
    # Templatised text keeps the template's indents, which Python's tokeniser would refuse.
    lines = templatize(path.read_text(encoding="utf-8"), origin=str(path)).splitlines()
    source = "\n".join(line.strip() for line in lines)
    found = extract("python", BytesIO(source.encode()), _IN_TEMPLATES, (), {"encoding": "utf-8"})
    for _line, message, _comments, context in found:
        # No line numbers: a catalogue that changes with every edit hides what was really translated.
        catalogue.add(message, None, [(place, 0)], context=context)


def read_catalogue(language: str) -> Catalog:
    """The catalogue as it is in git; an empty one when there is none yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="fivestar")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update_catalogue(language: str) -> Catalog:
    """Bring new ids in and drop those no longer used; never guesses a translation."""
    catalogue = read_catalogue(language)
    catalogue.update(extract_messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
    return catalogue


def lacks(language: str) -> Iterator[str]:
    """What keeps a catalogue from being complete, one sentence each."""
    catalogue = read_catalogue(language)
    wanted = {(message.id, message.context): message for message in extract_messages() if message.id}
    kept = {(message.id, message.context): message for message in catalogue if message.id}
    for key in wanted.keys() - kept.keys():
        yield f"missing: {key[0]}"
    for key in kept.keys() - wanted.keys():
        yield f"no longer used: {key[0]}"
    for message in kept.values():
        yield from _lacks_of(message)


def _lacks_of(message: Message) -> Iterator[str]:
    strings = [text or "" for text in _as_list(message.string)]
    if message.fuzzy:
        yield f"fuzzy: {message.id}"
    if not all(strings):
        yield f"empty: {message.id}"
        return
    given = set(PLACEHOLDER.findall(_as_list(message.id)[-1] or ""))
    for used in (set(PLACEHOLDER.findall(text)) for text in strings):
        # A singular may leave its number out ("one row"); nothing may name a value that is not given.
        if not used <= given or (len(strings) == 1 and used != given):
            yield f"other placeholders: {message.id}"


def _as_list(text: str | Sequence[str | None] | None) -> list[str | None]:
    return [text] if text is None or isinstance(text, str) else list(text)


def compile_catalogues() -> None:
    """Write each `.mo` file that is missing or older than its catalogue."""
    for language in SECOND_LANGUAGES:
        source = po_path(language)
        if not source.exists():
            continue
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        buffer = BytesIO()
        write_mo(buffer, read_catalogue(language))
        scratch = target.with_suffix(f".{os.getpid()}")
        scratch.write_bytes(buffer.getvalue())
        scratch.replace(target)


@click.group()
def messages() -> None:
    """翻译目录:更新、检查、编译。"""


@messages.command()
def update() -> None:
    """把程序和模板里的新语句收进目录。"""
    for language in SECOND_LANGUAGES:
        update_catalogue(language)
        click.echo(f"{language}: {sum(1 for _ in lacks(language))} 条待译")


@messages.command()
def check() -> None:
    """列出缺译、空译和存疑的语句。"""
    found = [f"{language}: {line}" for language in SECOND_LANGUAGES for line in sorted(lacks(language))]
    for line in found:
        click.echo(line)
    if found:
        raise SystemExit(2)


@messages.command("compile")
def compile_() -> None:
    """编译目录,供网页使用。"""
    compile_catalogues()
