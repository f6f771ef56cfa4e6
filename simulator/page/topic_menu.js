/** What an administrator does to a topic: close, reopen, rename, delete. */

import * as api from "./api.js";
import { field, openForm } from "./dialog.js";
import { openMenu } from "./menu.js";
import { isAdministrator } from "./state.js";
import { attempt, toast } from "./toast.js";

export function openTopicMenu(seat, topic, anchor) {
  if (!isAdministrator(seat.chatId, seat.viewerId)) {
    toast(seat.pane, "Only an administrator may change topics.");
    return;
  }
  const toggle = topic.closed ? "reopen" : "close";
  openMenu({
    anchor,
    label: "Topic",
    items: [
      { label: topic.closed ? "Reopen" : "Close", icon: topic.closed ? "unlock" : "lock",
        act: () => act(seat, { action: toggle }) },
      { label: "Rename…", icon: "edit", act: () => openRename(seat, topic) },
      topic.thread_id !== 0 && { label: "Delete with all messages", icon: "trash", danger: true,
        act: () => act(seat, { action: "delete" }) },
    ],
  });
}

function change(seat, wanted) {
  return api.topic(seat.viewerId, { chat_id: seat.chatId, thread_id: seat.threadId, ...wanted });
}

function act(seat, wanted) {
  return attempt(seat.pane, () => change(seat, wanted));
}

function openRename(seat, topic) {
  const name = field("Name", { name: "name", required: true, maxlength: "128", value: topic.name, autocomplete: "off" });
  openForm("Rename the topic", name, "Rename", (values) => change(seat, { action: "rename", name: values.name }));
}
