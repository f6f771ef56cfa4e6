/** Walking through the archive: by week, month or quarter, back and forth, from a list, with the arrow keys. */

import { button, element } from "./element.js";

const KINDS = ["week", "month", "quarter"];
const KEYS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
const OWN_ARROWS = "select, input, textarea, .scroll";

/** The controls; `show(period)` is called with each period that is chosen. */
export class Archive {
  constructor(data, show) {
    this.data = data;
    this.show = show;
    this.kinds = KINDS.filter((kind) => data.periods.some((one) => one.kind === kind));
    this.element = this.#draw();
    document.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** Go to the period of a name, else to the newest of the finest kind. */
  open(name) {
    const { periods } = this.data;
    this.#choose(periods.find((one) => one.name === name) ?? this.#of(this.kinds[0]).at(-1));
  }

  #of(kind) {
    return this.data.periods.filter((one) => one.kind === kind);
  }

  #draw() {
    const { words } = this.data;
    const plural = { week: words.weeks, month: words.months, quarter: words.quarters };
    this.buttons = this.kinds.map((kind) => button({ "data-kind": kind, on: { click: () => this.#change(kind) } }, plural[kind]));
    this.list = element("select", { "aria-label": words.period, on: { change: () => this.open(this.list.value) } });
    this.back = button({ "aria-label": words.earlier, on: { click: () => this.#step(-1) } }, "‹");
    this.on = button({ "aria-label": words.later, on: { click: () => this.#step(1) } }, "›");
    const kinds = element("div", { class: "kinds", role: "group", "aria-label": words.kind }, this.buttons);
    const walk = element("div", { class: "walk" }, this.back, this.list, this.on);
    return element("nav", { "aria-label": words.period }, kinds, walk,
      element("p", { class: "hint keys" }, words.keys));
  }

  // To the period of the other kind that holds the end of this one, or the one nearest before.
  #change(kind) {
    const fitting = this.#of(kind);
    const until = this.data.periods.indexOf(this.period);
    this.#choose(fitting.filter((one) => this.data.periods.indexOf(one) <= until).at(-1) ?? fitting[0]);
  }

  #step(by) {
    const same = this.#of(this.period.kind);
    const at = Math.min(Math.max(same.indexOf(this.period) + by, 0), same.length - 1);
    if (same[at] !== this.period) this.#choose(same[at]);
  }

  #choose(period) {
    this.period = period;
    const same = this.#of(period.kind);
    for (const one of this.buttons) one.setAttribute("aria-pressed", String(one.dataset.kind === period.kind));
    this.list.replaceChildren(...[...same].reverse().map((one) =>
      element("option", { value: one.name, selected: one === period }, one.short)));
    // Not `disabled`: a button that vanishes under the focus leaves a keyboard nowhere.
    this.back.setAttribute("aria-disabled", String(same[0] === period));
    this.on.setAttribute("aria-disabled", String(same.at(-1) === period));
    this.show(period);
  }

  #onKey(event) {
    const by = KEYS[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.(OWN_ARROWS)) return;
    event.preventDefault();
    this.#step(by);
  }
}
