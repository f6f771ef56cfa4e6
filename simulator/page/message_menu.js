/** What one can do with a message: react, reply, copy, edit, delete. */

import * as api from "./api.js";
import { openMenu } from "./menu.js";
import { emojiRow } from "./reactions.js";
import { isAdministrator, isOwn } from "./state.js";
import { attempt, toast } from "./toast.js";

export function openMessageMenu(seat, message, where) {
  const own = isOwn(seat, message);
  const mayDelete = own || seat.isPrivate || isAdministrator(seat.chatId, seat.viewerId);
  openMenu({
    ...where,
    label: "Message",
    head: emojiRow(seat, message),
    items: [
      { label: "Reply", icon: "reply", act: () => seat.reply(message) },
      own && message.text && { label: "Edit", icon: "edit", act: () => seat.edit(message) },
      (message.text ?? message.caption) && { label: "Copy text", icon: "copy", act: () => copy(seat, message) },
      mayDelete && { label: "Delete", icon: "trash", danger: true, act: () => remove(seat, message) },
    ],
  });
}

async function copy(seat, message) {
  await navigator.clipboard?.writeText(message.text ?? message.caption);
  toast(seat.pane, "Copied.");
}

function remove(seat, message) {
  const which = { chat_id: seat.chatId, message_id: message.message_id };
  return attempt(seat.pane, () => api.remove(seat.viewerId, which));
}
