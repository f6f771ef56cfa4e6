/** The desk's list of topics: icon, name, last line, time, unread count, lock. */

import { button, element, rove } from "./element.js";
import { clock, cssColour, fullName } from "./format.js";
import { icon } from "./icons.js";
import { serviceText, summary } from "./service_text.js";
import { messagesOf, state } from "./state.js";

/** General comes first, as pinned; then the topic that was written in last. */
export function orderedTopics(chatId) {
  const known = state.chats.get(chatId);
  const topics = [...(known?.topics.values() ?? [])].filter((topic) => topic.thread_id !== 0);
  const last = (topic) => messagesOf(chatId, topic.thread_id).at(-1)?.message_id ?? topic.thread_id;
  topics.sort((one, other) => last(other) - last(one));
  return [known?.topics.get(0) ?? { thread_id: 0, name: "General", closed: false }, ...topics];
}

/** Draw the list into its place, keeping the focus where it was. */
export function drawTopics(place, chatId, chosenId, choose) {
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.threadId : null;
  const rows = orderedTopics(chatId).map((topic) => topicRow(chatId, topic, chosenId, choose));
  place.replaceChildren(...rows);
  rove(rows, rows.find((row) => row.dataset.threadId === (focused ?? String(chosenId))) ?? rows[0]);
  if (focused) rows.find((row) => row.tabIndex === 0)?.focus();
}

function topicRow(chatId, topic, chosenId, choose) {
  const threadId = topic.thread_id;
  const last = messagesOf(chatId, threadId).at(-1);
  const unread = state.chats.get(chatId)?.unread.get(threadId) ?? 0;
  const top = element("span", { class: "topic-top" }, element("b", { class: "topic-name" }, topic.name),
    topic.closed && element("span", { class: "lock", role: "img", "aria-label": "closed" }, icon("lock")),
    last && element("time", {}, clock(last.date)));
  const count = unread ? element("span", { class: "badge", "aria-label": `${unread} unread` }, String(unread)) : null;
  const bottom = element("span", { class: "topic-bottom" }, element("span", {}, lastLine(last)), count);
  const current = threadId === chosenId ? "true" : null;
  return button({ class: "topic", "data-testid": "topic", dataset: { threadId }, on: { click: () => choose(threadId) },
    "aria-current": current }, topicIcon(topic), element("span", { class: "topic-words" }, top, bottom));
}

function lastLine(message) {
  if (!message) return "No messages yet";
  const service = serviceText(message);
  return service ?? `${message.from?.is_bot ? "" : `${fullName(message.from)}: `}${summary(message)}`;
}

/** The coloured drop with the first letter of the name; General has its sign. */
export function topicIcon(topic) {
  if (topic.thread_id === 0) return element("span", { class: "topic-icon general", "aria-hidden": "true" }, "#");
  const letter = [...topic.name.replace(/^[^\p{L}\p{N}]+/u, "")][0] ?? "•";
  return element("span", { class: "topic-icon", "aria-hidden": "true", style: `--topic:${cssColour(topic.icon_color)}` },
    letter.toUpperCase());
}

/** Arrows, Home and End move in the list. */
export function topicKeys(event, place) {
  const rows = [...place.children];
  const at = rows.indexOf(document.activeElement);
  const next = { ArrowDown: rows[at + 1], ArrowUp: rows[at - 1], Home: rows[0], End: rows.at(-1) }[event.key];
  if (!next) return;
  event.preventDefault();
  rove(rows, next);
  next.focus();
}
