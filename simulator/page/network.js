/** The network popup: switching on what can go wrong between the bot and Telegram. */

import * as api from "./api.js";
import { choice, openDialog } from "./dialog.js";
import { button, element } from "./element.js";
import { icon } from "./icons.js";

const FAULTS = [
  ["429", "Too many requests (429)", "Telegram asks the bot to wait 3 seconds.", { retry_after: 3 }],
  ["500", "Server error (500)", "Telegram answers that it failed.", {}],
  ["502", "Bad gateway (502)", "A machine in front of Telegram fails.", {}],
  ["timeout", "Time-out", "No answer comes for 10 seconds.", { seconds: 10 }],
  ["drop_before", "Connection lost before", "The call never reaches Telegram.", {}],
  ["drop_after", "Connection lost after", "The call works, but its answer is lost.", {}],
  ["slow", "Slow answers", "Every answer takes 3 seconds.", { seconds: 3 }],
];
const CHANCES = [["1", "always"], ["0.5", "half the time"], ["0.2", "1 in 5"], ["0.05", "1 in 20"]];
const METHODS = [["*", "every call of the bot"], ["sendMessage", "sending messages"], ["copyMessage", "copying messages"],
  ["editMessageText", "editing messages"], ["answerCallbackQuery", "answering buttons"],
  ["createForumTopic", "opening topics"], ["getUpdates", "fetching updates"]];

/** Wire the button in the top bar and show on it how many faults are on. */
export async function networkButton(opener) {
  opener.replaceChildren(icon("network"), element("span", { class: "tool-label" }, "Network"));
  opener.title = "Switch network faults on and off";
  opener.addEventListener("click", () => open(opener));
  await refresh(opener).catch(() => {});
}

async function refresh(opener) {
  const faults = await api.faults();
  mark(opener, faults.rules.length);
  return faults;
}

function mark(opener, count) {
  opener.classList.toggle("on", count > 0);
  const words = count ? `Network: ${count} fault${count > 1 ? "s" : ""} on` : "Network";
  opener.setAttribute("aria-label", words);
}

async function open(opener) {
  const { rules } = await refresh(opener).catch(() => ({ rules: [] }));
  openDialog("Network", () => body(opener, rules));
}

function body(opener, rules) {
  const method = choice("Faults hit", "method", METHODS, rules[0]?.method ?? "*", { change: () => save() });
  const rows = FAULTS.map((fault) => faultRow(fault, rules.find((rule) => rule.kind === fault[0]), () => save()));
  const problem = element("p", { class: "problem", role: "alert" });
  // Rules of a kind not listed here were set by a test or by hand: they stay.
  const others = rules.filter((rule) => !FAULTS.some(([kind]) => kind === rule.kind));
  const save = async () => {
    const chosen = rows.filter((row) => row.isOn()).map((row) => row.rule(method.querySelector("select").value));
    const wanted = [...chosen, ...others];
    await api.setFaults({ rules: wanted, seed: 1 }).then(() => mark(opener, wanted.length),
      (error) => { problem.textContent = error.message; });
  };
  const allOff = () => {
    for (const row of rows) row.turnOff();
    save();
  };
  return element("div", { class: "network" },
    element("p", { class: "hint" }, "What should go wrong between the bot and Telegram? It takes effect at once."), method,
    rows.map((row) => row.element), problem,
    element("div", { class: "dialog-row" }, button({ class: "primary", on: { click: allOff } }, "All off")));
}

function faultRow([kind, name, words, extra], rule, save) {
  const box = element("input", { type: "checkbox", role: "switch", checked: Boolean(rule), on: { change: save } });
  const label = element("label", {}, box, element("span", {}, element("b", {}, name), element("small", {}, words)));
  const known = CHANCES.some(([chance]) => Number(chance) === rule?.chance);
  const own = rule && !known ? [[String(rule.chance), `${rule.chance * 100} %`]] : [];
  const options = [...own, ...CHANCES];
  const chosen = rule?.chance ?? 0.5;
  const often = element("select", { "aria-label": `How often: ${name}`, on: { change: save } },
    options.map(([value, text]) => element("option", { value, selected: Number(value) === chosen }, text)));
  return {
    element: element("div", { class: "fault" }, label, often),
    isOn: () => box.checked,
    turnOff: () => { box.checked = false; },
    rule: (method) => ({ method, kind, chance: Number(often.value), times: null, ...extra }),
  };
}
