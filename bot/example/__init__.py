"""Invented weeks for the demo's dashboard, and how they become releases. Nothing here is about anybody."""

from bot.example.source import Example, example_weeks

__all__ = ["Example", "example_weeks"]
