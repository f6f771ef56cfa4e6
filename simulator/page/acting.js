/** "as …": which member of a group one writes as. */

import { element } from "./element.js";
import { fullName } from "./format.js";
import { isAdministrator, state } from "./state.js";

/** The people of a group, its bot left out. */
export function staffOf(chatId) {
  const members = state.chats.get(chatId)?.chat.members ?? [];
  return members.map((id) => state.users.get(id)).filter((one) => one && one.role !== "person");
}

/** A choice of the people of a group; `change(userId)` hears of another one. */
export function actingChoice(chatId, chosenId, change) {
  const options = staffOf(chatId).map((one) => {
    const right = isAdministrator(chatId, one.id) ? " · admin" : "";
    return element("option", { value: one.id, selected: one.id === chosenId }, fullName(one) + right);
  });
  const choose = () => change(Number(select.value));
  const select = element("select", { "data-testid": "acting", "aria-label": "Write as", on: { change: choose } }, options);
  return element("label", { class: "acting" }, element("span", {}, "as"), select);
}
