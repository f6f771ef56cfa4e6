"""What readers get, made of releases only: the summary and every form of it (text, chart, workbook, file, page).

The forms that are drawn (`chart`, `workbook`, `pdf`) are imported where they are made: their libraries take half a
second and 60 MB.
"""

from needs_assessment.reports.compare import compare_text
from needs_assessment.reports.drawn import drawn, parts_of
from needs_assessment.reports.faults import period_fault_text
from needs_assessment.reports.folder import keep_release, read_releases
from needs_assessment.reports.forms import FORMS, Form
from needs_assessment.reports.hxl import hxl_files, hxl_zip
from needs_assessment.reports.in_json import summary_json
from needs_assessment.reports.lead import headline
from needs_assessment.reports.page import page_data
from needs_assessment.reports.summarise import summarise
from needs_assessment.reports.summary import Action, ActionKind, Summary
from needs_assessment.reports.text import month_text, week_text
from needs_assessment.reports.words import action_words

__all__ = [
    "FORMS",
    "Action",
    "ActionKind",
    "Form",
    "Summary",
    "action_words",
    "compare_text",
    "drawn",
    "headline",
    "hxl_files",
    "hxl_zip",
    "keep_release",
    "month_text",
    "page_data",
    "parts_of",
    "period_fault_text",
    "read_releases",
    "summarise",
    "summary_json",
    "week_text",
]
