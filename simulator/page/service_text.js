/** Service messages and one-line summaries, in the words a messenger uses. */

import { fullName } from "./format.js";

const SERVICE = {
  forum_topic_created: (message, who) => `${who} created the topic “${message.forum_topic_created.name}”`,
  forum_topic_edited: (message, who) => renamed(message.forum_topic_edited, who),
  forum_topic_closed: (message, who) => `${who} closed the topic`,
  forum_topic_reopened: (message, who) => `${who} reopened the topic`,
  general_forum_topic_hidden: (message, who) => `${who} hid the General topic`,
  general_forum_topic_unhidden: (message, who) => `${who} showed the General topic`,
  pinned_message: (message, who) => `${who} pinned “${summary(message.pinned_message)}”`,
  new_chat_members: (message, who) => joined(message.new_chat_members, who),
  left_chat_member: (message) => `${fullName(message.left_chat_member)} left`,
  new_chat_title: (message, who) => `${who} renamed the group to “${message.new_chat_title}”`,
  group_chat_created: (message, who) => `${who} created the group`,
  supergroup_chat_created: (message, who) => `${who} created the group`,
  migrate_to_chat_id: () => "The group became a supergroup",
  migrate_from_chat_id: () => "The group became a supergroup",
  message_auto_delete_timer_changed: () => "The auto-delete timer was changed",
  write_access_allowed: () => "The bot may now write to you",
};

const KINDS = {
  photo: "Photo",
  video: "Video",
  animation: "GIF",
  video_note: "Video message",
  voice: "Voice message",
  audio: "Audio",
  venue: "Venue",
  location: "Location",
  contact: "Contact",
  poll: "Poll",
  dice: "Dice",
};

function renamed(change, who) {
  return change.name ? `${who} renamed the topic to “${change.name}”` : `${who} changed the topic icon`;
}

function joined(members, who) {
  const names = members.map(fullName).join(", ");
  return names === who ? `${who} joined the group` : `${who} added ${names}`;
}

/** The text of a service message, or null when it is an ordinary one. */
export function serviceText(message) {
  const kind = Object.keys(SERVICE).find((name) => message[name] !== undefined);
  return kind ? SERVICE[kind](message, fullName(message.from)) : null;
}

/** One line for topic lists, quotes and the pinned bar. */
export function summary(message) {
  if (!message) return "a deleted message";
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ").slice(0, 140);
  if (message.sticker) return `${message.sticker.emoji ?? ""} Sticker`.trim();
  if (message.document && !message.animation) return message.document.file_name ?? "File";
  const kind = Object.keys(KINDS).find((name) => message[name] !== undefined);
  return kind ? KINDS[kind] : (serviceText(message) ?? "Message");
}
