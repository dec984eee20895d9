"""Minutes in the reader's language."""

from django.utils.translation import gettext

_MINUTE = 60


def minutes_in_words(seconds: int) -> str:
    """“6 分钟”, halves up; “不到 1 分钟” for what would be none."""
    if 0 < seconds < _MINUTE // 2:
        return gettext("不到 1 分钟")
    return gettext("{n} 分钟").format(n=f"{(seconds + _MINUTE // 2) // _MINUTE:,}")
