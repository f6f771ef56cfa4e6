"""What can go wrong between the bot and Telegram, switched on by rules with a seeded chance."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal, get_args

from simulator.errors import Json, Refused

Kind = Literal["429", "500", "502", "timeout", "drop_before", "drop_after", "slow", "error"]
DEFAULT_SECONDS = 10.0
DEFAULT_RETRY_AFTER = 3


@dataclass(slots=True)
class Rule:
    """One fault: which calls it hits, how often, and its numbers."""

    method: str
    kind: Kind
    chance: float = 1.0
    times: int | None = None
    seconds: float = DEFAULT_SECONDS
    retry_after: int = DEFAULT_RETRY_AFTER
    error_code: int = 400
    description: str = "Bad Request: simulated"

    def shown(self) -> Json:
        """The rule of the People API."""
        return {name: getattr(self, name) for name in self.__slots__}


class Faults:
    """The rules in force; the first that hits a call decides."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.seed = 0
        self._chance = random.Random(0)  # noqa: S311 - reproducible faults, no secret

    def set(self, wanted: Json) -> None:
        """Put new rules in place of the old and start the dice from the seed.

        Raises:
            Refused: a rule is malformed.
        """
        self.rules = [_rule(one) for one in wanted.get("rules", [])]
        self.seed = int(wanted.get("seed") or 0)
        self._chance = random.Random(self.seed)  # noqa: S311 - reproducible faults, no secret

    def shown(self) -> Json:
        """The faults of the People API."""
        return {"rules": [rule.shown() for rule in self.rules], "seed": self.seed}

    def strike(self, method: str) -> Rule | None:
        """The rule that hits this call, counted down."""
        for rule in self.rules:
            if rule.method.lower() in ("*", method.lower()) and rule.times != 0 and self._chance.random() < rule.chance:
                if rule.times is not None:
                    rule.times -= 1
                return rule
        return None


def _rule(wanted: Json) -> Rule:
    known = {name: value for name, value in wanted.items() if value is not None}
    if known.get("kind") not in get_args(Kind):
        raise Refused(f"kind must be one of {', '.join(get_args(Kind))}")
    if unknown := set(known) - set(Rule.__slots__):
        raise Refused(f"unknown field {min(unknown)}")
    known.setdefault("method", "*")
    return Rule(**known)
