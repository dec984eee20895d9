"""Ten thousand voices from one address, guessed codes, a clock set back: refused with a reason, nothing stored."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core import signing
from django.test import Client

from fivestar.disclosure.voices import codes, question, work
from fivestar.disclosure.voices.flood import ADDRESSES, FREE, MOST, MOST_BY_SUM, SIZE, Flood
from fivestar.disclosure.voices.models import Slip
from fivestar.disclosure.voices.views import flood
from fivestar.foundation.clock import held_at
from tests.cast import Cast
from tests.disclosure.voices.stories import EVENING, TEXT, marks_in
from tests.disclosure.voices.test_pages import follow, hidden, page_of

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _a_new_day() -> None:
    flood.forget()


def answer_of(html: str) -> str:
    words = html.split("<strong>")[1].split(" = ?", maxsplit=1)[0]
    return str(sum("零一二三四五六七八九".index(digit) for digit in words.split(" + ")))


def worked(form: dict[str, str], code: str) -> dict[str, str]:
    """What the page's script sends along once work is asked."""
    if "question" not in form:
        return {}
    numbers = []
    for part in range(work.PARTS):
        start, number = work.seed(form["question"], code, part), 0
        while not work._fits(start, number):
            number += 1
        numbers.append(str(number))
    return {"question": form["question"], "work": ".".join(numbers)}


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
                form = hidden(client.get(page_of(cast)).content.decode())
                told |= {"code": form["code"], "mark": form["mark"], **worked(form, form["code"])}
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
            told = {"code": codes.new_code()}
            told |= worked(hidden(client.get(follow(cast)).content.decode()), told["code"])
            statuses.append(client.post(follow(cast), told).status_code)

    assert statuses == [422] * MOST["follow"] + [429] * 2


def test_other_addresses_are_not_held_up() -> None:
    counted = Flood()
    for _ in range(MOST["file"]):
        counted.take("file", "here", DAY)

    assert [counted.is_refused("file", one, DAY) for one in ("here", "there")] == [True, False]
    assert counted.is_refused("file", "here", DAY + timedelta(days=1)) is False


def test_a_clock_set_back_begins_no_new_day() -> None:
    counted = Flood()
    for _ in range(MOST["file"]):
        counted.take("file", "here", DAY)

    assert counted.is_refused("file", "here", DAY - timedelta(days=3))


def test_nothing_remembered_says_from_where_and_memory_does_not_grow() -> None:
    counted, other = Flood(), Flood()
    counted.take("file", "here", DAY)
    other.take("file", "here", DAY)

    assert marks_in(counted.remembered()) & marks_in(other.remembered()) == set()
    for number in range(ADDRESSES + 10):
        counted.take("file", str(number), DAY)
    assert len(marks_in(counted.remembered())) == ADDRESSES
    assert len(counted.remembered()) == SIZE
    assert counted.is_asked("file", "somebody new", DAY)


@pytest.mark.django_db
def test_without_script_sums_end_earlier_than_work(client: Client, cast: Cast) -> None:
    statuses, last = [], {}
    with held_at(EVENING):
        for _ in range(MOST_BY_SUM["file"] + 1):
            html = client.get(page_of(cast)).content.decode()
            form = hidden(html)
            last = {"code": form["code"], "mark": form["mark"], "matter": "problem", "text": TEXT}
            by_sum = {"question": form["question"], "answer": answer_of(html)} if "question" in form else {}
            statuses.append(client.post(page_of(cast), {**last, **by_sum}).status_code)
        by_work = client.post(page_of(cast), {**last, **worked(form, form["code"])}).status_code

    assert statuses == [200] * MOST_BY_SUM["file"] + [422]
    assert by_work == 200
    assert Slip.objects.count() == MOST_BY_SUM["file"] + 1


def test_work_done_for_one_code_or_question_is_none_for_another() -> None:
    asked, code = question.new_question().token, codes.new_code()
    done = worked({"question": asked}, code)["work"]

    assert work.is_done(asked, code, done)
    assert work.is_done(asked, codes.spoken(code).lower(), done)
    others = [(asked, codes.new_code(), done), (question.new_question().token, code, done)]
    wrong = [(asked, code, one) for one in ("", "1", done + ".1", "x" + done, done.replace(".", ","), "٣" + done)]
    assert [one for one in (*others, *wrong) if work.is_done(*one)] == []
    assert (question.is_ours(asked), question.is_ours("x")) == (True, False)


BY_THE_PAGES_SCRIPT = """
const { work } = await import(process.argv[1]);
process.stdout.write(await work("question:asked", "7xkq-0f3m"));
"""


