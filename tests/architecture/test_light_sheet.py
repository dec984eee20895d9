"""Whoever is not signed in loads the part of Tabler that pages use, and it is that part."""

from tests.architecture.light_sheet import LIGHT, cut, light_sheet

USED = frozenset({"btn", "card"})


def test_the_light_sheet_is_what_pages_use_of_the_whole_one() -> None:
    assert LIGHT.read_text(encoding="utf-8") == light_sheet(), "print it anew: python -m tests.architecture.light_sheet"


def test_a_rule_stays_where_one_of_its_selectors_can_apply() -> None:
    assert cut(".btn,.navbar{color:red}.navbar .btn{a:b}a:hover{c:d}.btn:not(.off){e:f}", USED) == (
        ".btn{color:red}a:hover{c:d}.btn:not(.off){e:f}"
    )


def test_conditions_keep_what_is_left_in_them_and_go_when_nothing_is() -> None:
    assert cut("@media print{.card{a:b}.x{c:d}}@media screen{.x{a:b}}", USED) == "@media print{.card{a:b}}"


def test_braces_in_texts_and_comments_end_no_rule() -> None:
    sheet = '/* } */.card{background:url("data:image/svg+xml,{;}")}.x{a:b}'

    assert cut(sheet, USED) == '.card{background:url("data:image/svg+xml,{;}")}'


def test_dark_colours_and_animations_that_nothing_names_go() -> None:
    sheet = "[data-bs-theme=dark] .card{a:b}@keyframes spin{to{a:b}}@keyframes run{to{a:b}}.btn{animation:1s run}"

    assert cut(sheet, USED) == "@keyframes run{to{a:b}}.btn{animation:1s run}"
