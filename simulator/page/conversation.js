/** One chat or topic as one viewer sees it: pinned bar, messages, composer; follows the state until disposed. */

import { Composer } from "./composer.js";
import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { MessageLog } from "./log.js";
import { summary } from "./service_text.js";
import { look, messagesOf, state, subscribe } from "./state.js";

export class Conversation {
  /** `seat` says who looks where: pane, chatId, threadId, viewerId, isPrivate. */
  constructor(seat, label) {
    this.seat = this.#sit(seat);
    this.pinned = element("div", { class: "pinned", hidden: true });
    this.log = new MessageLog(this.seat, label);
    this.composer = new Composer(this.seat);
    this.empty = element("div", { class: "empty" });
    this.log.element.append(this.empty);
    this.element = element("div", { class: "conversation" }, this.pinned, this.log.element, this.composer.element);
    this.stop = subscribe(seat.chatId, (change) => this.#onChange(change));
    this.stopLooking = look(seat.chatId, seat.threadId);
    this.#refresh();
  }

  dispose() {
    this.stop();
    this.stopLooking();
    this.log.dispose();
  }

  #sit(seat) {
    return {
      ...seat,
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.composer.edit(message),
      command: (text) => this.composer.send(text),
      show: (messageId) => this.log.show(messageId),
    };
  }

  #onChange(change) {
    if (change.type === "reset") this.log.reset();
    if (change.type === "message" && this.#isHere(change.message)) this.log.put(change.message, change.isNew);
    if (change.type === "removed") this.log.remove(change.messageIds);
    this.#refresh();
  }

  #isHere(message) {
    return (message.thread_id ?? 0) === this.seat.threadId;
  }

  #refresh() {
    this.composer.refresh();
    this.#drawPinned();
    const isEmpty = messagesOf(this.seat.chatId, this.seat.threadId).length === 0;
    this.empty.hidden = !isEmpty;
    if (isEmpty) this.empty.textContent = this.#emptyText();
  }

  #emptyText() {
    if (!this.seat.isPrivate) return "No messages here yet";
    return state.chats.get(this.seat.chatId)?.started ? "No messages here yet" : "Press Start to begin";
  }

  #drawPinned() {
    const known = state.chats.get(this.seat.chatId);
    const message = known?.messages.get(known.pinned);
    this.pinned.hidden = !message || !this.#isHere(message);
    if (this.pinned.hidden) return;
    const words = [element("b", {}, "Pinned message"), element("span", {}, summary(message))];
    const click = () => this.log.show(message.message_id);
    this.pinned.replaceChildren(button({ on: { click } }, icon("pin"), element("span", {}, words)));
  }
}
