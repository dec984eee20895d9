"""No task counts complaints against a village, nor people taking part, registering or logging in.

Two readings, so that neither a new word nor a new shape slips through: by words (every task that uses one of them is
named below with its reason, and no other) and by what the task does (complaints that are all answered never lose it).
"""

from datetime import date

import pytest

from fivestar.engine import rate
from fivestar.engine.verdicts import Verdict
from tests.rulebook.books import CATEGORIES, book, criteria, facts_of, rows

COMPLAINT_WORDS = ("投诉", "信访", "上访", "举报", "检举", "控告", "诉求", "工单", "异议", "差评", "回访")
PARTICIPATION_WORDS = (
    "参与", "参加", "报名", "登记", "注册", "登录", "签到", "打卡", "报到", "活动", "走访", "探访", "评选", "培训",
    "会议", "联席会", "党日", "关注", "转发", "点赞", "下载", "安装", "上传", "投票", "在线", "积分", "排名",
)  # fmt: skip

COMPLAINTS_ANSWERED = {"R060", "R061", "U025", "U048", "U049", "U077", "U105"}

# The word stands in the task, but nobody's taking part is counted.
WORD_IN_ANOTHER_SENSE = {
    "R012": "流动党员登记: a share of its own members, a duty under 《党员教育管理工作条例》(2019)",
    "U011": "as R012",
    "R027": "注册商标: trade marks of a product",
    "R067": "登记隐患: hazards on record, a share removed in time",
    "U058": "as R067",
    "R074": "村民会议: whether the rules were passed by the body the law names",
    "R084": "children on the roll who were looked after, a share; a duty under 国发〔2016〕13号, not a tally of visits",
    "U088": "aged people living alone who were looked after, a share; not a tally of visits",
    "R086": "insurance held by those entitled, supplied by the insurance office",
    "U091": "as R086",
    "U012": "services taken on and done in time, a share; how many members reported in does not matter",
    "U023": "登记数据: the company register refreshing itself",
    "U024": "businesses in touch with the community, a share of those there are; drafted, for the district to confirm",
    "U025": "登记诉求: requests on record, a share closed in time",
    "U028": "登记失业: the list of the jobless is up to date",
    "U030": "登记求职者: seekers who were offered a vacancy, a share",
    "U035": "登记需求: needs on record, a share met in time",
    "U068": "登记的微心愿: wishes on record, a share fulfilled with the resident's agreement",
    "U100": "登记的互助需求: needs on record, a share met in time",
    "U079": "正常活动: teams that exist in fact; nobody's hours are counted; four teams is the published precedent",
    "U080": "有活动: organisations on file that are no empty shells; nobody's attendance is counted",
    "U094": "活动室: a room, whether it is open",
    "U096": "文体活动中心: a place",
    "U097": "文体活动中心: a place, whether it is open",
}
# Meetings, courses and rounds that are counted, with a page of their own in the row.
COUNTED_WITH_A_PUBLISHED_SOURCE = {
    "R014", "R015", "R016", "R017", "R018", "R037", "R071", "R079", "R080",
    "U015", "U016", "U017", "U018", "U019", "U031", "U038", "U065", "U070", "U099",
}  # fmt: skip
# Counted, drafted: what obliges to hold them. The number itself is drafted.
COUNTED_BY_DUTY = {
    "R004": "《2019—2023年全国党员教育培训工作规划》: branch secretaries train together at least once a year",
    "U004": "as R004",
    "R006": "《中国共产党农村基层组织工作条例》: step ② of the four deliberations is this meeting",
    "R069": "司法部关于村(居)法律顾问工作的意见 (2018): the adviser comes; the judicial office reports it",
    "U039": "《民法典》第943条: income from common parts is made public at regular times",
    "U062": "《城市居民委员会组织法》(2025年修订) 第五章 democratic supervision: affairs are made public",
    "U083": "《城市居民委员会组织法》(2025年修订) 第四章: the residents' representatives meet",
}


def test_only_tasks_about_answers_speak_of_complaints():
    assert tasks_saying(COMPLAINT_WORDS) == COMPLAINTS_ANSWERED


def test_a_task_about_complaints_is_a_share_of_those_answered():
    odd = {
        criterion.id: criterion.met_when
        for _, criterion in criteria()
        if criterion.id in COMPLAINTS_ANSWERED and len(criterion.met_when.split(" * ")) != 3
    }

    assert odd == {}


@pytest.mark.parametrize("number", [1, 4, 5, 6, 100, 10_000])
def test_complaints_never_lose_a_task_when_all_of_them_are_answered(number):
    outcomes = {}
    for category in CATEGORIES:
        names = [name for criterion in book(category).criteria if criterion.id in COMPLAINTS_ANSWERED
                 for name in facts_of(category, criterion)]  # fmt: skip
        rated = rate(book(category), dict.fromkeys(names, number), date(2023, 12, 31))
        outcomes |= {name: outcome.verdict for name, outcome in rated.outcomes.items() if name in COMPLAINTS_ANSWERED}

    assert outcomes.keys() == COMPLAINTS_ANSWERED
    assert {name for name, verdict in outcomes.items() if verdict not in {Verdict.MET, Verdict.NOT_APPLICABLE}} == set()
    if number >= 5:
        assert set(outcomes.values()) == {Verdict.MET}


def test_whether_a_complainant_agrees_is_asked_only_from_five_closed_cases_up():
    agreeing = {
        criterion.id: criterion.applies_when
        for category, criterion in criteria()
        if any("诉求人认可" in book(category).facts[name].label for name in facts_of(category, criterion))
    }

    assert agreeing == {
        "R060": "requests_called_back >= 5",
        "U048": "requests_called_back >= 5",
        "U077": "environment_requests_called_back >= 5",
    }


def test_every_task_with_a_word_of_taking_part_is_known_with_its_reason():
    known = WORD_IN_ANOTHER_SENSE.keys() | COUNTED_WITH_A_PUBLISHED_SOURCE | COUNTED_BY_DUTY.keys()

    assert tasks_saying(PARTICIPATION_WORDS) <= known
    assert WORD_IN_ANOTHER_SENSE.keys() <= tasks_saying(PARTICIPATION_WORDS)


def test_every_count_of_the_year_has_a_source_or_a_duty_behind_it():
    """Whatever its words: how often something was held or done is counted only where somebody is obliged to it."""
    sources = {row["id"]: row["source"] for category in CATEGORIES for row in rows(category)}
    counted = {
        criterion.id
        for category, criterion in criteria()
        if criterion.accrues
        and any(book(category).facts[name].unit in {"次", "期"} for name in facts_of(category, criterion))
    }

    assert {name for name in counted if sources[name].startswith("sourced: ")} == COUNTED_WITH_A_PUBLISHED_SOURCE
    assert {name for name in counted if sources[name] == "drafted"} == COUNTED_BY_DUTY.keys()


def tasks_saying(words):
    """Tasks whose name, text or facts use one of the words."""
    said = set()
    for category, criterion in criteria():
        labels = [book(category).facts[name].label for name in facts_of(category, criterion)]
        if any(word in text for text in (criterion.name, criterion.text, *labels) for word in words):
            said.add(criterion.id)
    return said
