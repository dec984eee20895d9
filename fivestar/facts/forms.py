"""What the import page asks for."""

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fivestar.facts.models import Basis

MAX_UPLOAD_BYTES = 20 * 1024**2  # some 250,000 rows of CSV; a larger file goes through `fivestar import-facts`
SUFFIXES = (".xlsx", ".csv", ".parquet")
BASIS_LABELS = {
    Basis.STATED: _("上报：还没有核实，只影响“按报告看”"),
    Basis.CONFIRMED: _("已核实：直接影响作战图和星级"),
}


class UploadForm(forms.Form):
    """A file and on whose word it stands; the last three fill what the file's own columns leave empty."""

    file = forms.FileField(label=_("数据文件"), help_text=_("xlsx、csv（UTF-8 或 GB18030）或 parquet，不超过 20 MB"))
    basis = forms.ChoiceField(label=_("这些数据"), widget=forms.RadioSelect)
    period = forms.CharField(
        label=_("期间"),
        required=False,
        max_length=10,
        help_text=_("例如 2023、2023-Q3、2023-09；文件里有就不填"),
    )
    source = forms.CharField(
        label=_("数据来源"),
        required=False,
        max_length=300,
        help_text=_("例如 区农业农村局年报；文件里有就不填"),
    )
    observed_on = forms.DateField(
        label=_("数据日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("这些数是哪一天的；文件里有就不填"),
    )

    def __init__(self, *args: object, bases: Sequence[Basis], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["basis"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(basis.value, BASIS_LABELS[basis]) for basis in bases]
        if len(bases) == 1:
            field.initial = bases[0].value
        self.fields["file"].widget.attrs["accept"] = ",".join(SUFFIXES)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        name = (file.name or "").lower()
        if not name.endswith(SUFFIXES):
            raise forms.ValidationError(
                _("这种文件读不了：%(name)s。请另存为 xlsx 或 csv 再上传。"), params={"name": file.name}
            )
        if file.size and file.size > MAX_UPLOAD_BYTES:
            raise forms.ValidationError(_("文件超过 20 MB。请按乡镇（街道）分成几个文件上传。"))
        return file
