"""In which forms there are numbers, and of which periods."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from needs_assessment.periods import Kind


class Form(StrEnum):
    """A kind of file."""

    CHART = "png"
    DOCUMENT = "pdf"
    WORKBOOK = "xlsx"
    EXCHANGE = "hxl"


FORMS: Mapping[Kind, tuple[Form, ...]] = MappingProxyType(
    {
        Kind.WEEK: (Form.CHART, Form.WORKBOOK, Form.EXCHANGE),
        Kind.MONTH: (Form.CHART, Form.DOCUMENT, Form.WORKBOOK, Form.EXCHANGE),
        Kind.QUARTER: (Form.EXCHANGE,),
    }
)
"""What there is of each kind of period, in the order in which it is sent."""
