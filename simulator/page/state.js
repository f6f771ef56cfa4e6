/**
 * What the page knows: users, chats, topics and messages, kept up to date by the events of the server.
 * Views subscribe to one chat (or to "world", the lists of users and chats) and hear of each change.
 */

const listeners = new Map();

export const state = { bot: null, users: new Map(), chats: new Map() };

/** Call `listener(change)` on every change of a chat; returns the function that stops it. */
export function subscribe(chatId, listener) {
  const key = String(chatId);
  if (!listeners.has(key)) listeners.set(key, new Set());
  listeners.get(key).add(listener);
  return () => listeners.get(key).delete(listener);
}

function tell(chatId, change) {
  // Every view asks for the messages of its thread after a change: they are sorted once for all of them.
  if (state.chats.has(chatId)) state.chats.get(chatId).threads = null;
  for (const listener of [...(listeners.get(String(chatId)) ?? [])]) listener(change);
}

function emptyChat(chat) {
  return { chat, topics: new Map(), messages: new Map(), unread: new Map(), reading: new Set(), pinned: null,
    started: false, commands: [], threads: null };
}

/** The lists of users and chats, from `GET /people/world`. */
export function takeWorld(world) {
  state.bot = world.bot;
  state.users = new Map(world.users.map((user) => [user.id, user]));
  for (const chat of world.chats) knownChat(chat.id, chat).chat = chat;
  const present = new Set(world.chats.map((chat) => chat.id));
  for (const chatId of state.chats.keys()) if (!present.has(chatId)) state.chats.delete(chatId);
  tell("world", { type: "world" });
}

function knownChat(chatId, chat) {
  if (!state.chats.has(chatId)) state.chats.set(chatId, emptyChat(chat ?? { id: chatId }));
  return state.chats.get(chatId);
}

/** Everything in one chat, from `GET /people/chats/…`. Says whether messages we knew are gone (a new server). */
export function takeChat(chatId, view) {
  const known = knownChat(chatId, view.chat);
  const forgotten = known.messages.size > 0 && newest(view.messages) < newest([...known.messages.values()]);
  if (forgotten) known.unread.clear();
  known.chat = view.chat;
  known.topics = new Map(view.topics.map((topic) => [topic.thread_id, topic]));
  known.messages = new Map(view.messages.filter((one) => !one.deleted).map((one) => [one.message_id, one]));
  Object.assign(known, { pinned: view.pinned, started: view.started, commands: view.commands });
  tell(chatId, { type: "reset" });
  return forgotten;
}

function newest(messages) {
  return messages.reduce((highest, message) => Math.max(highest, message.message_id), 0);
}

/** Messages of one thread (0 is General, or a chat without topics), oldest first. */
export function messagesOf(chatId, threadId) {
  const known = state.chats.get(chatId);
  if (!known) return [];
  known.threads ??= byThread(known.messages.values());
  return known.threads.get(threadId) ?? [];
}

function byThread(messages) {
  const threads = new Map();
  for (const message of [...messages].sort((a, b) => a.message_id - b.message_id)) {
    const threadId = message.thread_id ?? 0;
    if (!threads.has(threadId)) threads.set(threadId, []);
    threads.get(threadId).push(message);
  }
  return threads;
}

export function user(userId) {
  return userId === state.bot?.id ? state.bot : state.users.get(userId);
}

export function usersOf(role) {
  return [...state.users.values()].filter((one) => one.role === role);
}

/** The newest forum is the desk, the newest other group the coordinators' chat: a migrated chat has a new id. */
export function groupChat(isForum) {
  const groups = [...state.chats.values()].filter((one) => one.chat.type !== "private");
  return groups.filter((one) => Boolean(one.chat.is_forum) === isForum).at(-1)?.chat;
}

export function isAdministrator(chatId, userId) {
  return (state.chats.get(chatId)?.chat.administrators ?? []).includes(userId);
}

/** Did the viewer of a seat write this message? */
export function isOwn(seat, message) {
  return message.outgoing_of === seat.viewerId || message.from?.id === seat.viewerId;
}

/** A thread somebody looks at collects no unread count; returns the function that ends the looking. */
export function look(chatId, threadId) {
  const known = knownChat(chatId);
  known.reading.add(threadId);
  known.unread.delete(threadId);
  tell(chatId, { type: "topics" });
  return () => known.reading.delete(threadId);
}

function putMessage({ chat_id: chatId, message, type }) {
  const known = knownChat(chatId);
  const isNew = !known.messages.has(message.message_id);
  known.messages.set(message.message_id, message);
  if (isNew && type === "message") countArrival(known, message);
  tell(chatId, { type: "message", message, isNew });
}

function countArrival(known, message) {
  const threadId = message.thread_id ?? 0;
  if (!message.from?.is_bot) known.started = true;
  if (known.reading.has(threadId)) return;
  known.unread.set(threadId, (known.unread.get(threadId) ?? 0) + 1);
}

function removeMessages({ chat_id: chatId, message_ids: messageIds }) {
  const known = knownChat(chatId);
  for (const messageId of messageIds) known.messages.delete(messageId);
  tell(chatId, { type: "removed", messageIds });
}

function putTopic({ chat_id: chatId, topic, deleted_thread_id: deletedId }) {
  const known = knownChat(chatId);
  if (topic) known.topics.set(topic.thread_id, topic);
  else removeTopic(known, deletedId);
  tell(chatId, { type: "topics" });
}

function removeTopic(known, threadId) {
  known.topics.delete(threadId);
  known.unread.delete(threadId);
  for (const [messageId, message] of known.messages) {
    if (message.thread_id === threadId) known.messages.delete(messageId);
  }
}

function putChat({ chat_id: chatId, chat }) {
  knownChat(chatId, chat).chat = chat;
  tell(chatId, { type: "chat" });
  tell("world", { type: "world" });
}

function putPinned({ chat_id: chatId, message_id: messageId }) {
  knownChat(chatId).pinned = messageId;
  tell(chatId, { type: "pinned" });
}

function putUser({ user: changed }) {
  state.users.set(changed.id, changed);
  tell(changed.id, { type: "chat" });
  tell("world", { type: "world" });
}

const HANDLERS = {
  message: putMessage,
  edited: putMessage,
  reaction: putMessage,
  deleted: removeMessages,
  topic: putTopic,
  chat: putChat,
  pinned: putPinned,
  user: putUser,
  typing: (event) => tell(event.chat_id, { type: "typing", threadId: event.thread_id ?? 0 }),
};

/** Take one event of the stream into the state; unknown ones are left to others. */
export function applyEvent(event) {
  HANDLERS[event.type]?.(event);
}
