"""The people of tests: persons with the bot, operators and coordinators in their groups."""

from __future__ import annotations

from simulator.client_api import Api
from simulator.phone import PATIENCE_SECONDS, Phone
from simulator.seen import Json, Seen


class Person(Phone):
    """Somebody in the private chat with the bot."""

    def __init__(self, api: Api, user: Json) -> None:
        super().__init__(api, user, int(user["id"]))

    async def presses_start(self) -> Seen:
        """Press the Start button of an empty chat."""
        return await self.follows_link("")

    async def follows_link(self, payload: str) -> Seen:
        """Open t.me/<bot>?start=<payload>."""
        started = await self.api.post(f"/people/{self.id}/start", {"payload": payload})
        return Seen.of(started["messages"][0])

    async def blocks(self) -> None:
        """Block the bot."""
        await self.api.post(f"/people/{self.id}/block", {"blocked": True})

    async def unblocks(self) -> None:
        """Unblock the bot."""
        await self.api.post(f"/people/{self.id}/block", {"blocked": False})

    async def commands(self) -> list[str]:
        """The commands Telegram offers in this chat."""
        return [one["command"] for one in (await self.view())["commands"]]


class TopicView(Phone):
    """A topic of the desk as an operator has it open."""

    def __init__(self, phone: Phone, topic: Json) -> None:
        super().__init__(phone.api, phone.user, phone.chat_id, int(topic["thread_id"]))
        self.topic = topic

    @property
    def title(self) -> str:
        """The topic's name when it was opened on the screen."""
        return str(self.topic["name"])

    async def now(self) -> Json | None:
        """The topic as it is now, or None if it was deleted."""
        topics = (await self.view())["topics"]
        return next((one for one in topics if one["thread_id"] == self.thread_id), None)

    async def waits_until_closed(self, *, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the topic is closed or deleted."""

        def look(view: Json) -> bool | None:
            same = [one for one in view["topics"] if one["thread_id"] == self.thread_id]
            return True if not same or same[0]["closed"] else None

        if not await self._watch(look, seconds):
            raise AssertionError(f"the topic {self.title!r} was still open after {seconds} s")


class Staff(Phone):
    """An operator or coordinator in their group; without `topic` they are in General."""

    def at(self, topic: TopicView) -> TopicView:
        """The same topic in this one's own hands: for a topic another operator has found."""
        return TopicView(self, topic.topic)

    def _at(self, topic: TopicView | None) -> Phone:
        return self if topic is None else self.at(topic)

    async def taps(
        self, label: str, *, topic: TopicView | None = None, seconds: float = PATIENCE_SECONDS
    ) -> str | None:
        """Tap a button in General, or in a topic."""
        if topic is None:
            return await super().taps(label, seconds=seconds)
        phone = self.at(topic)
        address = await phone.taps(label, seconds=seconds)
        self._tapped = phone._tapped  # the answer comes to whoever tapped, wherever they look
        return address

    async def topic(self, name: str, *, seconds: float = PATIENCE_SECONDS) -> TopicView:
        """Wait for a topic whose name contains `name`."""

        def look(view: Json) -> Json | None:
            return next((one for one in reversed(view["topics"]) if one["thread_id"] and name in one["name"]), None)

        found = await self._watch(look, seconds)
        if found is None:
            names = ", ".join(repr(one["name"]) for one in (await self.view())["topics"])
            raise AssertionError(f"{self.name} waited {seconds} s for a topic {name!r}; there are {names}")
        return TopicView(self, found)

    async def topics(self) -> list[TopicView]:
        """All topics but General."""
        return [TopicView(self, one) for one in (await self.view())["topics"] if one["thread_id"]]

    async def writes(self, text: str, *, topic: TopicView | None = None, reply_to: Seen | None = None) -> Seen:
        """Write in General, or in a topic."""
        return await self._at(topic).sends(text, reply_to=reply_to)

    async def replies(self, text: str, *, topic: TopicView, to: Seen | None = None) -> Seen:
        """Write in a topic, perhaps as an answer to a message there."""
        return await self._at(topic).sends(text, reply_to=to)

    async def closes(self, topic: TopicView) -> None:
        """Close a topic by hand."""
        await self._changes(topic, "close")

    async def reopens(self, topic: TopicView) -> None:
        """Open a closed topic again."""
        await self._changes(topic, "reopen")

    async def deletes_topic(self, topic: TopicView) -> None:
        """Delete a topic with all in it."""
        await self._changes(topic, "delete")

    async def renames(self, topic: TopicView, name: str) -> None:
        """Give a topic another name."""
        await self._changes(topic, "rename", name)

    async def _changes(self, topic: TopicView, action: str, name: str | None = None) -> None:
        body = {"chat_id": self.chat_id, "thread_id": topic.thread_id, "action": action, "name": name}
        await self.api.post(f"/people/{self.id}/topics", body)

    async def leaves(self) -> None:
        """Leave the group."""
        await self.removes(self)

    async def removes(self, member: Staff) -> None:
        """Remove a member from the group."""
        await self.api.post(f"/people/{self.id}/memberships", {"chat_id": self.chat_id, "member": member.id})

    async def changes_chat(self, action: str) -> int:
        """`migrate`, `kick_bot`, `demote_bot`, `promote_bot` or `add_bot`; the id of the chat afterwards."""
        changed = await self.api.post(f"/people/{self.id}/chats", {"chat_id": self.chat_id, "action": action})
        self.chat_id = int(changed["id"])
        return self.chat_id
