"""How a reader wants pages: large type or not, Chinese or English; and what he reads when a page cannot be had."""

import re
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import server_error

from fivestar.foundation.reading import ELDER_COOKIE
from tests.cast import Cast
from tests.pages import browser_of, text_of, words_of


def test_large_type_is_switched_on_and_off_and_leads_back(client: Client, cast: Cast) -> None:
    on = client.post("/elder/", {"next": "/search/?q=东柳"})
    large = client.get("/search/")
    off = client.post("/elder/", {"next": "/search/"})

    assert (on.status_code, on["Location"]) == (302, "/search/?q=%E4%B8%9C%E6%9F%B3")
    assert (on.cookies[ELDER_COOKIE].value, on.cookies[ELDER_COOKIE]["httponly"]) == ("1", True)
    assert '<html lang="zh-CN" class="elder"' in text_of(large)
    assert off.cookies[ELDER_COOKIE].value == ""
    assert '<html lang="zh-CN" data-bs-theme' in text_of(client.get("/search/"))


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client: Client, db: None, target: str) -> None:
    assert client.post("/elder/", {"next": target})["Location"] == "/"


def test_the_switch_is_a_form_not_a_link(client: Client, db: None) -> None:
    assert client.get("/elder/").status_code == 405


def test_english_is_chosen_by_a_form_and_remembered(client: Client, cast: Cast) -> None:
    chosen = client.post("/i18n/setlang/", {"language": "en", "next": "/search/"})

    assert (chosen.status_code, chosen["Location"]) == (302, "/search/")
    assert '<html lang="en"' in text_of(client.get("/search/"))
    assert words_of(client.get("/search/")).startswith("Find a village or community")


def test_without_a_choice_the_browsers_language_is_taken(cast: Cast) -> None:
    assert '<html lang="zh-CN"' in text_of(browser_of(cast, "").get("/search/"))
    assert '<html lang="en"' in text_of(browser_of(cast, "", language="en-GB,en").get("/search/"))
    assert '<html lang="zh-CN"' in text_of(browser_of(cast, "", language="de").get("/search/"))


def test_a_page_that_is_not_there_says_how_to_go_on(client: Client, cast: Cast) -> None:
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert words_of(answer) == (
        "404 找不到这一页 地址可能打错了，或者这一页不对您开放。 找村或社区，请用名称、拼音首字母或 12 位代码查找。"
        " 如果您有账号，请先登录再打开。 回到首页 登录 查找"
    )


def test_a_forged_form_is_told_apart_from_a_fault(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/elder/")

    assert answer.status_code == 403
    assert words_of(answer) == (
        "403 这次提交没有被接受 为了防止别的网站冒用您的身份，每个表单带有一个暗号，这次没有对上。什么都没有改动。"
        " 页面可能开得太久：请返回上一页，刷新后再提交一次。 浏览器可能禁用了 Cookie：请允许本站使用。 回到首页"
    )


def test_a_fault_of_ours_needs_no_database_to_be_told(rf: RequestFactory) -> None:
    answer = server_error(rf.get("/"))

    assert answer.status_code == 500
    assert words_of(answer) == (
        "500 系统出了问题 不是您的操作有误。刚才的提交要么全部完成，要么全部没有发生，不会只做一半。"
        " 请过一会儿再打开这一页，先看看刚才的事是否已经办成，再决定要不要重做。"
        " 如果一直这样，请告诉区里的系统管理员您在做什么和时间。 回到首页"
    )


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "405.html", "500.html"])
def test_a_refusal_reads_in_english_too(rf: RequestFactory, name: str) -> None:
    request: HttpRequest = rf.get("/")
    with translation.override("en"):
        page = HttpResponse(render_to_string(name, {"request": request}))

    assert re.findall(r"[\u4e00-\u9fff]+", words_of(page)) == []
    assert '<html lang="en"' in text_of(page)


def test_no_template_speaks_chinese_past_the_catalogue() -> None:
    """Every Chinese word of a template stands in a translate tag, a blocktranslate or a comment."""
    marked = re.compile(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|\{% translate .*?%\}"
        r"|\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}",
        re.DOTALL,
    )
    found = {
        path.name: words
        for path in Path("fivestar").rglob("templates/**/*.*")
        if path.is_file() and (words := re.findall(r"[\u4e00-\u9fff]+", marked.sub("", path.read_text("utf-8"))))
    }

    # The switch to Chinese says so in Chinese, and the example of an import file is data.
    assert found == {
        "tools.html": ["中文"],
        "public_base.html": ["中文"],
        "import.html": ["村集体经济收入", "万元", "区农业农村局"],
    }
