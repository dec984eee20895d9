"""What a contract gives to ask goes to the supervision committee: one line, answered by its post, read by everybody."""

from datetime import date

import pytest

from fivestar.finance.actions import UnableToAnswer, answer_question, enter_answer
from fivestar.finance.actions.questions import ask_all
from fivestar.finance.models import Question
from fivestar.foundation.access import Duty
from fivestar.foundation.outcome import NotAllowed
from fivestar.responsibility.models import Post
from fivestar.territory.models import Region
from tests.cast import NOW, Cast
from tests.finance.stories import FIRST, Q2, SECOND, contract, kept, published
from tests.pages import browser_of, words_of

pytestmark = pytest.mark.django_db


def asked() -> list[tuple[str, str, str]]:
    return list(Question.objects.order_by("contract", "reason").values_list("contract", "reason", "matter"))


def test_near_its_end_below_the_usual_price_or_with_a_related_party(cast: Cast) -> None:
    kept(
        cast,
        *FIRST,
        contracts=[
            contract("HT-1"),
            contract("HT-2", to_day="2023-11-14"),
            contract("HT-3", to_day="2023-11-15"),
            contract("HT-4", price="700"),
            contract("HT-5", related="是", tie="近亲属"),
            contract("HT-6", to_day="2023-09-14", price="1", related="是", tie="近亲属"),
            contract("HT-7", direction="付款", price="700"),
            contract("HT-8", price="700", usual_price="", usual_source=""),
        ],
    )
    assert asked() == []

    published(cast)

    assert asked() == [
        ("HT-2", "expiry", "2023-11-14"),
        ("HT-4", "price", "70000<80000"),
        ("HT-5", "related", "family"),
    ]


def test_the_same_is_asked_once_and_with_other_figures_anew(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract(price="700")])
    published(cast)

    kept(cast, *SECOND, contracts=[contract(period=Q2, price="750")])
    published(cast, Q2)
    ask_all()

    assert asked() == [("HT-1", "price", "70000<80000"), ("HT-1", "price", "75000<80000")]


def test_a_contract_that_comes_near_its_end_between_two_publications_is_asked_about_that_day(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract(to_day="2023-11-20")])
    published(cast)
    assert (ask_all(), asked()) == (0, [])

    Region.objects.filter(pk=cast.district.pk).update(own_date=date(2023, 9, 21))

    assert (ask_all(), ask_all()) == (1, 0)
    assert Question.objects.get().asked_on == date(2023, 9, 21)


def test_the_committee_answers_on_the_page_and_everybody_reads_which_post_did(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract(price="700")])
    published(cast)
    page = f"/b/{cast.dongliu.public_id}/ledger/questions/"
    question = Question.objects.get()
    supervisor = browser_of(cast, "SUPERVISE")

    empty = supervisor.post(page, {"question": question.public_id, "answer": " "})
    supervisor.post(
        page, {"question": question.public_id, "answer": "塘埂年久失修，承包方自修，\n价格经村民代表会议同意。"}
    )

    assert empty.status_code == 422
    assert words_of(browser_of(cast, "").get(page)).endswith(
        "村南坑塘 HT-1 单价 700.00 元/亩·年，同类通常 800.00 元/亩·年（镇上同类坑塘近三年成交价），为什么？"
        " 2023-09-15 提问 · 看合同 塘埂年久失修，承包方自修， 价格经村民代表会议同意。"
        " — 东柳村村务监督委员会主任 · 2023-09-15"
    )
    with pytest.raises(NotAllowed, match="已经答复"):
        answer_question(actor=cast.supervisor, question=Question.objects.get(), answer="再说", at=NOW)


def test_an_answer_that_holds_a_mobile_number_is_refused(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract(price="700")])
    published(cast)

    with pytest.raises(UnableToAnswer, match="手机号"):
        answer_question(actor=cast.supervisor, question=Question.objects.get(), answer="找 13903740000", at=NOW)

    assert Question.objects.get().is_open


@pytest.mark.parametrize("who", ["", "OWN", "HELPER", "CLERK", "MANAGE", "ORGANISE", "next_secretary"])
def test_nobody_but_the_committee_answers(cast: Cast, who: str) -> None:
    kept(cast, *FIRST, contracts=[contract(price="700")])
    published(cast)
    page = f"/b/{cast.dongliu.public_id}/ledger/questions/"
    client = browser_of(cast, who)

    answer = client.post(page, {"question": Question.objects.get().public_id, "answer": "没问题"})

    assert answer.status_code == 403
    assert Question.objects.get().is_open
    assert "等监督委员会答复" in words_of(client.get(page))


def seat() -> str:
    return Post.objects.get(duty=Duty.SUPERVISE).public_id


PAPER = {"answer": "已重新询价", "signed_on": "2023-09-15", "paper_at": "镇档案室"}


def test_the_township_types_what_the_committee_signed_but_not_whoever_made_it_public(cast: Cast) -> None:
    kept(cast, *FIRST, contracts=[contract(price="700")])
    published(cast)
    page = f"/b/{cast.dongliu.public_id}/ledger/questions/"
    sent = {**PAPER, "question": Question.objects.get().public_id, "seat": seat()}

    by_clerk = browser_of(cast, "CLERK").post(page, sent)
    shown = words_of(browser_of(cast, "CLERK").get(page))
    browser_of(cast, "MANAGE").post(page, sent)

    assert (by_clerk.status_code, "哪个席位签的" in shown) == (403, False)
    assert words_of(browser_of(cast, "").get(page)).endswith(
        "已重新询价 — 东柳村村务监督委员会主任 · 2023-09-15 纸上签字，乡镇（街道）录入"
    )
    assert Question.objects.values_list("paper_at", "answered_by").get() == ("镇档案室", cast.manager.person_ref)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"paper_at": " "}, "请写明签字纸单存在哪里"),
        ({"signed_on": date(2023, 9, 16)}, "签字日期应在 2023-09-15 和 2023-09-15 之间"),
        ({"seat": "nobody"}, "这个席位不在这个村的监督委员会里"),
        ({"answer": ""}, "请写答复"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(cast: Cast, wrong: dict[str, object], said: str) -> None:
    kept(cast, *FIRST, contracts=[contract(price="700")])
    published(cast)
    told = {**PAPER, "signed_on": date(2023, 9, 15), "seat": seat(), **wrong}

    with pytest.raises(UnableToAnswer, match=said):
        enter_answer(actor=cast.manager, question=Question.objects.get(), at=NOW, **told)

    assert Question.objects.get().is_open
