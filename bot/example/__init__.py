"""Invented weeks for the demo's dashboard, and how they become releases. Nothing here is about anybody."""

from bot.example.releases import Example, example_releases

__all__ = ["Example", "example_releases"]
