"""What people read at the door: signing in with an account or a code, codes handed out, devices signed out."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from fivestar.responsibility.models import DeviceKey, Holding, Post
from tests.cast import SINCE, Cast, village
from tests.pages import browser_of, queries_of, table_of, text_of, words_of

PASSWORD = "correct horse battery"


@pytest.fixture
def anyone(cast: Cast) -> Client:
    cache.clear()
    return browser_of(cast, "")


def post_of(cast: Cast, who: str) -> str:
    return Holding.objects.get(person=cast.persons[who]).post.public_id


def test_the_sign_in_page_tells_staff_and_secretaries_apart(anyone: Client) -> None:
    assert words_of(anyone.get("/sign-in/")) == (
        "工作人员登录 区、乡镇（街道）和部门的工作人员用账号登录。 账号 密码 登录"
        " 村（社区）支部书记不用密码：请乡镇干事给您一个登录码。 用登录码登录 忘记密码，请找本单位的账号管理员重设。"
    )


def test_a_wrong_password_is_told_in_chinese_above_the_form(cast: Cast, anyone: Client) -> None:
    answer = anyone.post("/sign-in/", {"login": "organise", "password": "wrong"})

    assert '<div class="notice notice--fault" role="alert">' in text_of(answer)
    assert "用账号登录。 您提供的用户名或密码不正确。 账号 密码" in words_of(answer)


def test_the_code_page_says_where_codes_come_from(anyone: Client) -> None:
    assert words_of(anyone.get("/enter/")) == (
        "用登录码登录 向乡镇（街道）干事要一个码，15 分钟内有效，只能用一次。登录后这台设备 180 天内不用再输。"
        " 登录码 登录这台设备 区、乡镇（街道）和部门的工作人员： 用账号登录"
    )


def test_a_link_asks_for_one_tap_and_warns_of_strangers(anyone: Client) -> None:
    answer = anyone.get("/enter/ABCDEFGH/")

    assert words_of(answer) == (
        "用登录码登录 码已经带好了，按下面的按钮，这台设备就登录，180 天内不用再输。不认识的人发来的码，请不要按。"
        " 登录这台设备 区、乡镇（街道）和部门的工作人员： 用账号登录"
    )
    assert '<input type="hidden" name="code" value="ABCDEFGH">' in text_of(answer)


def test_a_wrong_code_is_told_beside_its_field(anyone: Client) -> None:
    answer = anyone.post("/enter/", {"code": "WRONG"})

    assert answer.status_code == 400
    assert "登录码 登录码不对、已用过或已过期,请向乡镇干事再要一个 登录这台设备" in words_of(answer)
    assert 'aria-invalid="true"' in text_of(answer)


def test_the_clerks_list_names_post_holder_and_devices(cast: Cast) -> None:
    assert table_of(browser_of(cast, "CLERK").get("/d/990099/entry/")) == [
        ("东柳村委会", "东柳村党支部书记", "柳青", "0", "发码 东柳村委会 东柳村党支部书记"),
        ("东柳村委会", "东柳村代填人", "柳芽", "0", "发码 东柳村委会 东柳村代填人"),
    ]


def test_a_code_is_shown_once_with_what_to_tell_the_holder(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")

    answer = clerk.post(f"/entry/{post_of(cast, 'OWN')}/issue/", {"label": "手机"})

    assert words_of(answer) == (
        f"登录码 东柳村委会 · 东柳村党支部书记 · 柳青 念给本人听： {answer.context['issued'].spelt_out}"
        " 或者请本人用手机扫，再按“登录这台设备”： 15 分钟内有效，只能用一次。离开这一页就再也看不到。"
        " 只发给岗位上的本人；不要发到群里。 发错了，回到岗位页作废就行。 好了"
    )
    assert "style=" not in answer.context["qr_svg"]
    assert answer.context["issued"].spelt_out not in text_of(clerk.get(f"/entry/{post_of(cast, 'OWN')}/"))


def test_a_device_is_listed_without_tracks_and_signed_out(cast: Cast, anyone: Client) -> None:
    clerk = browser_of(cast, "CLERK")
    issued = clerk.post(f"/entry/{post_of(cast, 'OWN')}/issue/", {"label": "手机"}).context["issued"]
    anyone.post("/enter/", {"code": issued.code})

    page = anyone.get("/devices/")

    device = DeviceKey.objects.get()
    assert table_of(page) == [
        ("手机", device.issued_on.isoformat(), timezone.localdate(device.expires_at).isoformat(), "让它退出 手机"),
    ]
    assert "只记叫法和日期，不记最后使用时间、地点和型号。" in words_of(page)
    anyone.post(f"/devices/{device.public_id}/revoke/")
    assert anyone.get("/devices/").status_code == 302


def test_the_second_factor_is_explained_before_it_is_set_up(cast: Cast) -> None:
    assert words_of(browser_of(cast, "ORGANISE").get("/account/second-factor/")) == (
        "双重验证 能改动标准和评定结果的账号，除密码外还要一个手机验证码。 身份验证器 还没有启用。 启用身份验证器"
    )


def test_a_lock_out_says_until_when(cast: Cast, anyone: Client) -> None:
    account = cast.account("ORGANISE")
    account.set_password(PASSWORD)
    account.save()
    for _ in range(5):
        anyone.post("/sign-in/", {"login": "organise", "password": "wrong"})

    answer = anyone.post("/sign-in/", {"login": "organise", "password": PASSWORD})

    until = answer.context["until"].astimezone().strftime("%M")
    words = words_of(answer)
    assert answer.status_code == 429
    assert words.startswith("暂时不能登录 连续输错次数过多，请在 ")
    assert f":{until} 之后（15 分钟后）再试。 这是为了防止别人猜密码。" in words


def test_the_clerks_list_costs_the_same_queries_with_more_posts(cast: Cast) -> None:
    clerk = browser_of(cast, "CLERK")
    few = queries_of(clerk, "/d/990099/entry/")
    for number in range(3):
        branch = village(cast.liuxi, f"99009900130{number}", f"新庄{number}村委会", "rural")
        Post.objects.create(
            duty="OWN",
            title=f"新庄{number}村党支部书记",
            district=cast.district,
            village=branch.village,
            path=branch.village.path,
            valid_from=SINCE,
        )

    assert (len(table_of(clerk.get("/d/990099/entry/"))), queries_of(clerk, "/d/990099/entry/")) == (5, few)
