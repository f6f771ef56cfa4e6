"""What stands behind each inline button: 1 to 64 bytes, ours to read and anybody's to forge."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton
from pydantic import AfterValidator, Field, StringConstraints

from needs_assessment import Help, Verdict, period
from needs_assessment.errors import PeriodInvalid
from needs_assessment.reports import ActionKind, Form

Node = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.-]{0,32}$")]
"""The id of a screen, an entry or a city: what is forged longer could not be put on the next button."""


class Go(CallbackData, prefix="go"):
    """To a screen of the tree. `fresh`: as a new message, because the old one says something worth keeping."""

    node: Node
    fresh: bool = False


class Speak(CallbackData, prefix="speak"):
    """Choose a language."""

    language: str


class Switch(CallbackData, prefix="switch"):
    """To the language one writes in, and on to `node` in it."""

    language: str
    node: Node


class Languages(CallbackData, prefix="languages"):
    """Show the languages."""


class Ask(CallbackData, prefix="ask"):
    """How to ask a question in one's own words."""


class Talk(CallbackData, prefix="talk"):
    """To a person. `node` is the screen one comes from; `carry` takes along the message that this one answers."""

    node: Node
    carry: bool = False


class Rescue(CallbackData, prefix="rescue"):
    """To a person, out of an alarm: urgently, with the message that raised it. `node` is the answer that was shown."""

    node: Node


class EndCase(CallbackData, prefix="end"):
    """The person no longer needs help."""

    code: str


class Forget(CallbackData, prefix="forget"):
    """Erase what is kept; asked twice. `wipe`: and clear the chat on the person's own phone."""

    sure: bool = False
    wipe: bool = False


class Passport(CallbackData, prefix="passport"):
    """Tell one's passport, an empty `country` for another one or none to tell, and go on to `node`."""

    country: Node
    node: Node


class Nearest(CallbackData, prefix="near"):
    """The consulates and help points near a city; without a city: where are you? `country` of the passport."""

    country: Node = ""
    city: Node = ""
    page: Annotated[int, Field(ge=1, le=99)] = 1


class Rate(CallbackData, prefix="rate"):
    """Was this answer helpful? `revision` of the text that was read."""

    entry: Node
    revision: Node
    verdict: Verdict


class Hide(CallbackData, prefix="hide"):
    """Somebody is looking: take away everything that can be taken away, at once."""


class Move(StrEnum):
    """What an operator does with a case."""

    CLAIM = "claim"
    CLOSE = "close"
    REOPEN = "reopen"
    ANSWERS = "answers"
    TRANSFER = "transfer"
    MORE = "more"
    URGENT = "urgent"
    CALM = "calm"
    REPLIES = "replies"
    BAN = "ban"


class CaseTap(CallbackData, prefix="case"):
    """An operator acts on a case."""

    action: Move
    case_id: Annotated[int, Field(ge=1, lt=2**63)]  # a forged one must fit the database's integers


class DeskMove(StrEnum):
    """What an operator does at the desk, apart from any case."""

    NEXT = "next"
    COME = "come"
    LEAVE = "leave"


class DeskTap(CallbackData, prefix="desk"):
    """A button of the board."""

    action: DeskMove


