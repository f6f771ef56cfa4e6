"""Floor 2: what people needed, as counters about nobody: counting, disclosure control, the weekly report.

A reader sees a `ProtectedWeek` or nothing. Knows nothing of Telegram beyond the HTML of the report.
"""

from needs_assessment.categories import Category, Release, categories, known_codes, level1
from needs_assessment.chats import (
    CoordinatorsChat,
    bind_chat,
    coordinators_chat,
    coordinators_chats,
    move_chat,
    unbind_chat,
)
from needs_assessment.count import count_request
from needs_assessment.disclosure import THRESHOLD, Cell, ProtectedWeek
from needs_assessment.errors import (
    NotProtected,
    StatisticsError,
    ThresholdTooLow,
    UnknownCode,
    WeekInvalid,
    WeekProblem,
)
from needs_assessment.outcome import Outcome
from needs_assessment.read_week import read_week
from needs_assessment.report import week_fault_text, week_json, week_text
from needs_assessment.week import iso_week, parse_week, previous_week
from needs_assessment.weekly import DueReport, due_reports, settle_report

__all__ = [
    "THRESHOLD",
    "Category",
    "Cell",
    "CoordinatorsChat",
    "DueReport",
    "NotProtected",
    "Outcome",
    "ProtectedWeek",
    "Release",
    "StatisticsError",
    "ThresholdTooLow",
    "UnknownCode",
    "WeekInvalid",
    "WeekProblem",
    "bind_chat",
    "categories",
    "coordinators_chat",
    "coordinators_chats",
    "count_request",
    "due_reports",
    "iso_week",
    "known_codes",
    "level1",
    "move_chat",
    "parse_week",
    "previous_week",
    "read_week",
    "settle_report",
    "unbind_chat",
    "week_fault_text",
    "week_json",
    "week_text",
]
