/** Reactions: the pills under a message and the emoji one can choose from. */

import * as api from "./api.js";
import { button, element } from "./element.js";
import { attempt } from "./toast.js";

/** A few of those Telegram allows as reactions. */
export const EMOJI = ["👍", "👎", "❤", "🔥", "🎉", "😢", "🙏"];

export function reactionPills(seat, message) {
  if (!message.reactions?.length) return null;
  const counts = new Map();
  for (const { emoji, by } of message.reactions) counts.set(emoji, [...(counts.get(emoji) ?? []), by]);
  const pills = [...counts].map(([emoji, people]) => pill(seat, message, emoji, people));
  return element("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, pills);
}

function pill(seat, message, emoji, people) {
  const mine = people.includes(seat.viewerId);
  const act = () => react(seat, message, mine ? null : emoji);
  const count = element("span", {}, String(people.length));
  return button({ class: "reaction", "aria-pressed": String(mine), on: { click: act } }, emoji, count);
}

/** React as the seat's viewer; null takes the reaction back. */
export function react(seat, message, emoji) {
  const reaction = { chat_id: seat.chatId, message_id: message.message_id, emoji };
  return attempt(seat.pane, () => api.react(seat.viewerId, reaction));
}

/** The row of emoji at the top of a message's menu. */
export function emojiRow(seat, message) {
  const mine = message.reactions?.find((reaction) => reaction.by === seat.viewerId)?.emoji;
  const choices = EMOJI.map((emoji) => {
    const act = () => react(seat, message, emoji === mine ? null : emoji);
    const says = { role: "menuitemradio", "aria-checked": String(emoji === mine), "aria-label": `React ${emoji}` };
    return button({ class: "emoji", ...says, on: { click: act } }, emoji);
  });
  return element("div", { class: "emoji-row", role: "group", "aria-label": "React" }, choices);
}
