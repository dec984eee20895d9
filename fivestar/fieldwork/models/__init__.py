"""Records of fieldwork; nothing of them is ever removed."""

from fivestar.fieldwork.models.joint import Attendance, Decision, JointMeeting, Request
from fivestar.fieldwork.models.tours import Judge, Score, Stop, Tour
from fivestar.fieldwork.models.visits import Problem, Visit

__all__ = ["Attendance", "Decision", "JointMeeting", "Judge", "Problem", "Request", "Score", "Stop", "Tour", "Visit"]
