"""Registration of `meetings` with Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "fivestar.meetings"
    label = "meetings"
    verbose_name = "会议"
