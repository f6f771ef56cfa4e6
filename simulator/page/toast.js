/** Short notes over a pane, and the box a bot can show after a button. */

import { button, element } from "./element.js";

const SHOWN_MILLISECONDS = 4500;

// At the desk a note stands over the open topic, not over the list.
function hostIn(pane) {
  const topic = pane.querySelector(".topic-place");
  return topic?.offsetParent ? topic : (pane.querySelector(".device") ?? pane);
}

/** A note that goes away by itself. */
export function toast(pane, text) {
  const host = hostIn(pane);
  for (const older of host.querySelectorAll(".toast")) older.remove();
  const note = element("div", { class: "toast", role: "status", "data-testid": "toast" }, text);
  host.append(note);
  setTimeout(() => note.remove(), SHOWN_MILLISECONDS);
}

/** A box inside one phone that waits for OK. */
export function alertBox(pane, title, text) {
  const host = hostIn(pane);
  const back = document.activeElement;
  const box = element("div", { class: "alert", role: "alertdialog", "aria-label": title, "data-testid": "alert" });
  const close = () => {
    box.remove();
    back?.focus();
  };
  const confirm = button({ class: "primary", on: { click: close } }, "OK");
  box.append(element("div", { class: "alert-card" }, element("h3", {}, title), element("p", {}, text), confirm));
  box.addEventListener("keydown", (event) => event.key === "Escape" && close());
  host.append(box);
  confirm.focus();
}

/** Run a call to the server and show its refusal, if any, over the pane; says whether it went well. */
export async function attempt(pane, action) {
  try {
    await action();
    return true;
  } catch (error) {
    toast(pane, error.message);
    return false;
  }
}
