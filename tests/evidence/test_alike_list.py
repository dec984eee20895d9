"""The list of files worth a look: over a township or the district, pair by pair, with a word of whoever looked."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageOps

from fivestar import engine
from fivestar.evidence import alike_views, pairs
from fivestar.evidence.actions import UnableToNote, add_evidence, note_comparison, withdraw_evidence
from fivestar.evidence.models import Comparison, Evidence
from fivestar.evidence.queries import looks
from fivestar.foundation.access import SYSTEM, Actor
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotSeen
from fivestar.territory.models import Branch, Region
from tests.cast import NOW, Cast
from tests.evidence import made
from tests.factories import in_force, small_document
from tests.pages import browser_of, queries_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standards")]

MOST_QUERIES = 16
LIST = "/d/990099/alike/"


def bring(branch: Branch, data: bytes, **other: Any) -> Evidence:
    return add_evidence(
        **{"actor": SYSTEM, "branch": branch, "criterion_id": "T3", "name": "a.jpg", "data": data, "at": NOW, **other}
    )


def shown(actor: Actor, cast: Cast, region: Region | None = None) -> tuple[list[tuple[int, int, int | None]], int]:
    found = pairs.matches(actor, cast.district, region or cast.district)
    return [(one.first, one.second, one.bits) for one in found.pairs], found.beyond


def alike_pair(cast: Cast) -> tuple[Evidence, Evidence]:
    """A picture of 东柳, and in 西柳 the same seen in a mirror."""
    return bring(cast.dongliu, made.jpg()), bring(cast.xiliu, made.jpg(ImageOps.mirror(made.scene())))


def test_each_pair_of_the_district_stands_once_the_last_brought_first(cast: Cast) -> None:
    first, second = alike_pair(cast)
    paper, same = bring(cast.shiqiao, made.docx()), bring(cast.zhuyuan_branch, made.docx())
    bring(cast.nanmen, made.jpg(made.scene(2)))

    found, beyond = shown(cast.organiser, cast)

    assert ([(one, other) for one, other, _ in found], beyond) == (
        [(paper.pk, same.pk), (first.pk, second.pk)],
        0,
    )
    assert found[0][2] is None


def test_a_township_has_the_pairs_with_a_file_of_its_own(cast: Cast) -> None:
    first, second = alike_pair(cast)
    beyond = bring(cast.zhuyuan_branch, made.jpg())
    bring(cast.nanmen, made.png(made.scene(3)))
    bring(cast.zhuyuan_branch, made.png(made.scene(3)))

    in_zhuyuan = shown(cast.organiser, cast, cast.zhuyuan)[0]

    assert {(one, other) for one, other, _ in shown(cast.organiser, cast, cast.liuxi)[0]} == {
        (first.pk, second.pk),
        (first.pk, beyond.pk),
        (second.pk, beyond.pk),
    }
    assert len(in_zhuyuan) == 3


def test_a_clerk_is_shown_his_own_township_and_told_how_many_reach_beyond_it(cast: Cast) -> None:
    first, second = alike_pair(cast)
    bring(cast.zhuyuan_branch, made.jpg())

    found, beyond = shown(cast.clerk, cast)

    assert ([(one, other) for one, other, _ in found], beyond) == ([(first.pk, second.pk)], 2)


def test_last_years_picture_of_the_same_task_and_branch_is_worth_a_look(cast: Cast) -> None:
    old = bring(cast.dongliu, made.jpg(), at=NOW)
    for category in ("rural", "urban"):
        document = small_document(category)
        document["edition"] |= {"id": f"small-{category}-2024", "year": 2024}
        document["edition"] |= {"valid_from": "2024-01-01", "valid_to": "2024-12-31"}
        document["stars"][1]["criteria"][0]["evidence_reason"] = "合同须双方签字"
        in_force(cast, engine.from_document(document), date(2024, 1, 1))
    new = bring(cast.dongliu, made.jpg(quality=60), at=NOW + timedelta(days=200))

    assert [(one, other) for one, other, _ in shown(cast.organiser, cast)[0]] == [(old.pk, new.pk)]
    assert [one.file for one in looks(cast.organiser, [new])[new.pk].alike] == [old]


def test_two_shots_of_one_task_and_withdrawn_ones_are_no_pair(cast: Cast) -> None:
    bring(cast.dongliu, made.jpg())
    bring(cast.dongliu, made.jpg(quality=60))
    withdraw_evidence(actor=cast.clerk, file=bring(cast.xiliu, made.jpg()), reason="传错了", at=NOW)

    assert shown(cast.organiser, cast) == ([], 0)


def test_the_page_shows_both_side_by_side_and_says_that_it_is_no_verdict(cast: Cast) -> None:
    first, second = alike_pair(cast)

    page = browser_of(cast, "CLERK").get(LIST)

    words, html = words_of(page), page.content.decode()
    assert "只是值得看一眼，不是结论。" in words
    assert "左右翻转后看不出差别" in words
    assert "共 1 对，还没有人看过的 1 对。" in words
    assert [f"/files/{file.public_id}/small/" in html for file in (first, second)] == [True, True]
    assert [f"{branch.name}" in words for branch in (cast.dongliu, cast.xiliu)] == [True, True]
    assert "柳溪镇 · 2023 · T3 测试任务T3" in words


def test_nothing_alike_is_said_plainly(cast: Cast) -> None:
    bring(cast.dongliu, made.jpg())

    assert "没有相像的文件" in words_of(browser_of(cast, "CLERK").get(LIST))


def test_a_reader_of_english_is_told_in_english(cast: Cast) -> None:
    alike_pair(cast)

    words = words_of(browser_of(cast, "CLERK", language="en").get(LIST))

    assert "Worth a look, never a verdict." in words
    assert "Pairs: 1. Not yet looked at: 1." in words


def test_the_list_is_for_whoever_compares_and_stands_in_his_navigation(cast: Cast) -> None:
    opened, offered = set(), set()
    for who in [*cast.actors, ""]:
        browser = browser_of(cast, who)
        if browser.get(LIST).status_code == 200:
            opened.add(who)
        if f'href="{LIST}"' in browser.get("/d/990099/standards/").content.decode():
            offered.add(who)

    assert opened == {"GUIDE", "MANAGE", "ORGANISE", "CLERK", "TASKFORCE", "next_clerk"}
    assert offered == opened


def test_another_township_is_not_there_for_a_clerk(cast: Cast) -> None:
    alike_pair(cast)
    address = f"{LIST}{cast.liuxi.code}/"

    answers = {who: browser_of(cast, who).get(address).status_code for who in ("CLERK", "ORGANISE", "next_clerk")}

    assert answers == {"CLERK": 200, "ORGANISE": 200, "next_clerk": 404}


def test_the_organisation_department_picks_a_township(cast: Cast) -> None:
    alike_pair(cast)
    browser = browser_of(cast, "ORGANISE")

    there = browser.get(f"{LIST}{cast.liuxi.code}/")
    elsewhere = browser.get(f"{LIST}{cast.zhuyuan.code}/")

    assert f'href="{LIST}{cast.zhuyuan.code}/"' in there.content.decode()
    assert "共 1 对" in words_of(there)
    assert "没有相像的文件" in words_of(elsewhere)


def test_many_pairs_are_paged(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike_views, "PAIRS_A_PAGE", 2)
    for branch in (cast.dongliu, cast.xiliu, cast.shiqiao):
        bring(branch, made.jpg())
    browser = browser_of(cast, "CLERK")

    pages = [browser.get(LIST, {"page": number}).content.decode().count("alike__sides") for number in (1, 2)]

    assert pages == [2, 1]


def test_a_word_of_whoever_looked_stays_with_the_pair_and_the_pair_goes_last(cast: Cast) -> None:
    first, second = alike_pair(cast)
    bring(cast.shiqiao, made.docx())
    bring(cast.dongliu, made.docx())
    browser = browser_of(cast, "CLERK")
    form = {"one": second.public_id, "other": first.public_id, "note": " 同一次活动，没有问题 ", "township": ""}

    sent = browser.post(f"{LIST}note/", form)

    said = Comparison.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, LIST)
    assert (said.first, said.second, said.note, said.noted_by) == (
        first,
        second,
        "同一次活动，没有问题",
        cast.clerk.person_ref,
    )
    entry = AuditEntry.objects.get(act="evidence.note")
    assert (entry.subject, entry.changes) == (first.public_id, {"with": second.public_id})
    words = words_of(browser.get(LIST))
    assert "看过： 同一次活动，没有问题 柳溪镇党建干事 安 · 2023-09-15" in words
    assert "共 2 对，还没有人看过的 1 对。" in words
    assert words.index("内容完全相同") < words.index("左右翻转后看不出差别")


@pytest.mark.parametrize("note", ["", "  "])
def test_an_empty_word_is_refused(cast: Cast, note: str) -> None:
    first, second = alike_pair(cast)

    with pytest.raises(UnableToNote, match="请写一句看到了什么"):
        note_comparison(actor=cast.clerk, one=first, other=second, note=note, at=NOW)

    assert (Comparison.objects.count(), AuditEntry.objects.filter(act="evidence.note").count()) == (0, 0)


def test_nothing_is_said_of_files_that_are_not_alike(cast: Cast) -> None:
    first, other = bring(cast.dongliu, made.jpg()), bring(cast.xiliu, made.jpg(made.scene(2)))
    for one, another in ((first, other), (first, first)):
        with pytest.raises(UnableToNote, match="并不相像"):
            note_comparison(actor=cast.clerk, one=one, other=another, note="看过", at=NOW)

    assert Comparison.objects.count() == 0


def test_a_word_about_a_file_beyond_ones_township_is_not_taken(cast: Cast) -> None:
    first, beyond = bring(cast.dongliu, made.jpg()), bring(cast.zhuyuan_branch, made.jpg())
    form = {"one": first.public_id, "other": beyond.public_id, "note": "看过"}

    sent = browser_of(cast, "CLERK").post(f"{LIST}note/", form)
    with pytest.raises(NotSeen):
        note_comparison(actor=cast.clerk, one=first, other=beyond, note="看过", at=NOW)

    assert (sent.status_code, Comparison.objects.count()) == (404, 0)


def test_the_list_costs_the_same_with_one_pair_and_with_three(cast: Cast) -> None:
    browser = browser_of(cast, "CLERK")
    counts = []
    for number in range(3):
        one, other = bring(cast.dongliu, made.jpg(made.scene(number))), bring(cast.xiliu, made.jpg(made.scene(number)))
        note_comparison(actor=cast.clerk, one=one, other=other, note="看过", at=NOW)
        counts.append(queries_of(browser, LIST))

    assert counts == [counts[0]] * 3
    assert counts[0] <= MOST_QUERIES


def test_a_picture_in_the_list_is_small_and_goes_to_the_same_people(cast: Cast) -> None:
    file = bring(cast.dongliu, made.jpg(made.scene(1, (2000, 1500))))
    paper = bring(cast.dongliu, made.pdf(), name="a.pdf")

    def address(of: Evidence) -> str:
        return f"/b/{cast.dongliu.public_id}/files/{of.public_id}/small/"

    answer = browser_of(cast, "CLERK").get(address(file))

    with Image.open(BytesIO(answer.content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (480, 360))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert [browser_of(cast, who).get(address(file)).status_code for who in ("", "next_clerk")] == [404, 404]
    assert browser_of(cast, "CLERK").get(address(paper)).status_code == 404


def test_a_see_through_picture_is_shown_on_white(cast: Cast) -> None:
    file = bring(cast.dongliu, made.png(Image.new("RGBA", (900, 900), (0, 0, 0, 0))), name="a.png")

    answer = browser_of(cast, "CLERK").get(f"/b/{cast.dongliu.public_id}/files/{file.public_id}/small/")

    with Image.open(BytesIO(answer.content)) as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
