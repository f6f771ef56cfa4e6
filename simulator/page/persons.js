/** Whose phones are shown, and adding a person. */

import * as api from "./api.js";
import { choice, field, openForm } from "./dialog.js";
import { button, element } from "./element.js";
import { fullName, LANGUAGES } from "./format.js";
import { icon } from "./icons.js";
import { avatar } from "./pane.js";
import { state, usersOf } from "./state.js";

const SHOWN_AT_FIRST = 3;
const shown = new Set();

/** The persons whose phones are shown, in the order they came. */
export function shownPersons() {
  return usersOf("person").filter((one) => shown.has(one.id));
}

/** The phones of the first visit; later ones are added by hand. */
export function showFirstPersons() {
  for (const userId of shown) if (!state.users.has(userId)) shown.delete(userId);
  if (shown.size === 0) for (const one of usersOf("person").slice(0, SHOWN_AT_FIRST)) shown.add(one.id);
}

/** Draw one switch a person and the button that adds one; `changed()` is called when the phones shown change. */
export function drawPersons(place, changed) {
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.user : null;
  const chips = usersOf("person").map((one) => chip(one, changed));
  const add = { class: "tool", "aria-haspopup": "dialog", title: "Add a person", on: { click: () => openAdd(changed) } };
  place.replaceChildren(...chips, button(add, icon("plus"), element("span", { class: "tool-label" }, "Add a person")));
  if (focused) place.querySelector(`[data-user="${focused}"]`)?.focus();
}

function chip(person, changed) {
  const name = fullName(person);
  const act = () => {
    if (!shown.delete(person.id)) shown.add(person.id);
    changed();
  };
  return button({ class: "chip", "aria-pressed": String(shown.has(person.id)), dataset: { user: person.id },
    title: `Show or hide ${name}’s phone`, on: { click: act } },
  avatar(name, person.id), element("span", {}, person.first_name));
}

function openAdd(changed) {
  const first = field("First name", { name: "first_name", required: true, maxlength: "64", autocomplete: "off" });
  const last = field("Last name (may be empty)", { name: "last_name", maxlength: "64", autocomplete: "off" });
  const languages = Object.entries(LANGUAGES).map(([code, name]) => [code, `${name} (${code})`]);
  openForm("Add a person", [first, last, choice("Language of the phone", "language_code", languages, "ru")], "Add",
    (values) => add(values, changed));
}

async function add(values, changed) {
  const person = await api.addUser({ ...values, last_name: values.last_name || undefined, role: "person" });
  state.users.set(person.id, person);
  shown.add(person.id);
  await changed();
}
