/** The line that tells a first visitor what to do next, step by step. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { shownPersons } from "./persons.js";
import { groupChat, state, usersOf } from "./state.js";

let isDismissed = false;

/** Draw the step that comes next, or nothing once the visitor closed the line. */
export function drawGuide(place) {
  const step = nextStep();
  document.body.classList.toggle("nobody-started", step.number === 1);
  if (place.dataset.step === String(step.number) && !place.hidden) return;
  place.dataset.step = step.number;
  place.hidden = isDismissed;
  const dismiss = () => {
    isDismissed = true;
    place.hidden = true;
  };
  const shut = button({ class: "round", "aria-label": "Hide this line", on: { click: dismiss } }, icon("close"));
  place.replaceChildren(element("span", { class: "step", "aria-label": `Step ${step.number} of 4` }, String(step.number)),
    element("span", {}, step.words), shut);
}

function nextStep() {
  const person = shownPersons()[0] ?? usersOf("person")[0];
  const name = person?.first_name ?? "somebody";
  if (!hasStarted()) return { number: 1, words: `Press Start on ${name}’s phone.` };
  if (!hasCase()) return { number: 2, words: "Choose a language, tap or type a question, then ask for a person." };
  if (!hasAnswer()) return { number: 3, words: "A case came to the desk: open its topic, press Claim, write an answer." };
  return { number: 4, words: "The answer is on the phone. Now write /week in Coordinators." };
}

function hasStarted() {
  return usersOf("person").some((one) => state.chats.get(one.id)?.started);
}

function desk() {
  return state.chats.get(groupChat(true)?.id);
}

function hasCase() {
  return [...(desk()?.topics.keys() ?? [])].some((threadId) => threadId !== 0);
}

function hasAnswer() {
  const said = [...(desk()?.messages.values() ?? [])];
  return said.some((message) => message.thread_id && !message.from?.is_bot && message.html);
}
