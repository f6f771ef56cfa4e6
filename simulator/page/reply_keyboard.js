/** The keys that a bot puts in the place of the text field: a text to send, or the phone's own location. */

import { openPlaceForm } from "./attach_forms.js";
import { button, element } from "./element.js";
import { isOwn, messagesOf } from "./state.js";

/** The keyboard that is shown now, or null: the last one sent, unless taken away, or used and meant for one use. */
function current(seat) {
  const messages = messagesOf(seat.chatId, seat.threadId);
  const at = messages.findLastIndex((one) => one.reply_keyboard);
  const keys = messages[at]?.reply_keyboard;
  if (!keys?.keyboard) return null;
  const isUsed = keys.one_time_keyboard && messages.slice(at + 1).some((one) => isOwn(seat, one));
  return isUsed ? null : keys.keyboard;
}

/** Draw it into `place`; `send` sends a text. */
export function drawReplyKeyboard(seat, place, send) {
  const rows = seat.isPrivate ? current(seat) : null;
  const drawn = JSON.stringify(rows);
  if (place.dataset.drawn === drawn) return;
  place.dataset.drawn = drawn;
  place.hidden = !rows;
  place.replaceChildren(...(rows ?? []).map((row) => element("div", { class: "keys-row" }, row.map((key) => {
    const text = key.text ?? key;
    const click = () => (key.request_location ? openPlaceForm(seat) : send(text));
    return button({ class: "key", on: { click } }, text);
  }))));
}
