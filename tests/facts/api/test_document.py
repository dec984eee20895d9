"""What the docs say of the address is what is served."""

import json
import re
from typing import Any

from django.test import Client

from fivestar.facts.api.decisions import BODY_BYTES, REQUESTS_A_MINUTE, VALUES_A_REQUEST
from tests.facts.api.document import DOCUMENT, openapi_text

PAGE = DOCUMENT.with_name("api.md")


def served(client: Client) -> Any:
    answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def test_the_document_in_the_docs_is_the_one_the_program_prints() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == openapi_text()


def test_the_document_in_the_docs_is_the_one_that_is_served(db: None) -> None:
    assert json.loads(DOCUMENT.read_text(encoding="utf-8")) == served(Client())


def test_every_answer_of_the_address_is_in_the_document(db: None) -> None:
    operation = served(Client())["paths"]["/api/observations"]["post"]

    assert sorted(operation["responses"]) == ["200", "400", "401", "409", "413", "422", "429"]
    assert [parameter["name"] for parameter in operation["parameters"]] == ["Idempotency-Key"]


def test_the_page_says_the_limits_and_columns_there_are(db: None) -> None:
    page = PAGE.read_text(encoding="utf-8")
    columns = served(Client())["components"]["schemas"]["ObservationIn"]["properties"]

    assert f"{VALUES_A_REQUEST:,} values" in page
    assert f"{REQUESTS_A_MINUTE} requests a minute" in page
    assert f"{BODY_BYTES:,} bytes" in page
    assert sorted(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == sorted(columns)
