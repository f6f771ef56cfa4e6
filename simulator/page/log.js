/** The messages of one thread, newest below: drawn one by one, so that a live chat never flickers. */

import { button, element, rove } from "./element.js";
import { day } from "./format.js";
import { icon } from "./icons.js";
import { drawMessage } from "./message.js";
import { openMessageMenu } from "./message_menu.js";
import { isOwn, messagesOf } from "./state.js";

// Messages of one person within this time stand together as one block.
const BLOCK_SECONDS = 300;
const SHOWN_AT_ONCE = 150;
const NEAR_BOTTOM_PIXELS = 60;

export class MessageLog {
  #drawn = new Map();
  #isStuck = true;
  #missed = 0;
  #limit = SHOWN_AT_ONCE;
  #resizes = null;

  constructor(seat, label) {
    this.seat = seat;
    this.list = element("div", { class: "messages", role: "log", "aria-live": "polite", "aria-label": label,
      "data-testid": "messages" });
    this.jump = button({ class: "jump", tabindex: "-1", "aria-label": "To the newest message", hidden: true },
      icon("down"));
    this.element = element("div", { class: "log" }, this.list, this.jump);
    this.#listen();
    this.reset();
  }

  #listen() {
    this.jump.addEventListener("click", () => this.#toBottom());
    this.list.addEventListener("scroll", () => this.#scrolled());
    this.list.addEventListener("load", () => this.#settle(), true);
    this.list.addEventListener("keydown", (event) => this.#onKey(event));
    this.#resizes = new ResizeObserver(() => this.#settle());
    this.#resizes.observe(this.list);
  }

  /** Stop watching; the element is about to leave the page. */
  dispose() {
    this.#resizes.disconnect();
  }

  /** Draw everything anew. */
  reset() {
    const all = messagesOf(this.seat.chatId, this.seat.threadId);
    const shown = all.slice(-this.#limit);
    this.#drawn.clear();
    this.list.replaceChildren();
    if (all.length > shown.length) this.list.append(this.#earlierButton());
    for (const message of shown) this.#append(message);
    this.#tidy();
    this.#toBottom();
  }

  #earlierButton() {
    const showMore = () => {
      const [firstId] = this.#drawn.keys();
      this.#limit += SHOWN_AT_ONCE;
      this.reset();
      this.#drawn.get(firstId)?.node.scrollIntoView({ block: "start" });
    };
    return button({ class: "pill earlier", on: { click: showMore } }, "Show earlier messages");
  }

  /** Take a new or changed message. */
  put(message, isNew) {
    const known = this.#drawn.get(message.message_id);
    if (known) this.#replace(known, message);
    else if (isNew) this.#append(message);
    else return;
    this.#tidy();
    if (isNew && isOwn(this.seat, message)) this.#toBottom();
    else if (isNew) this.#arrived();
    else this.#settle();
  }

  #append(message) {
    const node = drawMessage(this.seat, message);
    this.#drawn.set(message.message_id, { message, node });
    this.list.append(node);
  }

  #replace(known, message) {
    const node = drawMessage(this.seat, message);
    if (message.file_url && message.file_url === known.message.file_url) keepMedia(known.node, node);
    const focused = known.node.contains(document.activeElement) ? document.activeElement : null;
    known.node.replaceWith(node);
    Object.assign(known, { message, node });
    if (focused) refocus(node, focused);
  }

  remove(messageIds) {
    for (const messageId of messageIds) {
      this.#drawn.get(messageId)?.node.remove();
      this.#drawn.delete(messageId);
    }
    this.#tidy();
  }

  /** Scroll to a message and flash it; says whether it is here. */
  show(messageId) {
    const node = this.#drawn.get(messageId)?.node;
    if (!node) return false;
    node.scrollIntoView({ block: "center" });
    node.classList.add("flash");
    setTimeout(() => node.classList.remove("flash"), 1500);
    node.focus({ preventScroll: true });
    return true;
  }

  #tidy() {
    for (const date of this.list.querySelectorAll(".date")) date.remove();
    let above = null;
    for (const here of this.#drawn.values()) {
      const joined = above !== null && together(above.message, here.message);
      above?.node.classList.toggle("joined-below", joined);
      here.node.classList.toggle("joined-above", joined);
      here.node.classList.remove("joined-below");
      if (!above || day(above.message.date) !== day(here.message.date)) here.node.before(dateLine(here.message));
      above = here;
    }
    const nodes = [...this.#drawn.values()].map((one) => one.node);
    if (!nodes.some((node) => node.tabIndex === 0)) rove(nodes, nodes.at(-1));
  }

  #arrived() {
    if (this.#isStuck) {
      this.#toBottom();
      return;
    }
    this.#missed += 1;
    this.jump.dataset.count = this.#missed;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    this.#isStuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PIXELS;
    this.jump.hidden = this.#isStuck;
    if (this.#isStuck) this.#read();
  }

  #settle() {
    if (this.#isStuck) this.#toBottom();
  }

  #toBottom() {
    this.#isStuck = true;
    this.list.scrollTop = this.list.scrollHeight;
    this.#read();
  }

  #read() {
    this.#missed = 0;
    delete this.jump.dataset.count;
  }

  #onKey(event) {
    const nodes = [...this.#drawn.values()].map((one) => one.node);
    const at = nodes.indexOf(event.target);
    if (at < 0) return;
    const next = { ArrowUp: nodes[at - 1], ArrowDown: nodes[at + 1], Home: nodes[0], End: nodes.at(-1) }[event.key];
    if (next) focusMessage(nodes, next);
    else if (event.key === "Enter" || event.key === "ContextMenu") this.#menuOf(event.target);
    else return;
    event.preventDefault();
  }

  #menuOf(node) {
    const message = this.#drawn.get(Number(node.dataset.messageId)).message;
    const bubble = node.querySelector(".bubble");
    if (bubble) openMessageMenu(this.seat, message, { anchor: bubble });
  }
}

function focusMessage(nodes, next) {
  rove(nodes, next);
  next.focus();
}

function together(above, here) {
  const same = above.from?.id === here.from?.id && day(above.date) === day(here.date);
  const isService = (message) => !message.html && !message.text && !message.file_url && !message.location;
  return same && here.date - above.date < BLOCK_SECONDS && !isService(above) && !isService(here);
}

function dateLine(message) {
  return element("div", { class: "date", "aria-hidden": "true" }, element("span", { class: "pill" }, day(message.date)));
}

// A reaction or a new caption must neither stop a voice note that plays nor load a photo again.
function keepMedia(old, fresh) {
  fresh.querySelector(".media")?.replaceWith(old.querySelector(".media"));
}

// A tapped message is usually edited by the bot: the keyboard user stays on the same button, or close to it.
function refocus(node, focused) {
  const same = focused.dataset.tap && node.querySelector(`[data-tap="${focused.dataset.tap}"]`);
  (same || node.querySelector(".key") || node).focus({ preventScroll: true });
}
