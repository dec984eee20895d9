"""What no task may count (mechanism section 3): counting it would reward silencing people or filling in forms.

A task may ask whether complaints were answered and whether the person who complained agrees; never how many there were.
"""

import re

from fivestar.foundation.outcome import N_

_COMPLAINTS = re.compile(r"投诉|举报|信访|上访|控告|诉求|12345|热线")
_ANSWERED = re.compile(r"办结|答复|认可|满意|解决|回访|办理")
_SCREEN_TIME = re.compile(
    r"登录|打卡|签到|点赞|转发|投票|积分|排名|在线时长|活跃(度|率|用户)|关注(率|人数|量)|下载|注册(率|人数|用户|量)|"
    r"安装(率|人数|量)|使用率|公众号|阅读量|上传照片|轨迹|定位"
)
_PARTICIPATION = re.compile(
    r"参与(率|度|人数|户数|人次)|参加(率|人数|人次)|到会(率|人数)|报名(率|人数)|人次|活动(开展)?(次数|场次|场数)"
)


def objection(text: str, *, is_share: bool, has_source: bool) -> str | None:
    """Message id of what speaks against a task of this name and text; None when nothing does.

    has_source: the row names a published text; participation and activities may then be asked about.
    """
    if _COMPLAINTS.search(text) and not (is_share and _ANSWERED.search(text)):
        return N_("不得计算投诉、举报、信访的数量;可以问是否办结、诉求人是否认可")
    if _SCREEN_TIME.search(text):
        return N_("不得以登录、打卡、注册、积分、投票等作为评星依据")
    if _PARTICIPATION.search(text) and not has_source:
        return N_("没有公开依据,不得以参与人数、活动场次作为评星依据")
    return None
