"""Floor 2: what people needed, as counters about nobody: counting, disclosure control, releases, reports.

A reader sees a `Release` or what is made of releases (reports/). Knows nothing of Telegram beyond the HTML of a report.
"""

from needs_assessment.archive import (
    actions,
    make_due_release,
    note_action,
    note_alerts,
    preview,
    release_of,
    releases,
    report_of,
    summary_of,
)
from needs_assessment.categories import Category, categories, known_codes, level1
from needs_assessment.chats import (
    CoordinatorsChat,
    bind_chat,
    coordinators_chat,
    coordinators_chats,
    move_chat,
    unbind_chat,
)
from needs_assessment.count import count_about_person, count_case_event, count_request
from needs_assessment.downtime import still_alive
from needs_assessment.errors import (
    NotProtected,
    PeriodInvalid,
    PeriodProblem,
    PeriodUnavailable,
    StatisticsError,
    ThresholdTooLow,
    UnknownCode,
)
from needs_assessment.names import line_name, name_of
from needs_assessment.outcome import Outcome
from needs_assessment.pairs import chance_of_second_look, count_pair, kappa_of
from needs_assessment.periods import Kind, Period, period
from needs_assessment.ratings import REASONS, Rated, Verdict, asked_a_person, rate, went_to_a_person, worst_rated
from needs_assessment.release import Audience, Release
from needs_assessment.service import HELP_REASONS, Help, count_help, count_wait, in_steps, usual_wait
from needs_assessment.settled import Settled, count_settled
from needs_assessment.tables import CaseEvent
from needs_assessment.unhelpful import mark_unhelpful
from needs_assessment.wanted import last_period, wanted_period
from needs_assessment.week import iso_week, previous_week
from needs_assessment.weekly import DueReport, due_reports, settle_report

__all__ = [
    "HELP_REASONS",
    "REASONS",
    "Audience",
    "CaseEvent",
    "Category",
    "CoordinatorsChat",
    "DueReport",
    "Help",
    "Kind",
    "NotProtected",
    "Outcome",
    "Period",
    "PeriodInvalid",
    "PeriodProblem",
    "PeriodUnavailable",
    "Rated",
    "Release",
    "Settled",
    "StatisticsError",
    "ThresholdTooLow",
    "UnknownCode",
    "Verdict",
    "actions",
    "asked_a_person",
    "bind_chat",
    "categories",
    "chance_of_second_look",
    "coordinators_chat",
    "coordinators_chats",
    "count_about_person",
    "count_case_event",
    "count_help",
    "count_pair",
    "count_request",
    "count_settled",
    "count_wait",
    "due_reports",
    "in_steps",
    "iso_week",
    "kappa_of",
    "known_codes",
    "last_period",
    "level1",
    "line_name",
    "make_due_release",
    "mark_unhelpful",
    "move_chat",
    "name_of",
    "note_action",
    "note_alerts",
    "period",
    "preview",
    "previous_week",
    "rate",
    "release_of",
    "releases",
    "report_of",
    "settle_report",
    "still_alive",
    "summary_of",
    "unbind_chat",
    "usual_wait",
    "wanted_period",
    "went_to_a_person",
    "worst_rated",
]
