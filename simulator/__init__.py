"""A local stand-in for Telegram, for the demo and the tests: a Bot API server, a web page, and people to act with.

It speaks HTTP on the loopback and imports no other room. `Simulator` serves it (also `python -m simulator`), `World`
drives its people from tests; API.md is the contract of its two faces, BEHAVIOUR.md says which rules it enforces and
where they come from.
"""

from simulator.client import World
from simulator.client_people import Person, Staff, TopicView
from simulator.clock import Clock
from simulator.seen import Seen
from simulator.server import Simulator

__all__ = ["Clock", "Person", "Seen", "Simulator", "Staff", "TopicView", "World"]
