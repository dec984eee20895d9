"""`POST /api/observations`: all values of a request are taken in, or none, and every fault has its place."""

import json
import sys
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fivestar.facts.api.actions import revoke_token
from fivestar.facts.api.decisions import BODY_BYTES, VALUES_A_REQUEST
from fivestar.facts.models import ApiReceipt, Observation
from fivestar.foundation.audit.models import AuditEntry
from fivestar.scorecards.models import Scorecard
from tests.cast import NOW, Cast
from tests.factories import small_standards
from tests.facts.api.stories import ADDRESS, hand_in, income, issued
from tests.facts.tables import DONGLIU, SHIQIAO, XILIU, record


@pytest.fixture(autouse=True)
def standards(cast: Cast) -> None:
    small_standards(cast)


@pytest.fixture
def token(cast: Cast) -> str:
    return issued(cast).text


def test_values_are_taken_in_confirmed_with_their_source_and_rated(cast: Cast, token: str) -> None:
    answer = hand_in(token, income(), income(3_200_000, XILIU, source="农经年报"))

    assert (answer.status_code, answer.json()) == (200, {"received": 2, "written": 2, "branches": 2})
    assert list(
        Observation.objects.order_by("branch__village__code").values_list(
            "branch__village__code", "value", "basis", "source", "recorded_by"
        )
    ) == [
        (DONGLIU, 5_000_000, "C", "区农业农村局", Observation.objects.values_list("recorded_by", flat=True)[0]),
        (XILIU, 3_200_000, "C", "农经年报", Observation.objects.values_list("recorded_by", flat=True)[0]),
    ]
    rated = Scorecard.objects.filter(branch=cast.dongliu, basis="C", is_current=True).get()
    assert (rated.met, rated.unknown) == (1, 4)


def test_the_audit_names_the_token_and_no_person(cast: Cast) -> None:
    given = issued(cast)

    hand_in(given.text, income())

    entry = AuditEntry.objects.get(act="facts.hand_in")
    assert entry.actor == f"api:{given.token.public_id}"
    assert entry.changes == {"received": 1, "written": 1, "branches": 1, "basis": "C"}


def test_one_wrong_value_and_nothing_is_taken_in(cast: Cast, token: str) -> None:
    answer = hand_in(token, income(), income("5万", XILIU), income(-1, SHIQIAO))

    assert answer.status_code == 422
    assert answer.json() == {
        "message": "有 2 处问题,一个数据都没有写入",
        "faults": [
            {"index": 1, "column": "value", "message": "应是整数"},
            {"index": 2, "column": "value", "message": "应在 0 到 1000000 万元 之间"},
        ],
    }
    assert record() == []
    assert not Scorecard.objects.filter(met__gt=0).exists()


@pytest.mark.parametrize(
    ("value", "column", "message"),
    [
        (income(branch="411003001001"), "branch", "411003001001 不是本区的代码(本区以 990099 开头)"),
        (income(branch="990099001999"), "branch", "本区名录里没有代码 990099001999"),
        (income(branch="1"), "branch", "应是 12 位数字代码,现为“1”"),
        (income(fact="nobody_asks"), "fact", "没有“nobody_asks”这个数据项"),
        (
            income(1, fact="vacant_days"),
            "fact",
            "“书记空缺天数”由乡镇(街道)核实,不在您的岗位范围内",
        ),
        (income(period="2023-Q1"), "period", "“村集体经济收入”按年填报,应写成 2023,现为“2023-Q1”"),
        (income(period=""), "period", "没有填期间"),
        (income(observed_on="2023-09-16"), "observed_on", "日期 2023-09-16 还没有到"),
        (income(observed_on="2022-12-31"), "observed_on", "2022-12-31 早于期间 2023 开始"),
        (income("５"), "value", "应是整数"),
        (income(True), "value", "应是整数"),
        (income("=SUM(A1:A2)"), "value", "应是整数"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else "",
)
def test_each_kind_of_fault_is_said_with_its_column(
    cast: Cast, token: str, value: dict[str, Any], column: str, message: str
) -> None:
    answer = hand_in(token, value)

    assert answer.status_code == 422
    assert answer.json()["faults"] == [{"index": 0, "column": column, "message": message}]
    assert record() == []


def test_the_same_place_twice_in_a_request_is_a_fault(cast: Cast, token: str) -> None:
    answer = hand_in(token, income(1), income(2, XILIU), income(3))

    assert answer.json()["faults"] == [
        {"index": 2, "column": "branch", "message": "与第 0 行重复:同一支部、同一数据项、同一期间"}
    ]


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (income(1.5), "value"),
        (income(None), "value"),
        ({**income(), "colour": "red"}, "observations.0.colour"),
        ({key: one for key, one in income().items() if key != "observed_on"}, "observed_on"),
        (income(observed_on="昨天"), "observed_on"),
    ],
    ids=["fraction", "null", "unknown column", "no day", "no date"],
)
def test_another_shape_is_refused_with_its_place(cast: Cast, token: str, value: dict[str, Any], place: str) -> None:
    answer = hand_in(token, income(branch=XILIU), value | {"branch": DONGLIU})

    assert answer.status_code == 422
    assert answer.json()["message"] == "请求的样子不对,一个数据都没有写入"
    assert {(one["index"], one["column"].replace(".1.", ".0.")) for one in answer.json()["faults"]} == {(1, place)}
    assert record() == []


