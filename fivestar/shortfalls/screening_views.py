"""Screenings of a district: screen today, the list of them, the report of one, its list as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from fivestar.foundation.access import actor_of, decide, require
from fivestar.foundation.outcome import Refused
from fivestar.foundation.sheets import XLSX, Ledger, write_ledgers
from fivestar.shortfalls import actions, screenings
from fivestar.shortfalls.actions.screening import SCREENED_LEVELS
from fivestar.shortfalls.words import AIM_WORDS, SINCE_WORDS, VERDICT_WORDS, criterion_of, star_name
from fivestar.territory.queries import district_or_404, now_in, today_in

if TYPE_CHECKING:
    from fivestar.shortfalls.models import ScreenedBranch
    from fivestar.shortfalls.screenings import Report, Screened, Tally

LINES_A_PAGE = 60
LEVELS = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A task of a screening in words."""

    of: ScreenedBranch
    task: str
    star: str
    criterion: str
    department: str
    then: str
    aim: str
    now: str


@require_http_methods(["GET", "HEAD", "POST"])
def screenings_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every screening of a district; whoever may, screens today."""
    district = district_or_404(code)
    actor, today = actor_of(request), today_in(district)
    require(actor, "shortfalls.list", district)
    if request.method == "POST":
        require(actor, "shortfalls.screen", district)
        levels = [level for level in LEVELS if str(level) in request.POST.getlist("level")]
        try:
            made = actions.screen(actor=actor, district=district, levels=levels, at=now_in(district))
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("screenings", code)
        messages.success(request, gettext("排查好了：清单冻结在今天，往后照它看销号、反弹和新增。"))
        return redirect("screening", code, made.public_id)
    context = {
        "district": district,
        "today": today,
        "lines": screenings.screenings_of(actor, district),
        "may_screen": bool(decide(actor, "shortfalls.screen", district)),
        "is_screened": screenings.is_screened(district, today),
        "levels": [(level, level in SCREENED_LEVELS) for level in LEVELS],
    }
    return render(request, "shortfalls/screenings.html", context)


@require_safe
def screening(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """Found, struck off, fallen back, new since; `outcome` and `aim` narrow the list below."""
    report = _report(request, code, public_id)
    asked = {name: request.GET.get(name, "") for name in ("outcome", "aim")}
    tasks = [
        one for one in report.tasks if all(not value or getattr(one, name) == value for name, value in asked.items())
    ]
    page = Paginator(tasks, LINES_A_PAGE).get_page(request.GET.get("page"))
    outcomes = [*((one, gettext(SINCE_WORDS[one])) for one in screenings.OUTCOMES), (screenings.NEW, gettext("新增"))]
    heads = [gettext("排查出"), *(words for _, words in outcomes)]
    context = {
        "district": report.screening.district,
        "today": today_in(report.screening.district),
        "report": report,
        "heads": heads,
        "by_aim": [(gettext(AIM_WORDS[one.name]), _cells(heads, one)) for one in report.by_aim],
        "by_star": [(one.name, _cells(heads, one)) for one in report.by_star],
        "by_township": [(one.name, _cells(heads, one)) for one in report.by_township],
        "outcomes": outcomes,
        "aims": [(one, gettext(words)) for one, words in AIM_WORDS.items()],
        "asked": asked,
        "narrowed": urlencode({name: value for name, value in asked.items() if value}),
        "page": page,
        "lines": [_line(report, one) for one in page.object_list],
    }
    return render(request, "shortfalls/screening.html", context)


@never_cache
@require_safe
def screening_workbook(request: HttpRequest, code: str, public_id: str) -> HttpResponse:
    """The whole list with how each task stands now."""
    report = _report(request, code, public_id)
    head = (
        *(gettext("序号"), gettext("乡镇（街道）"), gettext("村（社区）"), gettext("目标星级"), gettext("所属星")),
        *(
            gettext("任务编号"),
            gettext("存在问题"),
            gettext("排查时"),
            gettext("目标内外"),
            gettext("牵头部门"),
            gettext("现在"),
        ),
    )
    rows = [
        (
            number,
            line.of.branch.township.name,
            line.of.branch.village.name,
            line.of.level,
            line.star,
            line.criterion,
            line.task,
            line.then,
            line.aim,
            line.department,
            line.now,
        )
        for number, line in enumerate((_line(report, one) for one in report.tasks), 1)
    ]
    target = BytesIO()
    district = report.screening.district
    ledger = Ledger(
        sheet=gettext("排查清单"),
        title=gettext("{place}全面排查清单").format(place=district.name),
        about=gettext("{day} 排查，共 {total} 项；“现在”一栏截至 {today}").format(
            day=report.screening.on, total=len(rows), today=today_in(district)
        ),
        header=head,
        rows=rows,
        widths=(5, 12, 14, 7, 12, 8, 32, 9, 11, 18, 16),
        on_paper=len(head),
        frozen=3,
        mark=gettext("演示数据") if district.is_fictitious else "",
        page=gettext("第 {} 页，共 {} 页"),
    )
    write_ledgers(target, [ledger])
    name = f"{report.screening.district.short_name}-{gettext('排查清单')}-{report.screening.on}.xlsx"
    place = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(target.getvalue(), content_type=XLSX, headers={"Content-Disposition": place})


def _report(request: HttpRequest, code: str, public_id: str) -> Report:
    district = district_or_404(code)
    there = screenings.screening_for(actor_of(request), district, public_id)
    if there is None:
        raise Http404
    there.district = district
    return screenings.report_of(actor_of(request), there)


def _cells(heads: list[str], tally: Tally) -> list[tuple[str, int]]:
    return list(zip(heads, tally.cells, strict=True))


def _line(report: Report, one: Screened) -> Line:
    of = report.branches[one.branch]
    rulebook = screenings.rulebook_of(of)
    known = {criterion.id for criterion in rulebook.criteria}
    return Line(
        of=of,
        task=criterion_of(rulebook, one.criterion).name if one.criterion in known else one.criterion,
        star=star_name(rulebook, one.star) if one.criterion in known else one.star,
        criterion=one.criterion,
        department=one.department,
        then=gettext(VERDICT_WORDS[one.then]) if one.then else "",
        aim=gettext(AIM_WORDS[one.aim]),
        now=gettext("新增") if one.outcome == screenings.NEW else gettext(SINCE_WORDS[one.outcome]),
    )
