"""answerCallbackQuery."""

from __future__ import annotations

from simulator.callbacks import answer
from simulator.cloud import Cloud
from simulator.methods.registry import method
from simulator.parameters import Parameters


@method("answerCallbackQuery", "callback_query_id", "text", "show_alert", "url", "cache_time")
def answer_callback_query(cloud: Cloud, ask: Parameters) -> bool:
    """End the spinning of a button, with a short text or an alert."""
    show_alert = ask.flag("show_alert")
    answer(cloud, ask.text("callback_query_id"), ask.text("text"), ask.text("url"), show_alert=show_alert)
    return True
