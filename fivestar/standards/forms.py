"""What the pages about a district's own standards ask for."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MAX_WORKBOOK_BYTES = 2 * 1024**2  # 106 rows are 30 KB
SUFFIXES = (".xlsx", ".csv")


class WorkbookForm(forms.Form):
    """A category and a workbook of tasks in the template's columns."""

    category = forms.ChoiceField(
        label=_("哪一类支部的标准"),
        choices=[("rural", _("农村")), ("urban", _("城市社区"))],
        widget=forms.RadioSelect,
        initial="rural",
    )
    file = forms.FileField(label=_("任务表"), help_text=_("用模板填写，xlsx 或 csv，不超过 2 MB"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["file"].widget.attrs["accept"] = ",".join(SUFFIXES)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if not (file.name or "").lower().endswith(SUFFIXES):
            raise forms.ValidationError(
                _("这种文件读不了：%(name)s。请另存为 xlsx 或 csv 再上传。"), params={"name": file.name}
            )
        if file.size and file.size > MAX_WORKBOOK_BYTES:
            raise forms.ValidationError(_("文件超过 2 MB，不像是任务表。请检查是不是选错了文件。"))
        return file


class AdoptForm(forms.Form):
    """From which day a proposal is to be in force."""

    from_day = forms.DateField(
        label=_("从哪一天起施行"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("原来的标准到前一天为止；这一天以前的评星不受影响"),
    )
