"""Ten thousand voices from one address, guessed codes, a clock set back: refused with a reason, nothing stored."""

from datetime import date, timedelta

import pytest
from django.test import Client

from fivestar.disclosure.voices import codes, question
from fivestar.disclosure.voices.flood import ADDRESSES, FREE, MOST, Flood, flood
from fivestar.disclosure.voices.models import Slip
from fivestar.foundation.clock import held_at
from tests.cast import Cast
from tests.disclosure.voices.stories import EVENING, TEXT
from tests.disclosure.voices.test_pages import follow, hidden, page_of

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _a_new_day() -> None:
    flood.forget()


def answer_of(html: str) -> str:
    words = html.split("<strong>")[1].split(" = ?", maxsplit=1)[0]
    return str(sum("零一二三四五六七八九".index(digit) for digit in words.split(" + ")))


@pytest.mark.parametrize("many", [MOST["file"] + 20, pytest.param(10_000, marks=pytest.mark.soak)])
@pytest.mark.django_db
def test_any_number_from_one_address_is_refused_and_nothing_more_is_stored(
    client: Client, cast: Cast, many: int
) -> None:
    statuses: dict[int, int] = {}
    with held_at(EVENING):
        for number in range(many):
            told = {"matter": "problem", "text": TEXT}
            if number <= MOST["file"]:
                html = client.get(page_of(cast)).content.decode()
                form = hidden(html)
                told |= {"code": form["code"], "mark": form["mark"]}
                if "question" in form:
                    told |= {"question": form["question"], "answer": answer_of(html)}
            page = client.post(page_of(cast), told)
            statuses[page.status_code] = statuses.get(page.status_code, 0) + 1

    assert statuses == {200: MOST["file"], 429: many - MOST["file"]}
    assert "没有收" in page.content.decode()
    assert Slip.objects.count() == MOST["file"]


@pytest.mark.django_db
def test_after_a_few_a_sum_is_asked_and_a_wrong_one_stores_nothing(client: Client, cast: Cast) -> None:
    with held_at(EVENING):
        for _ in range(FREE["file"]):
            form = hidden(client.get(page_of(cast)).content.decode())
            client.post(page_of(cast), {**form, "matter": "problem", "text": TEXT})
        html = client.get(page_of(cast)).content.decode()
        form = hidden(html)
        wrong = client.post(page_of(cast), {**form, "matter": "problem", "text": TEXT, "answer": "99"})

    assert wrong.status_code == 422
    assert Slip.objects.count() == FREE["file"]


@pytest.mark.django_db
def test_guessed_codes_are_counted_and_then_refused(client: Client, cast: Cast) -> None:
    with held_at(EVENING):
        statuses = []
        for _ in range(MOST["follow"] + 2):
            html = client.get(follow(cast)).content.decode()
            told = {"code": codes.new_code()}
            if "question" in (form := hidden(html)):
                told |= {"question": form["question"], "answer": answer_of(html)}
            statuses.append(client.post(follow(cast), told).status_code)

    assert statuses == [422] * MOST["follow"] + [429] * 2


def test_other_addresses_are_not_held_up() -> None:
    counted = Flood()
    for _ in range(MOST["file"]):
        counted.count("file", "here", DAY)

    assert [counted.is_refused("file", one, DAY) for one in ("here", "there")] == [True, False]
    assert counted.is_refused("file", "here", DAY + timedelta(days=1)) is False


def test_a_clock_set_back_begins_no_new_day() -> None:
    counted = Flood()
    for _ in range(MOST["file"]):
        counted.count("file", "here", DAY)

    assert counted.is_refused("file", "here", DAY - timedelta(days=3))


def test_nothing_remembered_says_from_where_and_memory_does_not_grow() -> None:
    counted, other = Flood(), Flood()
    counted.count("file", "here", DAY)
    other.count("file", "here", DAY)

    assert set(counted._seen) & set(other._seen) == set()
    for number in range(ADDRESSES + 10):
        counted.count("file", str(number), DAY)
    assert len(counted._seen) == ADDRESSES
    assert counted.is_asked("file", "somebody new", DAY)


def test_a_code_holds_ninety_five_random_bits_and_notices_a_slip_of_the_pen() -> None:
    code = codes.new_code()
    body, wrong = codes.LETTERS, set()
    for place, letter in enumerate(code):
        wrong |= {code[:place] + other + code[place + 1 :] for other in body if other != letter}

    assert len(codes.LETTERS) ** codes.RANDOM_CHARACTERS == 2**95
    assert codes.read(codes.spoken(code)) == code
    assert [one for one in wrong if codes.read(one)] == []
    assert codes.read(code.replace("0", "o").replace("1", "l")) == code


def test_a_sum_answered_for_one_question_is_no_answer_to_another() -> None:
    asked = question.new_question()
    total = asked.first + asked.second

    assert question.is_answered(asked.token, f" {total} ")
    assert not question.is_answered(asked.token, str(total + 1))
    assert not question.is_answered("x", str(total))
