/** Writing: text, reply and edit, attachments; or the button that stands there instead (Start, Unblock, closed). */

import * as api from "./api.js";
import { attachMenu, sendFile } from "./attach_menu.js";
import { CommandMenu } from "./command_menu.js";
import { button, element } from "./element.js";
import { fullName } from "./format.js";
import { icon } from "./icons.js";
import { drawReplyKeyboard } from "./reply_keyboard.js";
import { summary } from "./service_text.js";
import { startBar, unblockBar } from "./start_bar.js";
import { isAdministrator, isOwn, messagesOf, state, user } from "./state.js";
import { attempt } from "./toast.js";

// What was begun in one thread waits there while its writer looks at another.
const drafts = new Map();

export class Composer {
  #reply = null;
  #edited = null;

  constructor(seat) {
    this.seat = seat;
    this.draftKey = `${seat.chatId}/${seat.threadId}/${seat.viewerId}`;
    this.input = this.#makeInput();
    this.context = element("div", { class: "context", hidden: true });
    this.keys = element("div", { class: "keys reply-keys", role: "group", "aria-label": "Keys of the bot", hidden: true });
    this.form = this.#makeForm();
    this.element = element("footer", { class: "composer" });
    this.refresh();
  }

  #makeInput() {
    const input = element("textarea", { rows: "1", placeholder: "Message", "aria-label": this.#label(),
      "data-testid": "composer", autocomplete: "off", enterkeyhint: "send" });
    input.value = drafts.get(this.draftKey) ?? "";
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#onKey(event));
    input.addEventListener("paste", (event) => this.#onPaste(event));
    return input;
  }

  #label() {
    return `Message as ${fullName(user(this.seat.viewerId))}`;
  }

  #makeForm() {
    this.commands = new CommandMenu(this.seat, this.input, (text) => this.send(text));
    const attach = button({ class: "round", "aria-label": "Attach", "aria-haspopup": "menu" }, icon("attach"));
    attach.addEventListener("click", () => attachMenu(this.seat, attach, this));
    const slash = button({ class: "round", "aria-label": "Commands", title: "Commands" }, icon("commands"));
    slash.addEventListener("click", () => this.commands.toggle());
    const send = element("button", { class: "round send", "aria-label": "Send", "data-testid": "send" }, icon("send"));
    const row = element("div", { class: "write" }, attach, this.input, slash, send);
    const form = element("form", {}, this.commands.element, this.context, row, this.keys);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    return form;
  }

  /** Show what fits the state of the chat: the form, or the bar that has to come first. */
  refresh() {
    drawReplyKeyboard(this.seat, this.keys, (text) => this.send(text));
    const wanted = this.#wanted();
    if (this.element.dataset.shows === wanted) return;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.dataset.shows = wanted;
    this.element.replaceChildren(this.#draw(wanted));
    if (hadFocus) (this.element.querySelector("textarea") ?? this.element.querySelector("button"))?.focus();
    this.#fit();
  }

  #wanted() {
    const { chatId, threadId, viewerId, isPrivate } = this.seat;
    const known = state.chats.get(chatId);
    if (isPrivate && user(viewerId)?.blocked) return "unblock";
    if (isPrivate && !known?.started) return "start";
    const isClosed = known?.topics.get(threadId)?.closed && !isAdministrator(chatId, viewerId);
    return isClosed ? "closed" : "write";
  }

  #draw(wanted) {
    if (wanted === "unblock") return unblockBar(this.seat);
    if (wanted === "start") return startBar(this.seat);
    if (wanted === "closed") return element("p", { class: "locked" }, icon("lock"), "This topic is closed.");
    return this.form;
  }

  reply(message) {
    this.#cancel();
    this.#reply = message;
    this.#showContext("reply", `Reply to ${fullName(message.from)}`, message);
  }

  edit(message) {
    this.#cancel();
    this.#edited = message;
    this.input.value = message.text;
    this.#showContext("edit", "Edit message", message);
  }

  #showContext(name, title, message) {
    const click = () => this.#cancel(true);
    const stop = button({ class: "round", "aria-label": "Cancel", on: { click } }, icon("close"));
    const words = element("div", {}, element("b", {}, title), element("span", {}, summary(message)));
    this.context.replaceChildren(icon(name), words, stop);
    this.context.hidden = false;
    this.input.focus();
    this.#typed();
  }

  #cancel(isByHand) {
    if (this.#edited && isByHand) this.input.value = "";
    this.#reply = null;
    this.#edited = null;
    this.context.hidden = true;
    this.#typed();
    if (isByHand) this.input.focus();
  }

  /** Take the text out of the field, as the caption of a file or to send it. */
  take() {
    const taken = { text: this.input.value.trim(), replyTo: this.#reply?.message_id, edited: this.#edited };
    this.input.value = "";
    this.#cancel();
    return taken;
  }

  async submit() {
    if (!this.input.value.trim()) return;
    const { text, replyTo, edited } = this.take();
    const isDone = edited ? await this.#change(edited, text) : await this.send(text, replyTo);
    if (!isDone && !this.input.value) this.input.value = text;
    this.#typed();
  }

  send(text, replyTo) {
    const { chatId, threadId, viewerId, pane } = this.seat;
    const message = { chat_id: chatId, thread_id: threadId || undefined, text, reply_to: replyTo };
    return attempt(pane, () => api.send(viewerId, message));
  }

  #change(message, text) {
    const change = { chat_id: this.seat.chatId, message_id: message.message_id, text };
    return attempt(this.seat.pane, () => api.edit(this.seat.viewerId, change));
  }

  #typed() {
    drafts.set(this.draftKey, this.#edited ? "" : this.input.value);
    this.commands?.update();
    this.#fit();
  }

  #fit() {
    this.input.style.height = "auto";
    if (this.input.value) this.input.style.height = `${this.input.scrollHeight}px`;
  }

  #onKey(event) {
    if (event.isComposing || this.commands.onKey(event)) return;
    const acts = {
      Enter: () => !event.shiftKey && this.submit(),
      Escape: () => this.#cancel(true),
      ArrowUp: () => !this.input.value && this.#editLast(),
    };
    if (acts[event.key]?.() === false || !(event.key in acts)) return;
    if (event.key !== "ArrowUp" || this.#edited) event.preventDefault();
  }

  #editLast() {
    const mine = messagesOf(this.seat.chatId, this.seat.threadId).filter((one) => one.text && isOwn(this.seat, one));
    if (mine.length) this.edit(mine.at(-1));
  }

  #onPaste(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    sendFile(this.seat, this, file);
  }
}
