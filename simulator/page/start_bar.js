/** What stands in place of the composer in a private chat: Start (with a deep link if wanted) or Unblock. */

import * as api from "./api.js";
import { button, element } from "./element.js";
import { openForm, field } from "./dialog.js";
import { icon } from "./icons.js";
import { attempt } from "./toast.js";

/** Start, as a new chat shows it. */
export function startBar(seat) {
  const press = button({ class: "start", "data-testid": "start", on: { click: () => start(seat) } }, "Start");
  const link = button({ class: "round", "aria-label": "Start through a deep link", title: "Start through a deep link",
    "aria-haspopup": "dialog", on: { click: () => openDeepLink(seat) } }, icon("more"));
  return element("div", { class: "start-bar" }, press, link);
}

/** The way back after the bot was blocked. */
export function unblockBar(seat) {
  const unblock = () => attempt(seat.pane, () => api.block(seat.viewerId, false));
  return element("div", { class: "start-bar" },
    button({ class: "start", "data-testid": "unblock", on: { click: unblock } }, "Unblock the bot"));
}

function start(seat, payload) {
  return attempt(seat.pane, () => api.start(seat.viewerId, payload));
}

/** Ask for the text after ?start= and follow the link. */
export function openDeepLink(seat) {
  const payload = field("Text after ?start=", { name: "payload", maxlength: "64", pattern: "[A-Za-z0-9_\\-]*",
    placeholder: "uz", autocomplete: "off", title: "Latin letters, digits, _ and -" });
  openForm("Follow a deep link", payload, "Start", (values) => api.start(seat.viewerId, values.payload));
}
