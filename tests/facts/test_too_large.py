"""A file of 3 GB is refused by its size, before a byte of it is read, at each door."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from fivestar.cli.facts import import_facts
from fivestar.facts.models import ImportBatch
from fivestar.foundation.middleware import MAX_REQUEST_BYTES
from tests.cast import Cast
from tests.factories import small_standards
from tests.pages import browser_of, words_of

GIGABYTES_3 = 3 * 1024**3


class Body:
    """A body that remembers whether anybody read it."""

    def __init__(self) -> None:
        self.is_read = False

    def read(self, *_size: int) -> bytes:
        self.is_read = True
        return b""

    readline = read


def send(client: Client, address: str, size: int) -> tuple[Any, Body]:
    """A form of which only the size is told."""
    body = Body()
    answer = client.generic(
        "POST",
        address,
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(size),
        **{"wsgi.input": body},  # type: ignore[arg-type]
    )
    return answer, body


@pytest.mark.parametrize("address", ["/d/990099/import/", "/d/990099/supply/paste/?of=township", "/api/observations"])
def test_the_page_refuses_it_unread(cast: Cast, address: str) -> None:
    small_standards(cast)
    clerk = browser_of(cast, "CLERK")

    answer, body = send(clerk, address, GIGABYTES_3)

    assert (answer.status_code, body.is_read) == (413, False)
    assert "送来了 3072 MB，一次最多 24 MB。没有读取，什么都没有改动。" in words_of(answer)
    assert ImportBatch.objects.count() == 0


def test_what_is_just_not_too_large_is_read(cast: Cast) -> None:
    answer, body = send(browser_of(cast, "CLERK"), "/d/990099/import/", MAX_REQUEST_BYTES)

    assert (answer.status_code, body.is_read) == (422, True)


def test_the_command_refuses_it_unread(cast: Cast, tmp_path: Path) -> None:
    small_standards(cast)
    file = tmp_path / "三个G.csv"
    with file.open("wb") as sparse:
        sparse.truncate(GIGABYTES_3)

    done = CliRunner().invoke(import_facts, [str(file), "--district", "990099", "--basis", "confirmed"])

    assert done.exit_code == 2
    assert "文件有 3072 MB,太大了(最多 512 MB),请分成几个" in done.output
    assert ImportBatch.objects.count() == 0
