/** Taps on inline buttons: a button spins until the bot answers its query, as on a real phone. */

import * as api from "./api.js";
import { state } from "./state.js";
import { fullName } from "./format.js";
import { openLink } from "./links.js";
import { alertBox, toast } from "./toast.js";

const EARLY_MILLISECONDS = 5_000;

// A client stops spinning by itself; the server forgets a query after about as long.
const PATIENCE_MILLISECONDS = 30_000;

const spinning = new Set();
const waiting = new Map();
const early = new Map();

export function isSpinning(key) {
  return spinning.has(key);
}

/** Tap the button at a row and column of a message and wait for the bot's answer. */
export async function tapButton(seat, message, row, column) {
  const key = tapKey(message, row, column);
  if (spinning.has(key)) return;
  spin(key, true);
  const place = { chat_id: seat.chatId, message_id: message.message_id, row, column };
  try {
    const { query_id: queryId } = await api.tap(seat.viewerId, place);
    expectAnswer(queryId, { key, pane: seat.pane });
  } catch (error) {
    spin(key, false);
    toast(seat.pane, error.message);
  }
}

export function tapKey(message, row, column) {
  return `${message.chat.id}/${message.message_id}/${row}/${column}`;
}

function expectAnswer(queryId, tap) {
  waiting.set(queryId, tap);
  if (early.has(queryId)) answered(early.get(queryId));
  else setTimeout(() => finish(queryId), PATIENCE_MILLISECONDS);
}

/** Take a `callback_answer` event; it may come before the tap itself has returned. */
export function answered(event) {
  const tap = finish(event.query_id);
  if (!tap) {
    early.set(event.query_id, event);
    setTimeout(() => early.delete(event.query_id), EARLY_MILLISECONDS);
    return;
  }
  early.delete(event.query_id);
  if (event.url) openLink(event.url, tap.pane);
  if (event.text && event.show_alert) alertBox(tap.pane, fullName(state.bot), event.text);
  else if (event.text) toast(tap.pane, event.text);
}

function finish(queryId) {
  const tap = waiting.get(queryId);
  waiting.delete(queryId);
  if (tap) spin(tap.key, false);
  return tap;
}

function spin(key, isOn) {
  if (isOn) spinning.add(key);
  else spinning.delete(key);
  for (const found of document.querySelectorAll(`[data-tap="${key}"]`)) {
    found.classList.toggle("spinning", isOn);
    found.setAttribute("aria-busy", String(isOn));
  }
}
