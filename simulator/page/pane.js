/** What all panes share: a caption above, a device with a chat header below, and "typing" for a few seconds. */

import { element } from "./element.js";
import { colourOf, initials } from "./format.js";

const TYPING_MILLISECONDS = 5000;

export function avatar(name, id) {
  return element("span", { class: `avatar colour-${colourOf(id)}`, "aria-hidden": "true" }, initials(name));
}

/** The head of a chat: picture, name, a line that can change, and buttons. */
export class ChatHead {
  #timer = 0;

  constructor({ face, name, line, before, tools }) {
    this.title = element("h3", {}, name);
    this.line = element("p", { class: "head-line" }, line);
    this.rest = line;
    const words = element("div", { class: "head-words" }, this.title, this.line);
    this.element = element("header", { class: "chat-head" }, before, face, words, tools);
  }

  set({ name, line }) {
    this.title.textContent = name;
    this.rest = line;
    if (!this.line.classList.contains("typing")) this.line.textContent = line;
  }

  typing(words) {
    clearTimeout(this.#timer);
    this.line.classList.add("typing");
    this.line.textContent = words;
    this.#timer = setTimeout(() => this.still(), TYPING_MILLISECONDS);
  }

  still() {
    this.line.classList.remove("typing");
    this.line.textContent = this.rest;
  }
}
