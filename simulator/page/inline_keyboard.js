/** The buttons under a message: one tab stop, arrows move between them. */

import { button, element, rove } from "./element.js";
import { icon } from "./icons.js";
import { openLink } from "./links.js";
import { isMiniApp, openMiniApp } from "./mini_app.js";
import { isSpinning, tapButton, tapKey } from "./taps.js";
import { toast } from "./toast.js";

/** The keyboard of a message, or null when it has none. */
export function inlineKeyboard(seat, message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const drawn = rows.map((row, at) => keyRow(seat, message, row, at));
  const keyboard = element("div", { class: "keys", role: "group", "aria-label": "Buttons" }, drawn);
  keyboard.addEventListener("keydown", (event) => onKey(event, keyboard));
  rove([...keyboard.querySelectorAll("button")], keyboard.querySelector("button"));
  return keyboard;
}

function keyRow(seat, message, row, rowAt) {
  return element("div", { class: "keys-row" }, row.map((key, at) => drawKey(seat, message, key, rowAt, at)));
}

function drawKey(seat, message, key, row, column) {
  const tap = tapKey(message, row, column);
  const act = () => press(seat, message, key, row, column);
  const corner = key.url ? icon("out") : key.copy_text ? icon("copy") : null;
  const kind = ["key", key.style && `key-${key.style}`, isSpinning(tap) && "spinning"].filter(Boolean).join(" ");
  const label = element("span", { class: "key-label" }, key.text);
  return button({ class: kind, title: key.text, dataset: { tap }, on: { click: act } }, label, corner);
}

function press(seat, message, key, row, column) {
  if (key.url && isMiniApp(key.url)) openMiniApp(seat, key.url);
  else if (key.url) openLink(key.url, seat.pane);
  else if (key.copy_text) copy(seat, key.copy_text.text);
  else if (key.callback_data !== undefined) tapButton(seat, message, row, column);
  else toast(seat.pane, "This kind of button works only in Telegram.");
}

async function copy(seat, text) {
  await navigator.clipboard?.writeText(text);
  toast(seat.pane, "Copied.");
}

function onKey(event, keyboard) {
  const rows = [...keyboard.children].map((row) => [...row.children]);
  const at = rows.findIndex((row) => row.includes(event.target));
  const column = rows[at]?.indexOf(event.target);
  const next = {
    ArrowLeft: rows[at]?.[column - 1],
    ArrowRight: rows[at]?.[column + 1],
    ArrowUp: rows[at - 1]?.[Math.min(column, rows[at - 1].length - 1)],
    ArrowDown: rows[at + 1]?.[Math.min(column, rows[at + 1].length - 1)],
  }[event.key];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  rove(rows.flat(), next);
  next.focus();
}
