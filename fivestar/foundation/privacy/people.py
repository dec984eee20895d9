"""Who is named beside an illness, and which lists are of people who get something. Pure.

A program cannot know a name from a word: a name here is a usual surname with one or two characters that stands by
itself. What it says is only likely, and whoever posts looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤柳樊"
    "霍穆牛花温季俞章鲁葛伍申尤毕聂焦齐梅庄辛管祝左涂谷时舒耿卜路詹关苗凌费纪靳盛童欧甄曲成游阳裴席卫查"
    "屈鲍位翁隋植甘景薄单包司柏宁柯阮桂闵"
)
_WORDS = frozenset(  # words of notices that begin like a surname
    "丁字 万人 万元 严格 严禁 严重 付息 付款 付清 任何 任务 任期 任职 位置 何时 余款 余额 关于 "
    "关停 关心 关爱 包子 包干 包括 包村 包装 单价 单位 单据 卫健 卫生 史料 叶面 司机 司法 周一 "
    "周三 周二 周五 周期 周边 和平 夏季 夏粮 姜茶 孔洞 孙女 孙子 季度 季节 宁静 安全 宋体 尤其 "
    "左右 席位 常年 庄稼 徐州 成员 成效 成本 成果 成立 戴帽 支出 方式 方案 方法 方面 时任 时候 "
    "时间 时限 景区 景观 曲线 曾经 朱红 杜绝 林业 林地 林木 查处 查看 查询 柳树 桂花 梁柱 梅花 "
    "植保 植树 欧元 武装 段落 毕业 毛巾 毛毯 江河 江苏 汤圆 沈阳 温室 温度 温馨 游客 牛奶 牛肉 "
    "田地 田块 田间 申报 申请 申领 白内 白天 白糖 白血 白面 盛产 石头 石材 石油 祝贺 程序 程度 "
    "穆斯 章程 章节 管护 管理 管道 纪委 纪律 纪要 肖像 胡同 舒心 舒适 花卉 花椒 花生 花费 苏州 "
    "苗圃 苗木 范围 莫非 葛根 董事 计划 许可 谢绝 谢谢 谷子 费率 费用 贺信 路口 路基 路段 路灯 "
    "路肩 路边 路长 路面 辛苦 郑州 金钱 金银 金额 钱款 阳光 阳台 陆续 陶瓷 雷击 项目 顾问 马上 "
    "马路 高中 高度 高效 高新 高标 高考 高血 高速 高铁 高龄 鲁迅 黄牛 黄豆 齐全 龙头 龙虾".split()
)
_PLACES = "村庄楼寨湾店营沟屯集镇乡组路街县市区省河桥岗坡"
_HAN = "一-鿿"
_ROLES = "".join(rf"|(?<={role})" for role in ("村民", "户主", "居民", "社员", "党员", "学生", "老人", "户"))
_STARTS = rf"(?:(?<![{_HAN}]){_ROLES})"
_NAME = re.compile(rf"{_STARTS}(?P<name>[{_SURNAMES}][{_HAN}]{{1,2}})(?![{_HAN}])")
_CALLED = re.compile(
    rf"{_STARTS}(?P<name>[{_SURNAMES}][{_HAN}]{{1,2}}?)(?:身?患有?|得了?|因患?|系|为|确诊|诊断为?)?[ ，,：:（(]{{0,2}}$"
)
_KINDS = "肢体|视力|听力|言语|智力|精神|多重"
_DEGREE = "[一二三四壹贰叁肆1-4１-４]级"
_ILLNESS = re.compile(
    rf"(?:{_KINDS})(?:残疾)?{_DEGREE}(?:残疾)?|{_DEGREE}残疾|残疾{_DEGREE}|(?:{_KINDS})残疾"
    "|(?:肺|胃|肝|直肠|结肠|肠|食管|食道|乳腺|宫颈|甲状腺|鼻咽|胰腺|前列腺|膀胱|骨)?癌症?|白血病|尿毒症|精神分裂症?|精神病|抑郁症"
    "|癫痫|糖尿病|高血压|冠心病|心脏病|脑梗死?|脑出血|脑瘫|中风|偏瘫|瘫痪|肾衰竭?|肝硬化|[甲乙丙]?肝炎|肺结核|艾滋病|肿瘤|帕金森病?"
    "|痴呆症?|白内障|尘肺病?|红斑狼疮|血友病|慢阻肺|重大疾病|大病|重病"
)
_CLAUSE = re.compile(r"[^；;。！？!?\n、]+")
_BESIDE = 12  # characters between a name and what he suffers from
_AMOUNT = re.compile(r"[^；;。\n、]{0,16}?[0-9０-９][0-9０-９,.]* ?(?:元|万元)")
_HEADING = re.compile(r"姓名|户主|家庭成员|人员|领款人|受益人|持卡人|名字")
_BENEFITS = re.compile(r"低保|特困|五保|残疾|孤儿|困境|补助|补贴|救助|慰问|抚恤|困难|帮扶|养老金|奖学金|助学")
_SUMS = re.compile(r"金额|元|补助|补贴|标准|发放|领取|分红|工资|实发|应发")
_FEWEST = 2


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Where somebody's name seems to stand."""
    for found in _NAME.finditer(text):
        if _may_be(found["name"]):
            yield found.span("name")


def illnesses_in(text: str, *, beside_name: bool = False) -> Iterator[tuple[int, int]]:
    """Illnesses and degrees of disability said of somebody. beside_name: a name stands in another cell of its row."""
    for clause in _CLAUSE.finditer(text):
        names = [(start + clause.start(), end + clause.start()) for start, end in names_in(clause.group())]
        for ill in _ILLNESS.finditer(text, clause.start(), clause.end()):
            start, end = ill.span()
            near = any(_gap(name, (start, end)) in range(_BESIDE + 1) for name in names)
            if beside_name or near or _is_called(text[clause.start() : start]):
                yield start, end


def is_name(text: str) -> bool:
    """Whether it is a name and nothing else."""
    return [span for span in names_in(text) if span == (0, len(text))] != []


def names_column(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table has a column of names: by its heading, or by what stands in it."""
    if _HEADING.search("".join(head)):
        return True
    for place in range(len(head)):
        cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        named = sum(is_name(cell) for cell in cells)
        if named >= _FEWEST and 2 * named >= len(cells):
            return True
    return False


def lists_people(words: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How many lines are of people by name who get something; 0 where it is no such list. words: all but the table."""
    says_benefit = _BENEFITS.search(words) is not None
    titles = "".join(head)
    if rows and names_column(head, rows) and (says_benefit or _BENEFITS.search(titles) or _SUMS.search(titles)):
        return len(rows)
    if not says_benefit:
        return 0
    paid = {words[start:end] for start, end in names_in(words) if _AMOUNT.match(words, end)}
    return len(paid) if len(paid) >= _FEWEST else 0


def _is_called(before: str) -> bool:
    called = _CALLED.search(before)
    return called is not None and _may_be(called["name"])


def _may_be(name: str) -> bool:
    return name[:2] not in _WORDS and name[-1] not in _PLACES


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Characters between two stretches; below 0 where they meet."""
    return other[0] - one[1] if one[0] < other[0] else one[0] - other[1]
