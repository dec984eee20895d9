"""What the drafts must not pretend: nothing is official, switched on or weighted; no file is asked for without need."""

import pytest

from tests.rulebook.books import CATEGORIES, book, folder, rows


@pytest.mark.parametrize("category", CATEGORIES)
def test_both_editions_say_that_they_are_drafts(category):
    edition = book(category).edition

    assert (edition.status, edition.category, edition.year) == ("draft", category, 2023)
    assert edition.source.startswith("拟定稿,不是区里原文")


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_veto_row_is_off_and_has_no_basis_yet(category):
    vetoes = {criterion.id: criterion.veto for criterion in book(category).criteria if criterion.veto}

    assert list(vetoes) == [row["id"] for row in rows(category) if row["kind"] == "veto"]
    assert {(veto.on, veto.basis) for veto in vetoes.values()} == {(False, None)}


@pytest.mark.parametrize("category", CATEGORIES)
def test_nothing_unpublished_is_decided(category):
    rulebook = book(category)

    assert {(star.won_by, star.requires, star.source) for star in rulebook.stars} == {("all", (), "拟定")}
    assert (rulebook.edition.level.rule, rulebook.edition.caps) == ("count", ())
    assert {(criterion.points, criterion.must) for criterion in rulebook.criteria} == {(None, False)}


def test_a_file_may_be_asked_for_in_five_tasks_and_each_says_why():
    reasons = {
        criterion.id: (criterion.evidence, criterion.evidence_reason)
        for category in CATEGORIES
        for criterion in book(category).criteria
        if criterion.evidence_reason is not None
    }

    on_site = "只在查到{what}时拍照固定点位,供整改前后对照;没有查到不收照片"
    assert reasons == {
        "R031": ("文书", "合同须双方签字盖章才有效,登记项不能代替合同文本"),
        "R043": ("现场核查", on_site.format(what="裸露垃圾")),
        "R074": ("文书", "村规民约以全文备案,登记项不能代替备案文本"),
        "U055": ("现场核查", on_site.format(what="问题")),
        "U076": ("现场核查", on_site.format(what="通道被占")),
    }


@pytest.mark.parametrize("category", CATEGORIES)
def test_stars_have_their_published_names(category):
    names = [(star.id, star.name, star.short) for star in book(category).stars]

    assert names == {
        "rural": [
            ("party", "支部过硬星", "过硬"), ("industry", "产业兴旺星", "产业"), ("ecology", "生态宜居星", "生态"),
            ("peace", "平安法治星", "平安"), ("civility", "文明幸福星", "文明"),
        ],
        "urban": [
            ("party", "支部过硬星", "过硬"), ("business", "宜业兴业星", "兴业"), ("peace", "平安法治星", "平安"),
            ("sharing", "共建共享星", "共建"), ("harmony", "幸福和谐星", "幸福"),
        ],
    }[category]  # fmt: skip


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_files_are_plain_text_that_a_person_can_review(category):
    for path in sorted(folder(category).rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")

        assert "\t" not in text, path.name
        assert text.endswith("\n"), path.name
