"""`verify-draw`: a stranger makes a draw of re-checks again from its public file. No database and no Django.

Exit status: 0 it holds, 1 it does not, 2 no draw file, or one that only commits.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import click

from fivestar.cli import messages
from fivestar.cli.documents import UnreadableDocument, read_document
from fivestar.foundation.draw import MAX_DRAW_BYTES, Difference, NotYetDrawn
from fivestar.foundation.draw import verify_draw as verify

BAD_INPUT = 2
NOT_AS_STATED = 1


@click.command("verify-draw")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--commitment", default=None, help="抽签以前从公开页面上抄下的承诺,sha256:…")
def verify_draw(file: Path, commitment: str | None) -> None:
    """用公开的抽签文件把名单重抽一遍,核对承诺、种子、次序,指出第一处不同。"""
    try:
        document = read_document(file, max_bytes=MAX_DRAW_BYTES, kind="一份抽签文件")
        difference = verify(document)
    except UnreadableDocument as unreadable:
        _end(str(unreadable), BAD_INPUT)
    except NotYetDrawn:
        _end(f"{file}:还没有抽签:现在只有承诺。请记下承诺,抽签以后再核对。", BAD_INPUT)
    if difference is None and commitment is not None and document["commitment"] != commitment:
        difference = Difference("commitment", commitment, document["commitment"])
    if difference is not None:
        _end(
            messages.of_difference(difference.path, difference.expected, difference.found, whole="整个文件"),
            NOT_AS_STATED,
        )
    click.echo("\n".join(_summary(document)))


def _summary(document: Mapping[str, Any]) -> list[str]:
    result = document["public_result"]
    lines = [
        f"一致:{document['commitment']}",
        f"承诺于 {document['committed_on']};用 {result['on']} 的“{result['name']}”{result['value']}抽出",
        f"共 {len(document['draw'])} 项,来自 {len(document['frame']['strata'])} 层:",
    ]
    lines += [f"  {one['id']}  {one['take']} / {one['count']}" for one in document["frame"]["strata"]]
    if document["state"] == "void":
        lines.append(f"这次抽签已作废:{document['reason']}")
    return lines


def _end(text: str, status: int) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(status)
