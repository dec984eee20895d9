"""A file that a person brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MAX_UPLOAD_BYTES = 5 * 1024**2  # 20,000 rows of a workbook
SUFFIXES = (".xlsx", ".csv")


class SheetForm(forms.Form):
    """A workbook or a CSV. label: what the room calls it; in_parts: how a larger one is brought."""

    label: StrPromise = _("填好的表")
    in_parts: StrPromise = _("文件超过 5 MB。请按乡镇（街道）分成几个文件上传。")

    file = forms.FileField(
        help_text=_("xlsx 或 csv（UTF-8 或 GB18030），不超过 5 MB"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = self.label

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if not (file.name or "").lower().endswith(SUFFIXES):
            raise forms.ValidationError(
                _("这种文件读不了：%(name)s。请另存为 xlsx 或 csv 再上传。"), params={"name": file.name}
            )
        if file.size and file.size > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(self.in_parts)
        return file
