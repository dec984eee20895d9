"""Records of fieldwork; nothing of them is ever removed."""

from fivestar.fieldwork.models.joint import Attendance, Decision, JointMeeting, Request

__all__ = ["Attendance", "Decision", "JointMeeting", "Request"]
