"""The reference pages of the engine say what the engine does."""

import json
import re
from pathlib import Path

import pytest

from fivestar.engine import CODE, RuleFault, canon, load, receipt_digest, verify_receipt, withhold
from fivestar.engine.language import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, parse
from fivestar.engine.verdicts import WORD
from tests.engine.shipped import FOLDERS, shipped

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
LANGUAGE = (REFERENCE / "rule-language.md").read_text("utf-8")
RECEIPT = (REFERENCE / "receipt.md").read_text("utf-8")


def test_the_conditions_of_the_page_are_read_and_refused_as_it_says() -> None:
    taken, refused = (block.splitlines() for block in re.findall(r"```sql\n(.*?)```", LANGUAGE, re.DOTALL))
    facts = load(FOLDERS["rural-2023"]).facts

    assert (len(taken), len(refused)) == (6, 9)
    for text in taken:
        parse(text, facts)
    for text in refused:
        with pytest.raises(RuleFault):
            parse(text, facts)


def test_the_limits_and_codes_of_the_page_are_those_of_the_program() -> None:
    limits = dict(re.findall(r"^\| (characters|depth|nodes) \| (\d+) \|$", LANGUAGE, re.MULTILINE))
    codes = re.findall(r"^\| `(\w+)` \| (\d) \|", LANGUAGE, re.MULTILINE)

    assert limits == {"characters": str(MAX_CHARACTERS), "depth": str(MAX_DEPTH), "nodes": str(MAX_NODES)}
    assert codes == [(str(word), str(code)) for code, word in enumerate(WORD)]
    assert sorted(CODE.values()) == [int(code) for _, code in codes]


def test_the_golden_vectors_of_the_page_come_out_again() -> None:
    texts = [text.strip() for text in re.findall(r"```json\n(.*?)```", RECEIPT, re.DOTALL)]
    digests = re.findall(r"^    (sha256:[0-9a-f]{64})$", RECEIPT, re.MULTILINE)

    documents = [json.loads(text) for text in texts]

    assert [canon.dumps(document).decode() for document in documents] == texts
    assert [canon.digest(document) for document in documents] == digests
    assert verify_receipt(documents[1], shipped("small"), receipt_digest(documents[1])) is None


def test_the_page_names_every_field_of_a_receipt() -> None:
    document = json.loads(re.findall(r"```json\n(.*?)```", RECEIPT, re.DOTALL)[1])
    table = RECEIPT.split("| field | what |")[1].split("## Withheld")[0]

    named = [
        name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.partition("|")[2].partition("|")[0])
    ]

    withheld = withhold(document, ["bound_households"], key="5a" * 32)
    assert sorted(named) == sorted(withheld)
