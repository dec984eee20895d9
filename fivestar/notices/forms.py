"""What the page of a notice asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fivestar.foundation.outcome import N_
from fivestar.foundation.sheets import Cell, SheetFault, SheetFaults, Table, is_error_cell, read_table
from fivestar.foundation.sheets.faults import unreadable
from fivestar.notices import topics
from fivestar.notices.judging import (
    MAX_BASIS,
    MAX_BODY,
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_PLACE,
    MAX_TITLE,
    Told,
    as_pasted,
    sheet_pasted,
)
from fivestar.notices.kinds import Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_DAY = {"type": "date"}
_TEXT = {"autocomplete": "off"}
MAX_PASTED = 60_000
MAX_FILE = 512 * 1024
TEXTS = ("title", "basis", "body", "table", "place")


def _day(label: StrPromise) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"), input_formats=["%Y-%m-%d"]
    )


class _Files(forms.FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several; none is read before its size is known."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [one for one in (data if isinstance(data, list) else [data]) if one]
        if len(given) > MAX_FILES:
            raise forms.ValidationError(gettext("附件最多 {most} 份").format(most=MAX_FILES))
        if any(one.size > MAX_FILE_BYTES for one in given):
            raise forms.ValidationError(gettext("文件超过 {limit} MB").format(limit=MAX_FILE_BYTES // 1024**2))
        return [super(_FilesField, self).clean(one, initial) for one in given]


class NoticeForm(forms.Form):
    """The fields of a notice; the table is pasted as text, so that it is sent without JavaScript."""

    title = forms.CharField(label=_("标题"), max_length=MAX_TITLE, widget=forms.TextInput(attrs=_TEXT))
    basis = forms.CharField(
        label=_("依据"),
        max_length=MAX_BASIS,
        widget=forms.TextInput(attrs=_TEXT),
        help_text=_("哪次会议定的、按哪条规定公开"),
    )
    body = forms.CharField(
        label=_("正文"), max_length=MAX_BODY, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    table = forms.CharField(
        label=_("表格"),
        max_length=MAX_PASTED,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("从电子表格里复制了粘贴过来；手写的话一行一条，格子之间用“|”隔开。第一行是表头。"),
    )
    file = forms.FileField(
        label=_("或者选一个表格文件"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("读第一张表，代替上面粘贴的；文件本身不保存。"),
    )
    enclosed = _FilesField(
        label=_("附件"),
        required=False,
        widget=_Files(attrs={"accept": ".jpg,.jpeg,.png,.pdf", "multiple": True}),
        help_text=_(
            "jpg、png、pdf，最多 5 份，每份 8 MB 以内；位置、设备和作者会去掉。谁都能打开，到期撤下；被退回时要重新选。"
        ),
    )
    looked_through = forms.BooleanField(
        label=_("附件我逐份看过，里面没有身份证号、电话、银行账号、住址和不该公开的人名"),
        required=False,
        help_text=_("图片和扫描件里的字，系统查不了个人信息，只能由您来看；这一项会记下来。"),
    )
    from_day = _day(_("哪天贴出"))
    to_day = _day(_("贴到哪天"))
    place = forms.CharField(label=_("贴在哪里"), max_length=MAX_PLACE, widget=forms.TextInput(attrs=_TEXT))

    topics = forms.MultipleChoiceField(
        label=_("公开了目录里的哪几类"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind.id == "finance":
            self.fields["topics"].choices = topics.choices()  # type: ignore[attr-defined]
        else:
            del self.fields["topics"]

    def clean(self) -> dict[str, Any]:
        """A file stands for what was pasted; what is wrong in it is told with its row."""
        told = self.cleaned_data
        upload = told.get("file")
        if upload is not None:
            try:
                if upload.size > MAX_FILE:
                    raise unreadable(upload.name, N_("文件太大，最多 {most} KB"), most=MAX_FILE // 1024)
                told["table"] = as_pasted(*sheet_in(read_table(upload.file, name=upload.name, says_formulas=True)))
            except SheetFaults as unfit:
                self.add_error("file", [fault_in_words(fault) for fault in unfit.faults[:5]])
        return told

    def told(self, kind: Kind, texts: Mapping[str, str], **more: Any) -> Told:
        """Of a form without faults. texts: its text fields, as they were or masked."""
        said = self.cleaned_data
        return Told(
            kind=kind,
            title=texts["title"],
            basis=texts["basis"],
            body=texts["body"],
            from_day=said["from_day"],
            to_day=said["to_day"],
            place=texts["place"],
            sheet=sheet_pasted(texts["table"]),
            topics=tuple(said.get("topics", ())),
            **more,
        )

    @property
    def texts(self) -> dict[str, str]:
        """What others will read of it."""
        return {name: self.cleaned_data[name] for name in TEXTS}


def sheet_in(table: Table) -> tuple[list[str], list[list[str]]]:
    """Heading and rows as text. Raises SheetFaults with the row of what cannot hang there."""
    faults = []
    rows = []
    for row in table.rows:
        cells = [_cell(one) for one in row.cells]
        for place, one in enumerate(row.cells):
            if is_error_cell(one) or (isinstance(one, str) and one.startswith("=")):
                column = table.header[place] if place < len(table.header) else None
                faults.append(SheetFault(table.name, row.number, column, N_("这一格是公式或算错的结果，请换成数")))
        rows.append(cells + [""] * (len(table.header) - len(cells)))
    if faults:
        raise SheetFaults(faults)
    return list(table.header), rows


def _cell(one: Cell) -> str:
    if one is None:
        return ""
    if isinstance(one, float) and one.is_integer():
        return str(int(one))
    if isinstance(one, datetime):
        return f"{one:%Y-%m-%d}"
    return " ".join(str(one).replace("|", "／").split())


def fault_in_words(fault: SheetFault) -> str:
    said = gettext(fault.message_id).format(**fault.values)
    if fault.row is None:
        return said
    where = gettext("第 {row} 行").format(row=fault.row)
    if fault.column:
        where += gettext("“{column}”").format(column=fault.column)
    return f"{where}：{said}"
