/** The operators' desk: a forum with its topics on the left and the chosen one on the right. */

import { actingChoice, staffOf } from "./acting.js";
import { Conversation } from "./conversation.js";
import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { ChatHead } from "./pane.js";
import { state, subscribe } from "./state.js";
import { drawTopics, topicIcon, topicKeys } from "./topic_list.js";
import { openTopicMenu } from "./topic_menu.js";

export class Desk {
  title = "Desk";

  constructor(chatId) {
    this.chatId = chatId;
    this.viewerId = staffOf(chatId)[0]?.id;
    this.threadId = 0;
    this.caption = element("header", { class: "caption" });
    this.list = element("nav", { class: "topics", "aria-label": "Topics" });
    this.list.addEventListener("keydown", (event) => topicKeys(event, this.list));
    this.place = element("div", { class: "topic-place" });
    const device = element("div", { class: "device forum" }, this.list, this.place);
    this.element = element("section", { class: "pane desk", "aria-label": "Operators’ desk", "data-testid": "desk" },
      this.caption, device);
    this.stop = subscribe(chatId, (change) => this.#onChange(change));
    this.#drawCaption();
    this.#open(0);
  }

  dispose() {
    this.stop();
    this.talk.dispose();
    this.element.remove();
  }

  #drawCaption() {
    const acting = actingChoice(this.chatId, this.viewerId, (userId) => this.#actAs(userId));
    const badge = element("span", { class: "caption-icon", "aria-hidden": "true" }, icon("topic"));
    this.caption.replaceChildren(badge, element("h2", {}, "Operators’ desk"), acting);
  }

  #actAs(userId) {
    this.viewerId = userId;
    this.#open(this.threadId);
  }

  /** Choose a topic; on a narrow desk it covers the list until one goes back. */
  choose(threadId) {
    this.#open(threadId);
    this.element.classList.add("reading");
    this.place.querySelector("textarea")?.focus();
  }

  #open(threadId) {
    this.threadId = threadId;
    this.talk?.dispose();
    const seat = { pane: this.element, chatId: this.chatId, threadId, viewerId: this.viewerId, isPrivate: false };
    this.talk = new Conversation(seat, `Messages in the topic ${this.#topic().name}`);
    this.head = this.#makeHead();
    this.place.replaceChildren(this.head.element, this.talk.element);
    this.#drawList();
  }

  #topic() {
    const general = { thread_id: 0, name: "General" };
    return state.chats.get(this.chatId)?.topics.get(this.threadId) ?? { ...general, thread_id: this.threadId };
  }

  #makeHead() {
    const back = button({ class: "round back", "aria-label": "Back to the topics" }, icon("back"));
    back.addEventListener("click", () => this.#back());
    const menu = button({ class: "round", "aria-label": "Topic menu", "aria-haspopup": "menu" }, icon("more"));
    menu.addEventListener("click", () => openTopicMenu(this.talk.seat, this.#topic(), menu));
    const { name } = this.#topic();
    return new ChatHead({ before: back, face: topicIcon(this.#topic()), name, line: this.#line(), tools: menu });
  }

  #back() {
    this.element.classList.remove("reading");
    this.list.querySelector("[tabindex='0']")?.focus();
  }

  #line() {
    const title = state.chats.get(this.chatId)?.chat.title ?? "";
    return this.#topic().closed ? `${title} · closed` : title;
  }

  #drawList() {
    this.isListDue = false;
    drawTopics(this.list, this.chatId, this.threadId, (threadId) => this.choose(threadId));
  }

  // In a rush of messages the list is drawn once a frame.
  #drawListSoon() {
    if (this.isListDue) return;
    this.isListDue = true;
    requestAnimationFrame(() => this.isListDue && this.#drawList());
  }

  #onChange(change) {
    if (change.type === "typing" && change.threadId === this.threadId) this.head.typing("bot is typing…");
    if (change.type === "chat") this.#drawCaption();
    if (change.type === "topics" || change.type === "reset") this.#topicsChanged();
    this.#drawListSoon();
  }

  #topicsChanged() {
    const isGone = this.threadId !== 0 && !state.chats.get(this.chatId)?.topics.has(this.threadId);
    if (isGone) {
      this.#open(0);
      this.element.classList.remove("reading");
    } else this.head?.set({ name: this.#topic().name, line: this.#line() });
  }
}