Handle = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""What a ban is called on a button."""
Page = Annotated[int, Field(ge=1, le=9999)]


class ShowBans(CallbackData, prefix="bans"):
    """A page of the bans that stand."""

    page: Page


class SeeBan(CallbackData, prefix="ban"):
    """One ban; `page` is where it was listed. `why`: tell the reason to the one who taps."""

    handle: Handle
    page: Page
    why: bool = False


class LiftBan(CallbackData, prefix="unban"):
    """An administrator lifts a ban."""

    handle: Handle
    page: Page


class HandOver(CallbackData, prefix="hand"):
    """Give a case to a desk (its chat), or to an operator of this one (their user id)."""

    case_id: Annotated[int, Field(ge=1, lt=2**63)]
    to: Annotated[int, Field(gt=-(2**62), lt=2**62)]
    sure: bool = False


Code = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3}(\.[A-Z]{3})?)?$")]
"""A code of the list of needs, or nothing."""


class TickCode(CallbackData, prefix="tick"):
    """What a case was about: tick a code, or take the tick away. `again`: a second coder says it, and that is all."""

    case_id: Annotated[int, Field(ge=1, lt=2**63)]
    code: Code
    on: bool = True
    again: bool = False


class ShowCodes(CallbackData, prefix="codes"):
    """Page through all codes: the broad ones, or those under `broad`; page 0 is the panel itself."""

    case_id: Annotated[int, Field(ge=1, lt=2**63)]
    broad: Code = ""
    page: Annotated[int, Field(ge=0, le=99)] = 0
    again: bool = False


class Ending(StrEnum):
    """How an operator ends a case; `STAY`: not yet."""

    SOLVED = "solved"
    UNSOLVED = "unsolved"
    REFERRED = "referred"
    STAY = "stay"


class EndAs(CallbackData, prefix="endas"):
    """Close a case, or leave it open after all."""

    case_id: Annotated[int, Field(ge=1, lt=2**63)]
    ending: Ending


class Question(StrEnum):
    """What the person of a case is asked for the statistics, in this order: the longest keyboard last."""

    GENDER = "gender"
    AGE = "age"
    PASSPORT = "passport"
    REGION = "region"
    SHARE = "share"


class Tell(CallbackData, prefix="tell"):
    """Answer a voluntary question, skip it with `-`, or skip it and all others with `stop`.

    `said` carries what was told before, one sign each, so that it is kept nowhere else.
    """

    code: str
    question: Question
    answer: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,16}$")]
    said: Annotated[str, StringConstraints(pattern=r"^[a-z-]{0,4}$")] = ""


class SendAnswer(CallbackData, prefix="answer"):
    """Send an answer of the tree to the person of a case, in their language."""

    case_id: Annotated[int, Field(ge=1, lt=2**63)]
    entry: Node


class SendReply(CallbackData, prefix="reply"):
    """Send a canned reply to the person of a case, in their language. `sure`: it was read before."""

    case_id: Annotated[int, Field(ge=1, lt=2**63)]
    slug: Node
    sure: bool = False


class Reveal(CallbackData, prefix="reveal"):
    """Show what was masked in a message of the person."""

    case_id: Annotated[int, Field(ge=1, lt=2**63)]
    message_id: Annotated[int, Field(ge=1, lt=2**53)]


class SendAnyway(CallbackData, prefix="anyway"):
    """Send an operator's message that was held back."""

    case_id: Annotated[int, Field(ge=1, lt=2**63)]
    message_id: Annotated[int, Field(ge=1, lt=2**53)]


class Wait(CallbackData, prefix="wait"):
    """A person whose wait was longer than promised chooses: go on waiting, or end the case."""

    code: str
    go_on: bool


class RateCase(CallbackData, prefix="rated"):
    """How the help of an operator was; a reason after a no."""

    verdict: Help


class ReopenCase(CallbackData, prefix="again"):
    """The person still needs help in a case that was closed."""

    code: str


def _known_period(name: str) -> str:
    try:
        return period(name).name
    except PeriodInvalid as fault:
        raise ValueError(str(fault)) from fault


PeriodName = Annotated[str, StringConstraints(max_length=8), AfterValidator(_known_period)]
"""A week, month or quarter that the calendar has."""


class See(CallbackData, prefix="see"):
    """A coordinator walks to another period."""

    period: PeriodName


class Compare(CallbackData, prefix="compare"):
    """A week beside the one before it."""

    period: PeriodName


class Fetch(CallbackData, prefix="fetch"):
    """A period's numbers as a file."""

    period: PeriodName
    form: Form


class Alert(CallbackData, prefix="alert"):
    """A need that emerged in a week: what was done about it? Without `kind` the choice is shown."""

    week: PeriodName
    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_.]{2,32}$")]
    kind: ActionKind | None = None


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    """Make a button. Labels are plain text for Telegram, so a label that came as HTML is unescaped by the caller."""
    return InlineKeyboardButton(text=text, callback_data=data.pack())
