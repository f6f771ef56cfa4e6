/** The coordinators' chat: an ordinary group, where the weekly report arrives. */

import { actingChoice, staffOf } from "./acting.js";
import { Conversation } from "./conversation.js";
import { element } from "./element.js";
import { icon } from "./icons.js";
import { avatar, ChatHead } from "./pane.js";
import { state, subscribe } from "./state.js";

export class Coordinators {
  title = "Coordinators";

  constructor(chatId) {
    this.chatId = chatId;
    this.viewerId = staffOf(chatId)[0]?.id;
    this.caption = element("header", { class: "caption" });
    this.device = element("div", { class: "device" });
    this.element = element("section", { class: "pane coordinators", "aria-label": "Coordinators’ chat",
      "data-testid": "coordinators" }, this.caption, this.device);
    this.stop = subscribe(chatId, (change) => this.#onChange(change));
    this.#drawCaption();
    this.#open();
  }

  dispose() {
    this.stop();
    this.talk.dispose();
    this.element.remove();
  }

  #drawCaption() {
    const acting = actingChoice(this.chatId, this.viewerId, (userId) => this.#actAs(userId));
    const badge = element("span", { class: "caption-icon", "aria-hidden": "true" }, icon("poll"));
    this.caption.replaceChildren(badge, element("h2", {}, "Coordinators"), acting);
  }

  #actAs(userId) {
    this.viewerId = userId;
    this.#open();
  }

  #open() {
    this.talk?.dispose();
    const { title } = state.chats.get(this.chatId).chat;
    const seat = { pane: this.element, chatId: this.chatId, threadId: 0, viewerId: this.viewerId, isPrivate: false };
    this.talk = new Conversation(seat, "Messages in the coordinators’ chat");
    this.head = new ChatHead({ face: avatar(title, this.chatId), name: title, line: this.#line() });
    this.device.replaceChildren(this.head.element, this.talk.element);
  }

  #line() {
    const count = state.chats.get(this.chatId).chat.members?.length ?? 0;
    return count === 1 ? "1 member" : `${count} members`;
  }

  #onChange(change) {
    if (change.type === "typing") this.head.typing("bot is typing…");
    if (change.type !== "chat") return;
    this.#drawCaption();
    this.head.set({ name: state.chats.get(this.chatId).chat.title, line: this.#line() });
  }
}
