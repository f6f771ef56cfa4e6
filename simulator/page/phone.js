/** One person's phone: their private chat with the bot. */

import * as api from "./api.js";
import { Conversation } from "./conversation.js";
import { button, element } from "./element.js";
import { fullName, LANGUAGES } from "./format.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { avatar, ChatHead } from "./pane.js";
import { openDeepLink } from "./start_bar.js";
import { state, subscribe, user } from "./state.js";
import { attempt } from "./toast.js";

export class Phone {
  constructor(userId) {
    this.userId = userId;
    const { first_name: firstName } = user(userId);
    this.title = firstName;
    this.caption = element("header", { class: "caption" });
    this.element = element("section", { class: "pane phone", "aria-label": `${firstName}’s phone`,
      "data-testid": `phone-${firstName.toLowerCase()}` });
    this.head = this.#makeHead();
    this.talk = new Conversation({ pane: this.element, chatId: userId, threadId: 0, viewerId: userId, isPrivate: true },
      `Messages on ${firstName}’s phone`);
    const device = element("div", { class: "device" }, this.head.element, this.talk.element);
    this.element.append(this.caption, device);
    this.stop = subscribe(userId, (change) => this.#onChange(change));
    this.#drawCaption();
  }

  dispose() {
    this.stop();
    this.talk.dispose();
    this.element.remove();
  }

  #makeHead() {
    const menu = button({ class: "round", "aria-label": "Chat menu", "aria-haspopup": "menu" }, icon("more"));
    menu.addEventListener("click", () => this.#openMenu(menu));
    const face = element("img", { class: "avatar", src: "/static/hamroh.svg", alt: "" });
    return new ChatHead({ face, name: fullName(state.bot), line: "bot", tools: menu });
  }

  #drawCaption() {
    const person = user(this.userId);
    const language = LANGUAGES[person.language_code] ?? person.language_code ?? "no language";
    this.caption.replaceChildren(avatar(fullName(person), this.userId), element("h2", {}, `${fullName(person)}’s phone`),
      element("span", { class: "tag", title: "Language of the phone" }, language));
  }

  #openMenu(anchor) {
    const { blocked } = user(this.userId);
    openMenu({
      anchor,
      label: "Chat",
      items: [
        { label: "Follow a deep link…", icon: "out", act: () => openDeepLink(this.talk.seat) },
        { label: blocked ? "Unblock the bot" : "Block the bot", icon: "block", danger: !blocked,
          act: () => attempt(this.element, () => api.block(this.userId, !blocked)) },
      ],
    });
  }

  #onChange(change) {
    if (change.type === "chat") this.#drawCaption();
    if (change.type === "typing") this.head.typing("typing…");
    if (change.type === "message" && change.isNew) this.head.still();
  }
}
