/** Dialogs (the browser's own: it keeps the focus inside and closes on Escape) and the bits inside them. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";

let count = 0;

/** Open a dialog with a title; `fill(close)` returns what stands in it. It is removed when it closes. */
export function openDialog(title, fill) {
  const titleId = `dialog-${(count += 1)}`;
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": titleId });
  const close = () => dialog.close();
  const shut = button({ class: "round", "aria-label": "Close", on: { click: close } }, icon("close"));
  dialog.append(element("header", {}, element("h2", { id: titleId }, title), shut), fill(close));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
}

/** A dialog that is a form: `save(values)` may refuse by throwing; then its line is shown and nothing closes. */
export function openForm(title, fields, submitLabel, save) {
  openDialog(title, (close) => {
    const problem = element("p", { class: "problem", role: "alert" });
    const submit = async (event) => {
      event.preventDefault();
      const values = Object.fromEntries(new FormData(event.target));
      await save(values).then(close, (error) => { problem.textContent = error.message; });
    };
    const row = element("div", { class: "dialog-row" }, element("button", { class: "primary" }, submitLabel));
    return element("form", { on: { submit } }, fields, problem, row);
  });
}

/** A labelled text field. */
export function field(label, properties) {
  return element("label", { class: "field" }, element("span", {}, label), element("input", properties));
}

/** A labelled choice; options are `[value, text]` pairs. */
export function choice(label, name, options, chosen, listeners) {
  const made = options.map(([value, text]) => element("option", { value, selected: value === chosen }, text));
  const select = element("select", { name, on: listeners }, made);
  return element("label", { class: "field" }, element("span", {}, label), select);
}
