"""The test client's door: who is in the world, time, faults, and what the bot has called."""

from __future__ import annotations

from typing import Any

from simulator.client_api import Api
from simulator.client_people import Person, Staff
from simulator.seen import Json


class World:
    """The people of a running simulator, over HTTP: it may run in this process or another."""

    def __init__(self, url: str) -> None:
        self.api = Api(url)

    async def person(self, first_name: str, **details: str) -> Person:
        """Somebody with a phone: who is there already, or a new one with `language_code`, `username`, `last_name`."""
        return Person(self.api, await self._user(first_name, "person", details))

    async def operator(self, first_name: str, **details: str) -> Staff:
        """An operator in the desk's group."""
        user = await self._user(first_name, "operator", details)
        return Staff(self.api, user, await self._home(user, is_forum=True))

    async def another_desk(self, title: str, first_name: str) -> Staff:
        """A second forum, in the hands of the operator who administers it."""
        made = await self.api.post("/people/desks", {"title": title, "first_name": first_name})
        return Staff(self.api, made["user"], int(made["chat"]["id"]))

    async def coordinator(self, first_name: str, **details: str) -> Staff:
        """A coordinator in the coordinators' group."""
        user = await self._user(first_name, "coordinator", details)
        return Staff(self.api, user, await self._home(user, is_forum=False))

    async def _user(self, first_name: str, role: str, details: dict[str, str]) -> Json:
        known = (await self.api.get("/people/world"))["users"]
        for user in known:
            if (user["first_name"], user["role"]) == (first_name, role):
                return dict(user)
        return await self.api.post("/people/users", {"first_name": first_name, "role": role} | details)

    async def _home(self, user: Json, *, is_forum: bool) -> int:
        chats = (await self.api.get("/people/world"))["chats"]
        homes = [chat for chat in chats if user["id"] in chat["members"] and chat["type"] != "private"]
        return int(next(chat["id"] for chat in reversed(homes) if chat["is_forum"] is is_forum))

    async def passes(self, seconds: float) -> None:
        """Let time pass."""
        await self.api.post("/people/clock", {"advance": seconds})

    async def breaks(self, *rules: Json, seed: int = 0) -> None:
        """Switch faults on, such as `{"method": "sendMessage", "kind": "429", "times": 1}`."""
        await self.api.put("/people/faults", {"rules": list(rules), "seed": seed})

    async def mends(self) -> None:
        """Switch all faults off."""
        await self.breaks()

    async def calls(self, method: str = "", *, after: int = 0) -> list[Json]:
        """What the bot has called so far, perhaps only one method."""
        calls: list[Any] = (await self.api.get("/people/calls", after=after))["calls"]
        return [call for call in calls if not method or call["method"].lower() == method.lower()]
