/**
 * The little of Telegram's Mini App protocol that we need. Telegram's own script would be a foreign one, which our
 * policy forbids; what it would do for us is here (https://core.telegram.org/api/web-events).
 */

const heard = new Set();

/** What Telegram gave along in the address, which is wiped at once: nothing of it stays in the history. */
export function takeLaunch() {
  const given = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
  return { pass: given.get("tgWebAppData") ?? "", theme: parsed(given.get("tgWebAppThemeParams")) };
}

/** Call `listener(theme)` when the reader changes Telegram's colours. */
export function onTheme(listener) {
  heard.add(listener);
}

/** Tell Telegram an event: phones and Telegram Desktop give a way to, the web clients have us in a frame. */
export function tell(type) {
  const said = JSON.stringify({ eventType: type, eventData: {} });
  if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(type, "{}");
  else if (window.external && "notify" in window.external) window.external.notify(said);
  // To whoever frames us (only who may, by our policy): it holds nothing but the name of the event.
  else if (window.parent !== window) window.parent.postMessage(said, "*");
}

function receive(type, data) {
  if (type !== "theme_changed") return;
  for (const listener of heard) listener(data?.theme_params ?? {});
}

function parsed(text) {
  try {
    return JSON.parse(text ?? "{}") ?? {};
  } catch {
    return {};
  }
}

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || typeof event.data !== "string") return;
  const { eventType, eventData } = parsed(event.data);
  receive(eventType, eventData);
});
// The names under which Telegram's programs call into a page.
window.Telegram = { WebView: { receiveEvent: receive } };
window.TelegramGameProxy = { receiveEvent: receive };
window.TelegramGameProxy_receiveEvent = receive;
