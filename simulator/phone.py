"""A phone in somebody's hand, for tests: each method is something they do or see in one chat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from simulator.client_api import Api, CantDo
from simulator.samples import PICTURE, VOICE
from simulator.seen import Json, Seen

PATIENCE_SECONDS = 75.0
"""More than a minute: where a group's budget of that minute is spent, an answer comes with the next."""

Found = TypeVar("Found")


class Phone:
    """Somebody with a chat open; `thread_id` is the topic they look at, 0 for General or a chat without topics."""

    def __init__(self, api: Api, user: Json, chat_id: int, thread_id: int = 0) -> None:
        self.api = api
        self.user = user
        self.chat_id = chat_id
        self.thread_id = thread_id
        self._tapped: tuple[int, str] | None = None

    @property
    def id(self) -> int:
        """The user's id."""
        return int(self.user["id"])

    @property
    def name(self) -> str:
        """The user's first name."""
        return str(self.user["first_name"])

    async def view(self) -> Json:
        """The chat as the People API shows it."""
        return await self.api.get(f"/people/chats/{self.chat_id}", viewer=self.id)

    async def shows(self) -> list[Seen]:
        """All messages on the screen, oldest first."""
        return self._screen(await self.view())

    def _screen(self, view: Json) -> list[Seen]:
        return [Seen.of(one) for one in view["messages"] if one["thread_id"] == self.thread_id]

    async def _act(self, what: str, **fields: object) -> Json:
        where: Json = {"chat_id": self.chat_id, "thread_id": self.thread_id or None}
        return await self.api.post(f"/people/{self.id}/{what}", where | fields)

    # ---- saying something

    async def sends(self, text: str, *, reply_to: Seen | None = None) -> Seen:
        """Send a text; of one too long for a message, the last piece is returned."""
        sent = await self._act("messages", text=text, reply_to=reply_to.message_id if reply_to else None)
        return Seen.of(sent["messages"][-1])

    async def sends_file(self, kind: str, data: bytes, name: str, caption: str = "", album: str = "") -> Seen:
        """Send a file of any kind."""
        fields = {"chat_id": self.chat_id, "thread_id": self.thread_id or None, "kind": kind}
        fields |= {"caption": caption or None, "media_group_id": album or None}
        sent = await self.api.upload(f"/people/{self.id}/uploads", data, name, fields)
        return Seen.of(sent["messages"][-1])

    async def sends_photo(self, data: bytes = PICTURE, caption: str = "", album: str = "") -> Seen:
        """Send a picture."""
        return await self.sends_file("photo", data, "photo.png", caption, album)

    async def sends_voice(self, data: bytes = VOICE, caption: str = "") -> Seen:
        """Send a voice note."""
        return await self.sends_file("voice", data, "voice.ogg", caption)

    async def sends_sticker(self, data: bytes = PICTURE) -> Seen:
        """Send a sticker."""
        return await self.sends_file("sticker", data, "sticker.webp")

    async def sends_document(self, data: bytes = b"a paper", name: str = "paper.txt", caption: str = "") -> Seen:
        """Send a file."""
        return await self.sends_file("document", data, name, caption)

    async def sends_location(self, latitude: float = 55.7558, longitude: float = 37.6173) -> Seen:
        """Send where one is."""
        return Seen.of((await self._act("locations", latitude=latitude, longitude=longitude))["messages"][0])

    async def sends_contact(self, phone_number: str = "+992000000000", first_name: str = "Aka") -> Seen:
        """Send a contact card."""
        return Seen.of((await self._act("contacts", phone_number=phone_number, first_name=first_name))["messages"][0])

    async def sends_other(self, kind: str, question: str | None = None) -> Seen:
        """Send a poll, a quiz that was forwarded, dice or venue."""
        return Seen.of((await self._act("others", kind=kind, question=question))["messages"][0])

    async def edits(self, message: Seen, text: str) -> Seen:
        """Change one's own message."""
        return Seen.of((await self._act("edits", message_id=message.message_id, text=text))["messages"][0])

    async def deletes(self, message: Seen) -> None:
        """Delete a message."""
        await self._act("deletions", message_id=message.message_id)

    async def reacts(self, message: Seen, emoji: str | None) -> None:
        """React to a message; None takes the reaction back."""
        await self._act("reactions", message_id=message.message_id, emoji=emoji)

    # ---- tapping

    async def taps(self, label: str, *, seconds: float = PATIENCE_SECONDS) -> str | None:
        """Tap the button of the newest message that has one whose text contains `label`, once it is there.

        Returns the address of a button that is a link.
        """
        message = await self._waits(lambda screen: _with_button(screen, label), f"a button [{label}]", seconds)
        return await self._tap(message, text=label)

    async def taps_old(self, message: Seen, label: str) -> str | None:
        """Tap a button as a message once showed it, whatever has become of its keyboard since."""
        button = message.button(label)
        if button is None:
            raise AssertionError(f"the message never had a button [{label}]:\n{message.line()}")
        return await self._tap(message, data=button["callback_data"])

    async def taps_forged(self, data: str, message: Seen | None = None) -> str | None:
        """Send a press that no button has; on the newest message of the bot if no other is given."""
        if message is not None:
            return await self._tap(message, data=data)
        while True:
            newest = await self._waits(_newest_of_bot, "a message of the bot", PATIENCE_SECONDS)
            try:
                return await self._tap(newest, data=data)
            except CantDo as refused:
                # It was taken away between the look and the press: another is the newest now.
                if "no such message" not in str(refused):
                    raise

    async def _tap(self, message: Seen, **button: str) -> str | None:
        before = (await self.view())["sequence"]
        tapped = await self._act("taps", message_id=message.message_id, **button)
        if tapped["query_id"] is not None:
            self._tapped = before, tapped["query_id"]
        return tapped["url"] if tapped["url"] is None else str(tapped["url"])

    async def sees_alert(self, text: str = "", *, seconds: float = PATIENCE_SECONDS) -> str:
        """Wait for the answer to one's last tap, which contains `text`."""
        if self._tapped is None:
            raise AssertionError(f"{self.name} has not tapped anything")
        after, query_id = self._tapped
        try:
            async with asyncio.timeout(seconds):
                answer = await self.api.event(after, type="callback_answer", query_id=query_id)
        except TimeoutError:
            raise AssertionError(f"{self.name}'s tap was not answered within {seconds} s") from None
        if text not in (answer["text"] or ""):
            raise AssertionError(f"{self.name} expected an answer with {text!r} and saw {answer['text']!r}")
        return str(answer["text"] or "")

    # ---- seeing

    async def sees(
        self, text: str, *, after: Seen | None = None, own: bool = False, seconds: float = PATIENCE_SECONDS
    ) -> Seen:
        """Wait for a message of another that contains `text`; the newest is returned.

        With `after` only what is newer than that message counts, or was changed since. With `own` one's own messages
        count, too.

        Raises:
            AssertionError: it did not come in time; shows what the chat looks like.
        """

        def look(screen: list[Seen]) -> Seen | None:
            fits = [one for one in screen if text in one.text and (own or one.raw["outgoing_of"] != self.id)]
            return next((one for one in reversed(fits) if after is None or one.sequence > after.sequence), None)

        return await self._waits(look, repr(text), seconds)

    async def sees_media(self, kind: str, *, seconds: float = PATIENCE_SECONDS) -> Seen:
        """Wait for a message of another with a photo, voice, location …."""

        def look(screen: list[Seen]) -> Seen | None:
            return next(
                (one for one in reversed(screen) if kind in one.raw and one.raw["outgoing_of"] != self.id), None
            )

        return await self._waits(look, f"a {kind}", seconds)

    async def sees_reaction(self, message: Seen, emoji: str, *, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait for a reaction under a message."""

        def look(screen: list[Seen]) -> Seen | None:
            same = (one for one in screen if one.message_id == message.message_id)
            return next((one for one in same if emoji in one.reactions), None)

        await self._waits(look, f"the reaction {emoji} under {message.text!r}", seconds)

    async def never_sees(self, text: str, *, within: float = 1.0) -> None:
        """Look for a while and fail if a message of another contains `text`.

        Raises:
            AssertionError: it is there.
        """

        def look(screen: list[Seen]) -> Seen | None:
            return next((one for one in screen if text in one.text and one.raw["outgoing_of"] != self.id), None)

        found = await self._watch(lambda view: look(self._screen(view)), within)
        if found:
            raise AssertionError(f"{self.name} saw what nobody should:\n{found.line()}")

    async def waits_until_gone(self, message: Seen, *, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until a message was deleted."""

        def look(screen: list[Seen]) -> bool | None:
            return None if any(one.message_id == message.message_id for one in screen) else True

        await self._waits(look, f"{message.text!r} to be deleted", seconds)

    async def _waits(self, look: Callable[[list[Seen]], Found | None], what: str, seconds: float) -> Found:
        found = await self._watch(lambda view: look(self._screen(view)), seconds)
        if found is None:
            screen = "\n".join(one.line() for one in await self.shows()) or "  (nothing)"
            raise AssertionError(f"{self.name} waited {seconds} s for {what}; the chat shows:\n{screen}")
        return found

    async def _watch(self, look: Callable[[Json], Found | None], seconds: float) -> Found | None:
        try:
            async with asyncio.timeout(seconds):
                while True:
                    view = await self.view()
                    if (found := look(view)) is not None:
                        return found
                    await self.api.event(view["sequence"], chat_id=self.chat_id)
        except TimeoutError:
            return None


def _newest_of_bot(screen: list[Seen]) -> Seen | None:
    return next((one for one in reversed(screen) if one.from_bot), None)


def _with_button(screen: list[Seen], label: str) -> Seen | None:
    return next((one for one in reversed(screen) if one.button(label)), None)
