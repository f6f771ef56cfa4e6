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
from needs_assessment.names import name_of
from needs_assessment.outcome import Outcome
from needs_assessment.ratings import REASONS, Rated, Verdict, asked_a_person, rate, went_to_a_person, worst_rated
from needs_assessment.read_week import read_week
from needs_assessment.report import week_fault_text, week_json, week_text
from needs_assessment.service import HELP_REASONS, Help, count_help, count_wait, in_steps, usual_wait
from needs_assessment.week import iso_week, parse_week, previous_week
from needs_assessment.weekly import DueReport, due_reports, settle_report

__all__ = [
    "HELP_REASONS",
    "REASONS",
    "THRESHOLD",
    "Category",
    "Cell",
    "CoordinatorsChat",
    "DueReport",
    "Help",
    "NotProtected",
    "Outcome",
    "ProtectedWeek",
    "Rated",
    "Release",
    "StatisticsError",
    "ThresholdTooLow",
    "UnknownCode",
    "Verdict",
    "WeekInvalid",
    "WeekProblem",
    "asked_a_person",
    "bind_chat",
    "categories",
    "coordinators_chat",
    "coordinators_chats",
    "count_help",
    "count_request",
    "count_wait",
    "due_reports",
    "in_steps",
    "iso_week",
    "known_codes",
    "level1",
    "move_chat",
    "name_of",
    "parse_week",
    "previous_week",
    "rate",
    "read_week",
    "settle_report",
    "unbind_chat",
    "usual_wait",
    "week_fault_text",
    "week_json",
    "week_text",
    "went_to_a_person",
    "worst_rated",
]
