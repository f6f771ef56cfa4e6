/** One message as a bubble: sender, quote, media, text, time, reactions, and the buttons under it. */

import { button, element } from "./element.js";
import { clock, colourOf, fullName, initials } from "./format.js";
import { icon } from "./icons.js";
import { inlineKeyboard } from "./inline_keyboard.js";
import { media, mediaKind } from "./media.js";
import { openMessageMenu } from "./message_menu.js";
import { reactionPills } from "./reactions.js";
import { messageNodes } from "./safe_html.js";
import { serviceText, summary } from "./service_text.js";
import { isOwn } from "./state.js";

const BARE = new Set(["sticker", "video_note", "dice"]);
const ONLY_EMOJI = /^(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f){1,12}$/u;

/** Draw a message for a seat (who looks, in which chat and thread). */
export function drawMessage(seat, message) {
  const service = serviceText(message);
  const drawn = service ? drawService(service) : drawBubble(seat, message);
  drawn.dataset.messageId = message.message_id;
  drawn.tabIndex = -1;
  return drawn;
}

function drawService(text) {
  return element("div", { class: "message service" }, element("span", { class: "pill" }, text));
}

function drawBubble(seat, message) {
  const own = isOwn(seat, message);
  const keys = inlineKeyboard(seat, message);
  const column = element("div", { class: "column" }, bubble(seat, message, own), keys);
  const classes = ["message", own ? "own" : "other", keys && "with-keys"].filter(Boolean).join(" ");
  const label = `${own ? "You" : fullName(message.from)}, ${clock(message.date)}`;
  const drawn = element("article", { class: classes, "aria-label": label }, !own && avatar(message.from), column);
  drawn.append(moreButton(seat, message));
  drawn.addEventListener("contextmenu", (event) => onContextMenu(event, seat, message));
  return drawn;
}

function avatar(sender) {
  const name = fullName(sender);
  return element("span", { class: `avatar colour-${colourOf(sender?.id)}`, "aria-hidden": "true" }, initials(name));
}

function moreButton(seat, message) {
  const says = { "aria-label": "Message menu", "aria-haspopup": "menu" };
  const more = button({ class: "more", tabindex: "-1", ...says }, icon("more"));
  more.addEventListener("click", () => openMessageMenu(seat, message, { anchor: more }));
  return more;
}

function onContextMenu(event, seat, message) {
  if (event.target.closest("a, img, .key")) return;
  event.preventDefault();
  openMessageMenu(seat, message, { point: { x: event.clientX, y: event.clientY } });
}

function bubble(seat, message, own) {
  const kind = mediaKind(message);
  const isBare = BARE.has(kind) || ONLY_EMOJI.test(message.text ?? "");
  const parts = [sender(message, own), origin(message), quote(seat, message), media(message), words(seat, message),
    reactionPills(seat, message)];
  const classes = ["bubble", isBare && "bare", kind && `has-${kind}`].filter(Boolean).join(" ");
  const made = element("div", { class: classes }, parts);
  if (!message.html && !message.text) made.append(stamp(message, own));
  else made.querySelector(".text").append(stamp(message, own));
  return made;
}

function sender(message, own) {
  if (own || message.chat?.type === "private") return null;
  return element("div", { class: `sender colour-${colourOf(message.from?.id)}` }, fullName(message.from));
}

function origin(message) {
  const from = message.forward_origin;
  if (!from) return null;
  return element("div", { class: "origin" }, `Forwarded from ${from.sender_user_name ?? fullName(from.sender_user)}`);
}

// In a topic every message answers the one that opened it: that is no quote.
function quote(seat, message) {
  const quoted = message.reply_to_message;
  if (!quoted || quoted.forum_topic_created) return null;
  const words = [element("b", {}, fullName(quoted.from)), element("span", {}, message.quote?.text ?? summary(quoted))];
  const jump = () => seat.show(quoted.message_id);
  return button({ class: `quote colour-${colourOf(quoted.from?.id)}`, tabindex: "-1", on: { click: jump } }, words);
}

function words(seat, message) {
  const html = message.html ?? "";
  if (!html && !message.text) return null;
  const nodes = html ? messageNodes(html, seat.command) : [message.text];
  return element("div", { class: "text" }, element("div", { class: "words", "data-testid": "text" }, nodes));
}

function stamp(message, own) {
  const edited = message.edit_date ? element("span", {}, "edited ") : null;
  const time = element("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date));
  return element("span", { class: "stamp" }, edited, time, own && icon("check"));
}