@pytest.mark.parametrize("body", ["", "{", "[]", '{"observations": []}', '{"observations": {}}'])
def test_a_body_that_is_no_list_of_values_is_refused(cast: Cast, token: str, body: str) -> None:
    answer = hand_in(token, body=body)

    assert answer.status_code in {400, 422}
    assert answer.json()["message"]
    assert record() == []


def test_too_many_values_are_refused(cast: Cast, token: str) -> None:
    answer = hand_in(token, *[income()] * (VALUES_A_REQUEST + 1))

    assert answer.status_code == 422
    assert [one["column"] for one in answer.json()["faults"]] == ["observations"]


def test_a_body_too_long_is_refused_before_it_is_read(cast: Cast, token: str) -> None:
    answer = hand_in(token, body=" " * (BODY_BYTES + 1))

    assert (answer.status_code, answer.json()["message"]) == (413, f"请求超过 {BODY_BYTES} 字节,请分成几次")


def test_what_stands_already_is_received_and_changes_nothing(cast: Cast, token: str) -> None:
    hand_in(token, income(), key="one")

    answer = hand_in(token, income(), income(1, XILIU), key="two")

    assert answer.json() == {"received": 2, "written": 1, "branches": 1}
    assert Observation.objects.count() == 2


def test_another_value_takes_the_place_of_the_first_which_is_kept(cast: Cast, token: str) -> None:
    hand_in(token, income(1), key="one")
    hand_in(token, income(2), key="two")

    assert record() == [(DONGLIU, "collective_income", "2023", 2, "C")]
    assert list(Observation.objects.order_by("id").values_list("value", flat=True)) == [1, 2]


def test_faults_are_said_in_the_language_that_is_asked_for(cast: Cast, token: str) -> None:
    answer = hand_in(token, income("5万"), language="en")

    assert answer.json()["message"] == "1 faults; not one figure was taken in"


@pytest.mark.parametrize("shown", ["", "fs_nobody", "revoked"])
def test_without_a_token_in_use_nothing_opens(cast: Cast, shown: str) -> None:
    given = issued(cast)
    revoke_token(actor=cast.organiser, token=given.token, at=NOW)

    answer = hand_in(given.text if shown == "revoked" else shown, income())

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json() == {"message": "没有令牌,或者令牌已作废", "faults": []}
    assert (record(), ApiReceipt.objects.count()) == ([], 0)


def test_a_signed_in_browser_is_no_token(cast: Cast, client: Any) -> None:
    client.force_login(cast.account("SUPPLY"), backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.post(ADDRESS, json.dumps({"observations": [income()]}), content_type="application/json")

    assert answer.status_code == 401
    assert record() == []


def test_handing_in_costs_the_same_queries_for_one_value_and_for_three(
    cast: Cast, token: str, monkeypatch: Any
) -> None:
    monkeypatch.setitem(
        vars(sys.modules["fivestar.facts.actions.hand_in"]), "tell", lambda _branch_ids, at: None
    )  # what rescoring costs is told elsewhere
    hand_in(token, income(), income(1, XILIU), income(1, SHIQIAO), key="warm")

    def queries(key: str, *codes: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert hand_in(token, *[income(2, code) for code in codes], key=key).status_code == 200
        return len(captured)

    assert queries("one", DONGLIU) == queries("three", XILIU, SHIQIAO, "990099002001")