def test_the_pages_script_does_the_work_that_is_asked() -> None:
    node = Path(sys.executable).with_name("node")
    script = Path(str(finders.find("disclosure/work.js"))).as_uri()
    command = [node, "--no-warnings", "--input-type=module", "--eval", BY_THE_PAGES_SCRIPT, script]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)

    assert work.is_done("question:asked", "7XKQ0F3M", done.stdout)


@pytest.fixture
def place() -> Iterator[str]:
    """Memory as `fivestar serve` makes it for its web processes."""
    if sys.platform != "linux":
        pytest.skip("only Linux has memory without a name")
    memory = os.memfd_create("floods")
    os.ftruncate(memory, SIZE)
    yield f"/proc/{os.getpid()}/fd/{memory}"
    os.close(memory)


TAKES = """
import sys
from datetime import date
from fivestar.disclosure.voices.flood import Flood
counted = Flood(sys.argv[1])
print(sum(counted.take("file", "here", date(2026, 3, 2)) for _ in range(40)))
"""


def test_all_processes_of_a_server_count_together(place: str) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", TAKES, place], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    taken = [int(one.communicate(timeout=60)[0]) for one in running]

    assert sum(taken) == MOST["file"]
    assert Flood(place).is_refused("file", "here", DAY)
    assert not Flood(place).is_refused("file", "there", DAY)


def test_two_processes_begin_a_day_once(place: str) -> None:
    one, other = Flood(place), Flood(place)

    one.take("file", "here", DAY)
    other.take("file", "here", DAY)
    one.take("file", "there", DAY + timedelta(days=1))

    assert len(marks_in(other.remembered())) == 1
    assert not other.is_asked("file", "here", DAY)


def test_a_right_code_is_not_counted(place: str) -> None:
    counted = Flood(place)
    for _ in range(MOST["follow"] * 2):
        assert counted.take("follow", "here", DAY)
        counted.give_back("follow", "here", DAY)

    assert not counted.is_asked("follow", "here", DAY)


def test_a_code_holds_ninety_five_random_bits_and_notices_a_slip_of_the_pen() -> None:
    code = codes.new_code()
    body, wrong = codes.LETTERS, set()
    for place, letter in enumerate(code):
        wrong |= {code[:place] + other + code[place + 1 :] for other in body if other != letter}

    assert len(codes.LETTERS) ** codes.RANDOM_CHARACTERS == 2**95
    assert codes.read(codes.spoken(code)) == code
    assert [one for one in wrong if codes.read(one)] == []
    assert codes.read(code.replace("0", "o").replace("1", "l")) == code


def test_tokens_of_one_sum_have_nothing_in_common_that_a_table_could_hold() -> None:
    asked = [question.new_question() for _ in range(40)]
    carried = [part for one in asked for part in signing.loads(one.token, salt=question._SALT)]

    assert len({one.first + one.second for one in asked}) < len(asked)
    assert len(set(carried)) == 2 * len(asked)
    assert all(question.is_answered(one.token, str(one.first + one.second)) for one in asked)


def test_a_token_of_the_old_form_or_one_too_old_is_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, old = question.new_question(), signing.dumps("a mark alone", salt=question._SALT)
    fresh = question.is_ours(asked.token)
    monkeypatch.setattr(question, "GOOD_FOR_SECONDS", -1)

    late = question.is_answered(asked.token, str(asked.first + asked.second))

    assert (fresh, late, question.is_ours(old)) == (True, False, False)


def test_a_sum_answered_for_one_question_is_no_answer_to_another() -> None:
    asked = question.new_question()
    total = asked.first + asked.second

    assert question.is_answered(asked.token, f" {total} ")
    assert not question.is_answered(asked.token, str(total + 1))
    assert not question.is_answered("x", str(total))


def test_a_sum_answered_for_one_voice_brings_in_no_other() -> None:
    code, other = codes.new_code(), codes.new_code()
    asked = question.new_question(code)
    total = str(asked.first + asked.second)

    assert question.is_answered(asked.token, total, code)
    assert not question.is_answered(asked.token, total, other)
    assert not question.is_answered(asked.token, total)


@pytest.mark.django_db
def test_a_solved_sum_sent_with_another_form_stores_nothing(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FREE, "file", 0)
    with held_at(EVENING):
        html, another = (client.get(page_of(cast)).content.decode() for _ in range(2))
        told = {"matter": "problem", "text": TEXT}
        solved = {"question": hidden(html)["question"], "answer": answer_of(html)}
        first, second = ({name: hidden(one)[name] for name in ("code", "mark")} for one in (html, another))

        taken = client.post(page_of(cast), {**first, **told, **solved}).status_code
        again = client.post(page_of(cast), {**second, **told, **solved}).status_code

    assert (taken, again, Slip.objects.count()) == (200, 422, 1)
