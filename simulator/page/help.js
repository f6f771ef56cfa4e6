/** The short explanation behind "How it works". */

import { openDialog } from "./dialog.js";
import { element } from "./element.js";

const LINES = [
  "On the left are the phones of people who need help. In the middle is the desk, where operators answer: " +
    "one topic for each case. On the right is the chat of the coordinators, who get the numbers.",
  "All of it talks to one bot, through a stand-in for Telegram that runs on this computer. " +
    "The people are invented. No message leaves the machine, and no Telegram account is needed.",
  "Click with the right button on a message, or press Enter on it, to react, reply, edit or delete. " +
    "Enter sends, Shift+Enter starts a new line, Escape closes what is open, “/” lists the commands.",
  "Network makes calls fail on purpose, to see that nothing gets lost. Add a person gives you another phone.",
];

export function openHelp() {
  const lines = LINES.map((line) => element("p", {}, line));
  const more = element("p", { class: "hint" }, "More: the section “Two commands” of README.md in the project’s folder.");
  openDialog("How it works", () => element("div", { class: "help" }, lines, more));
}
