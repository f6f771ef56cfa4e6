"""The cloud: everything the simulated Telegram remembers, and the world it starts with."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from simulator.callbacks import Query
from simulator.clock import Clock
from simulator.command_book import CommandBook
from simulator.errors import Json
from simulator.events import EventLog
from simulator.faults import Faults
from simulator.files import FileStore
from simulator.limits import Limits
from simulator.polling import Poller
from simulator.updates import UpdateQueue
from simulator.users import Chat, Role, User
from simulator.webhook_state import Webhook

DESK = -1001000000001
COORDINATORS = -1001000000002
BOT_USERNAME = "hamroh_demo_bot"
# Above 32 bits, as real ids are since 2021: a program that keeps them in an int32 shows it here.
FIRST_USER_ID = 5_100_000_001
FIRST_UPDATE_ID = 731_000_001


@dataclass(slots=True)
class Profile:
    """Names and descriptions of the bot by language."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


class Cloud:
    """One simulated Telegram with one bot; `token` is "<bot id>:<secret>"."""

    def __init__(
        self, clock: Clock, token: str, *, limits: bool, chance: random.Random, topics: int | None = None
    ) -> None:
        self.clock = clock
        self.token = token
        self.chance = chance
        self.bot = User(int(token.split(":")[0]), "Hamroh", "bot", username=BOT_USERNAME)
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.events = EventLog()
        self.updates = UpdateQueue(clock, FIRST_UPDATE_ID)
        self.files = FileStore()
        self.faults = Faults()
        self.limits = Limits(clock, on=limits, topics=topics)
        self.commands = CommandBook()
        self.profile = Profile()
        self.mini_apps: dict[str, str] = {}
        self.queries: dict[str, Query] = {}
        self.webhook = Webhook()
        self.poller = Poller()
        self.started = clock.now()
        self.closed = False
        self.calls: list[Json] = []
        self._last_private_message_id = 0
        _settle(self)

    def close(self) -> None:
        """End every wait: the server stops."""
        self.closed = True
        self.updates.pulse.beat()
        self.events.close()

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups count their own messages; all private chats and groups of a bot share one count."""
        if chat.type != "supergroup":
            self._last_private_message_id += 1
            return self._last_private_message_id
        chat.last_message_id += 1
        return chat.last_message_id

    def chat_of(self, user: User) -> Chat:
        """The private chat of a user and the bot; it is there before anything was said in it."""
        return self.chats.setdefault(user.id, Chat(user.id, "private", user.first_name, members=[user.id]))

    def add_user(self, first_name: str, role: Role, *, language: str = "", last: str = "", username: str = "") -> User:
        """Make a user; operators and coordinators join their chat."""
        user = User(FIRST_USER_ID + len(self.users) - 1, first_name, role, last, username, language)
        self.users[user.id] = user
        self.chat_of(user)
        self.events.add("user", user.id, user=user.for_people())
        if home := self.home_of(role):
            home.members.append(user.id)
            self.events.add("chat", home.id, chat=home.for_people())
        return user

    def add_desk(self, title: str, first_name: str) -> tuple[Chat, User]:
        """Make another forum with a new operator, who administers it; operators made later join this one."""
        chat_id = COORDINATORS - sum(chat.type == "supergroup" for chat in self.chats.values())
        self.chats[chat_id] = Chat(chat_id, "supergroup", title, is_forum=True, last_message_id=1)
        user = self.add_user(first_name, "operator")
        self.chats[chat_id].administrators.append(user.id)
        self.events.add("chat", chat_id, chat=self.chats[chat_id].for_people())
        return self.chats[chat_id], user

    def home_of(self, role: Role) -> Chat | None:
        """The group that a new operator or coordinator joins."""
        kinds = {"operator": True, "coordinator": False}
        if role not in kinds:
            return None
        groups = [chat for chat in self.chats.values() if not chat.is_private and chat.is_forum is kinds[role]]
        return next((chat for chat in reversed(groups) if chat.upgraded_to is None), None)

    def shown_chat(self, chat_id: int) -> Json:
        """A chat for the People API."""
        return self.chats[chat_id].for_people()


def _settle(cloud: Cloud) -> None:
    """The world at the start (API.md); the first message of a supergroup is the notice that it was made."""
    cloud.chats[DESK] = Chat(DESK, "supergroup", "Hamroh desk", is_forum=True, last_message_id=1)
    cloud.chats[COORDINATORS] = Chat(COORDINATORS, "supergroup", "Hamroh coordinators", last_message_id=1)
    cloud.add_user("Dilnoza", "person", language="uz")
    cloud.add_user("Rustam", "person", language="tg")
    aziza = cloud.add_user("Aziza", "operator", language="ru")
    cloud.add_user("Timur", "operator", language="ru")
    marta = cloud.add_user("Marta", "coordinator", language="en")
    cloud.chats[DESK].administrators.append(aziza.id)
    cloud.chats[COORDINATORS].administrators.append(marta.id)
