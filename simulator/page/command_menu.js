/** The list of commands that opens on "/", in the language and scope Telegram would show. */

import * as api from "./api.js";
import { element } from "./element.js";
import { state } from "./state.js";

const COMMAND_BEGUN = /^\/[a-z0-9_]*$/i;
let count = 0;

export class CommandMenu {
  #commands = [];
  #chosen = -1;
  #isLoading = false;

  /** `send(text)` sends a chosen command from the input's chat. */
  constructor(seat, input, send) {
    Object.assign(this, { seat, input, send });
    this.id = `commands-${(count += 1)}`;
    this.element = element("div",
      { class: "commands", role: "listbox", id: this.id, "aria-label": "Commands", hidden: true });
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", this.id]]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("blur", () => this.#close());
    // A press on the list must not take the focus, or the list would close under it.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#close();
  }

  toggle() {
    const isOpen = !this.element.hidden;
    if (isOpen) this.input.value = "";
    else if (!this.input.value) this.input.value = "/";
    this.input.focus();
    this.input.dispatchEvent(new Event("input"));
  }

  /** Open, narrow or close the list after the text has changed. */
  async update() {
    if (!COMMAND_BEGUN.test(this.input.value)) {
      this.#close();
      return;
    }
    await this.#load();
    if (COMMAND_BEGUN.test(this.input.value)) this.#draw();
  }

  async #load() {
    if (this.#isLoading || (this.#commands.length && this.input.value !== "/")) return;
    this.#isLoading = true;
    const view = await api.chat(this.seat.chatId, this.seat.viewerId).catch(() => ({ commands: [] }));
    this.#commands = view.commands;
    this.#isLoading = false;
  }

  #fitting() {
    return this.#commands.filter((one) => `/${one.command}`.startsWith(this.input.value.toLowerCase()));
  }

  #draw() {
    const rows = this.#fitting().map((one, at) => this.#row(one, at));
    this.element.replaceChildren(...rows);
    this.#choose(-1);
    this.element.hidden = rows.length === 0;
    this.input.setAttribute("aria-expanded", String(rows.length > 0));
  }

  #row({ command, description }, at) {
    const words = [element("b", {}, `/${command}`), element("span", {}, description)];
    const row = element("div", { role: "option", id: `${this.id}-${at}`, "aria-selected": "false" }, words);
    row.addEventListener("click", () => this.#pick(command));
    return row;
  }

  #choose(at) {
    this.#chosen = at;
    [...this.element.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
    this.element.children[at]?.scrollIntoView({ block: "nearest" });
    if (at >= 0) this.input.setAttribute("aria-activedescendant", `${this.id}-${at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  // In a group a client names the bot, or another bot there could take the command for its own.
  #pick(command) {
    this.input.value = "";
    this.input.dispatchEvent(new Event("input"));
    this.send(this.seat.isPrivate ? `/${command}` : `/${command}@${state.bot.username}`);
  }

  #close() {
    this.element.hidden = true;
    this.#chosen = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Take a key if the list is open and the key is for it. */
  onKey(event) {
    if (this.element.hidden) return false;
    const fitting = this.#fitting();
    const turn = (step) => this.#choose((this.#chosen + step + fitting.length) % fitting.length);
    if (event.key === "ArrowDown") turn(1);
    else if (event.key === "ArrowUp") turn(this.#chosen < 0 ? 0 : -1);
    else if (event.key === "Escape") this.#close();
    else if (event.key === "Enter" && this.#chosen >= 0) this.#pick(fitting[this.#chosen].command);
    else return false;
    event.preventDefault();
    return true;
  }
}
