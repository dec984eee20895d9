"""How people write what must not hang there, and what looks like it and may: one table, asserted and printed.

`python -m tests.foundation.spellings` prints it into docs/reference/privacy.md.
"""

import sys

from fivestar.foundation.privacy import scan

HEAD = """# What is personal, as the scanner reads it

Printed from the program by `python -m tests.foundation.spellings`; a test compares. *Certain* is never published: it is
masked or refused. *Likely* is shown to whoever writes; on the page of a notice he may say that it stands there rightly,
everywhere else it is refused. Anything else is left as it is. The numbers are of nobody.

"""
KINDS = {
    "id": "identity number",
    "mobile": "mobile telephone",
    "account": "account",
    "id_like": "like an identity number",
    "mobile_like": "like a mobile telephone",
    "address": "house number",
    "health": "illness or disability",
}
SPELLINGS: tuple[tuple[str, str, str], ...] = (
    # (heading of the column or "", what is written, kind or "")
    ("", "990099198802290028", "id"),
    ("", "９９００９９１９８８０２２９００２８", "id"),
    ("", "990099 19880229 0028", "id"),
    ("", "990099/19880229/0028", "id"),
    ("", "990099,19880229,0028", "id"),
    ("", "9900991988.0229.0028", "id"),
    ("", "990099198802290029", "id_like"),
    ("", "990099880229001", "id"),
    ("", "990099230915001", "id_like"),
    ("", "身份证990099230915001", "id"),
    ("", "13903740000", "mobile"),
    ("", "张三13903740000", "mobile"),
    ("", "139-0374-0000", "mobile"),
    ("", "139.0374.0000", "mobile"),
    ("", "139/0374/0000", "mobile"),
    ("", "139_0374_0000", "mobile"),
    ("", "139·0374·0000", "mobile"),
    ("", "（139）03740000", "mobile"),
    ("", "一三九〇三七四〇〇〇〇", "mobile"),
    ("", "壹叁玖零叁柒肆零零零零", "mobile"),
    ("", "微信zs13903740000", "mobile"),
    ("", "电话139，0374，0000", "mobile"),
    ("", "139，0374，0000", "mobile_like"),
    ("", "139、0374、0000", "mobile_like"),
    ("", "13903740000.50", "mobile_like"),
    ("", "13903740000元", "mobile_like"),
    ("", "凭证号13903740000", "mobile_like"),
    ("金额（分）", "13903740000", "mobile_like"),
    ("", "6222021234567890128", "account"),
    ("", "6222.0212.3456.7890.128", "account"),
    ("", "账号：8100 0000 1234", "account"),
    ("", "3组12号", "address"),
    ("", "柳溪路12号", "address"),
    ("", "5号楼2单元301室", "address"),
    ("", "张三，一级残疾", "health"),
    ("", "李四 肺癌", "health"),
    ("", "村民张三患尿毒症", "health"),
    ("电话", "5152588", "mobile"),
    ("残疾等级", "肢体二级", "health"),
    ("家庭住址", "2排东头第3家", "address"),
    ("", "13903740000.50 元", ""),
    ("金额（元）", "13903740000.50", ""),
    ("", "收入 1,234,567.89 元", ""),
    ("", "3200000 分", ""),
    ("", "2023-09-15 至 2023-09-21", ""),
    ("", "2023.09.15、2023/9/21", ""),
    ("", "记-138/1234", ""),
    ("", "合同 20230915000012345", ""),
    ("", "411003100201", ""),
    ("", "91411003MA12345678", ""),
    ("", "138.1234 亩", ""),
    ("", "拨打 12345", ""),
    ("", "0374-5152588", ""),
    ("", "（0374）5152588", ""),
    ("监督电话", "0374-5152588", ""),
    ("", "柳溪路12号门面房", ""),
    ("", "3组12号机井", ""),
    ("", "肢体残疾一级补贴标准", ""),
    ("", "高血压筛查", ""),
)


def kind_of(heading: str, written: str) -> str:
    """Of what is found in it; "" where nothing is."""
    return "、".join(dict.fromkeys(one.kind for one in scan(written, heading=heading)))


def page() -> str:
    lines = ["| written | under the heading | is | |", "|---|---|---|---|"]
    for heading, written, _ in SPELLINGS:
        found = scan(written, heading=heading)
        grade = ("certain" if all(one.is_certain for one in found) else "likely") if found else "left alone"
        kinds = ", ".join(dict.fromkeys(KINDS[one.kind] for one in found))
        lines.append(f"| {written} | {heading} | {kinds} | {grade} |")
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
