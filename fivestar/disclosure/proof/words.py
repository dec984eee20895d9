"""What the verifying page says, in the reader's language; the script has no words of its own."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from fivestar.foundation.outcome import N_
from fivestar.foundation.publiclog.kinds import KINDS
from fivestar.notices.kinds import KINDS as NOTICE_KINDS

FIELDS = {
    "class": N_("种类"),
    "from": N_("公示开始"),
    "to": N_("公示结束"),
    "corrects": N_("更正的是"),
    "rows": N_("表格行数"),
    "document": N_("全文摘要"),
    "day": N_("事情发生在"),
    "late": N_("补录"),
    "id": N_("编号"),
    "category": N_("类别"),
    "edition": N_("版本"),
    "rule": N_("规则"),
    "value": N_("数值"),
    "unit": N_("单位"),
    "article": N_("条款"),
    "source": N_("来源"),
    "commitment": N_("承诺"),
    "take": N_("抽取数量"),
    "result_name": N_("用哪个开奖结果"),
    "result_on": N_("开奖日"),
    "result": N_("开奖结果"),
    "secret": N_("揭开的秘密"),
    "drawn": N_("抽出名单的摘要"),
    "period": N_("账期"),
    "opening": N_("期初余额"),
    "closing": N_("期末余额"),
    "lines": N_("笔数"),
}
"""Labels of the fields of `publiclog.kinds`; `figures` has a line for each sum."""

SAID = {
    "fits": N_("码没有被改动，内容在公开日志中，自 {day} 起"),
    "compare": N_("请把下面几项和纸上逐项对一对。有一项不同，纸就被改过。"),
    "not": N_("对不上，不要相信这张纸"),
    "strange": N_("认不得这个码，先不要相信这张纸"),
    "sum": N_("第 {column} 列各数相加"),
    "late": N_("这件事发生在 {day}，{entered} 才补录进日志。"),
    "place": N_("日志第 {number} 条，日志头 {size} 条，签于 {at}"),
    "witnessed": N_("见证这个日志头的乡镇：{names}"),
    "witness-unknown": N_("另有 {count} 个见证签名，这部手机不认得是谁的。"),
    "unwitnessed": N_("这个日志头没有乡镇见证：只有管日志的人自己签了名。"),
    "unproven": N_("它证明不了这张纸贴没贴在公开栏：那由监督委员会成员具名说明。"),
    "text": N_("标题和正文不在码里。有网时打开原公示对全文："),
    "open": N_("打开原公示"),
    "same-head": N_("和这部手机里留的日志头是同一个。"),
    "grown": N_("已在线核对：这个日志头和手机里留的日志头是同一部日志的前后。"),
    "not-compared": N_("现在没有网：这个日志头和手机里留的（{size} 条）是不是同一部日志的前后，联网后再扫一次就知道。"),
    "slip": N_("这个码不是公示的核对码，或者码里的字被改动、缺了一段。"),
    "key": N_("签名的钥匙不是这部手机认得的日志钥匙。可能是别的地方的日志，也可能是伪造的。"),
    "proof": N_("证明不通向日志头：内容、位置或证明被改过。"),
    "signature": N_("日志的签名和码里的内容不符：单位、日期、数字、摘要或证明至少有一处被改过。"),
    "head-known": N_("手机里留有同样大小的真日志头，码里的内容不通向它：被改的是内容，不是签名。"),
    "origin": N_("这是另一部日志（{origin}）的码，这部手机留的是 {known} 的。"),
    "same-size": N_("手机里留的日志头同样是 {size} 条，内容却不同：不同的人看到了不同的历史，或者有一个头是伪造的。"),
    "order": N_("手机里留的日志头和它先后矛盾：更晚的头条数反而更少。"),
    "not-grown": N_("和日志现在的头对不上：日志不是从这个头长出来的，有一边改写过历史。"),
    "disowned": N_("日志现在不承认签过这个头。"),
    "save": N_("请保存纸张和这个画面，告诉乡镇（街道）或纪委监委。"),
    "no-code": N_("图上没有找到码。让码占满画面，放平，不要反光，再试一次。"),
    "no-picture": N_("读不了这个文件，请选照片。"),
    "no-camera": N_("没有打开相机：没有允许，或者没有相机。可以从相册选一张照片。"),
    "looking": N_("正在找码……"),
    "ready": N_("已经存在这部手机上：日志的公钥和 {size} 条时的日志头（{at}）。没有信号也能核对。"),
    "not-ready": N_("还没有存好。请在有网时打开这一页，等到这里说已经存好。"),
    "empty": N_("公开日志还没有第一个日志头，过一会儿再打开这一页。"),
    "offline": N_("现在没有网，用手机里留的核对。"),
    "turned": N_("日志现在的头不是从这部手机留的头长出来的。手机仍用原来的；请保存两个头，告诉纪委监委。"),
    "new-key": N_("日志换了签名的钥匙，是联网时得知的。"),
    "demonstration": N_("演示数据"),
    "unknown-unit": N_("代码 {code}"),
    "yes": N_("是"),
    "took": N_("用时 {ms} 毫秒，全在这部手机上算的。"),
}


def page_words() -> dict[str, Any]:
    """For the page's script: labels, sentences, and where the log is asked."""
    return {
        "said": {key: gettext(words) for key, words in SAID.items()},
        "fields": {key: gettext(words) for key, words in FIELDS.items()},
        "kinds": {kind.id: gettext(kind.label) for kind in KINDS},
        "classes": {kind.id: gettext(kind.label) for kind in NOTICE_KINDS},
        "origin": settings.ORIGIN.split("//")[1],
        "addresses": {
            "head": reverse("log_head"),
            "keys": reverse("log_keys"),
            "witnesses": reverse("log_witnesses"),
            "consistency": reverse("log_consistency", args=[0, 0]).replace("0/0.json", ""),
            "units": reverse("verify_units"),
            "worker": reverse("verify_worker"),
            "notice": reverse("notice", args=["x"]).removesuffix("x/"),
        },
    }
