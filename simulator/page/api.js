/** The People API (simulator/API.md): everything a person, operator or coordinator can do with their phone. */

/** A refused or failed call; its message is one line to show. */
export class Refused extends Error {}

async function call(method, path, body) {
  const isForm = body instanceof FormData;
  const request = { method, body: isForm || body === undefined ? body : JSON.stringify(body) };
  if (body !== undefined && !isForm) request.headers = { "Content-Type": "application/json" };
  const response = await fetch(path, request).catch(() => {
    throw new Refused("The simulator does not answer. Is it still running?");
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error ?? `The simulator answered ${response.status}.`);
  return answer;
}

const get = (path) => call("GET", path);
const post = (path, body) => call("POST", path, body);

export const world = () => get("/people/world");
export const chat = (chatId, viewerId) => get(`/people/chats/${chatId}?viewer=${viewerId}`);
export const addUser = (user) => post("/people/users", user);
export const faults = () => get("/people/faults");
export const setFaults = (faultsWanted) => call("PUT", "/people/faults", faultsWanted);

export const send = (userId, message) => post(`/people/${userId}/messages`, message);
export const sendPlace = (userId, place) => post(`/people/${userId}/locations`, place);
export const sendContact = (userId, contact) => post(`/people/${userId}/contacts`, contact);
export const sendOther = (userId, other) => post(`/people/${userId}/others`, other);
export const tap = (userId, button) => post(`/people/${userId}/taps`, button);
export const edit = (userId, change) => post(`/people/${userId}/edits`, change);
export const remove = (userId, message) => post(`/people/${userId}/deletions`, message);
export const react = (userId, reaction) => post(`/people/${userId}/reactions`, reaction);
export const start = (userId, payload) => post(`/people/${userId}/start`, payload ? { payload } : {});
export const block = (userId, blocked) => post(`/people/${userId}/block`, { blocked });
export const openApp = (userId, app) => post(`/people/${userId}/apps`, app);
export const topic = (userId, change) => post(`/people/${userId}/topics`, change);

/** Send a file; `fields` are chat_id, kind and, where wanted, thread_id, caption, reply_to. */
export function upload(userId, file, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && value !== "") form.append(name, value);
  }
  form.append("file", file, file.name);
  return post(`/people/${userId}/uploads`, form);
}
