"""English is complete: nothing missing, empty, doubtful or left over, and it says what the Chinese says."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message
from click.testing import CliRunner
from django.utils import translation

from fivestar.cli import catalogue
from fivestar.cli.catalogue import _lacks_of as lacks_of


def test_english_lacks_nothing() -> None:
    assert list(catalogue.lacks("en")) == []


def test_the_command_agrees() -> None:
    assert CliRunner().invoke(catalogue.messages, ["check"]).exit_code == 0


def test_calls_inside_f_strings_and_templates_are_read() -> None:
    ids = {message.id for message in catalogue.extract_messages()}

    assert {"并且", "查找村和社区", "%(count)s 个支部"} <= ids
    assert ("找到 %(count)s 个", "找到 %(count)s 个") in ids


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (Message("还有 {n} 行", "{n} rows left"), []),
        (Message("还有 {n} 行", ""), ["empty: 还有 {n} 行"]),
        (Message("还有 {n} 行", "{m} rows left"), ["other placeholders: 还有 {n} 行"]),
        (Message("还有 {n} 行", "rows left"), ["other placeholders: 还有 {n} 行"]),
        (Message("好", "good", flags=["fuzzy"]), ["fuzzy: 好"]),
        (Message(("%(n)s 行", "%(n)s 行"), ("one row", "%(n)s rows")), []),
        (Message(("%(n)s 行", "%(n)s 行"), ("one row", "")), ["empty: ('%(n)s 行', '%(n)s 行')"]),
    ],
)
def test_what_a_translation_may_lack_is_named(message: Message, said: list[str]) -> None:
    assert list(lacks_of(message)) == said


def test_what_is_new_or_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en" / "LC_MESSAGES").mkdir(parents=True)
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    catalogue.po_path("en").write_text('msgid ""\nmsgstr ""\n\nmsgid "旧语"\nmsgstr "old"\n', "utf-8")

    found = list(catalogue.lacks("en"))

    assert "missing: 查找村和社区" in found
    assert "no longer used: 旧语" in found


def test_compiling_writes_what_django_reads() -> None:
    catalogue.compile_catalogues()

    with translation.override("en"):
        assert translation.gettext("查找村和社区") == "Find a village or community"
        assert translation.ngettext("找到 %(count)s 个", "找到 %(count)s 个", 2) % {"count": 2} == "2 found"
