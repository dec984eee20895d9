"""What the page of a task's files asks for."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fivestar.evidence.cleaning import MAX_BYTES

ACCEPTED = ".jpg,.jpeg,.png,.pdf,.docx,.xlsx"


class FileForm(forms.Form):
    """One file; nothing else is asked."""

    file = forms.FileField(
        label=_("选一个文件"),
        help_text=_("jpg、png、pdf、docx、xlsx，不超过 20 MB。拍照的位置、设备和作者会自动去掉。"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": _("文件是空的"), "required": _("请先选一个文件")},
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > MAX_BYTES:
            raise forms.ValidationError(_("文件超过 20 MB"))
        return file
