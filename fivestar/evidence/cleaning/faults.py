"""Why a file cannot be kept. The message is an id with values, as everywhere in the house."""

from fivestar.foundation.outcome import N_


class Unacceptable(Exception):  # noqa: N818 -- reads as the sentence "the file is unacceptable"
    """Nothing of the file was kept."""

    def __init__(self, message_id: str, /, **values: object) -> None:
        super().__init__(message_id, values)
        self.message_id = message_id
        self.values = values


OTHER_KIND = N_("只收 jpg、png、pdf、docx、xlsx；看的是文件内容，改名没有用")
TWO_KINDS = N_("这个文件同时是两种格式，不能收")
LOCKED = N_("文件加了密码，请去掉密码再上传")
TOO_LARGE_UNPACKED = N_("文件展开以后太大，不能收")
BROKEN = N_("文件打不开，可能已损坏")
