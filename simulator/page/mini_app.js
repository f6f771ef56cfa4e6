/** A Mini App in a panel over the chat, in a frame of its own, as Telegram's web client shows it. */

import * as api from "./api.js";
import { button, element } from "./element.js";
import { icon } from "./icons.js";
import { state } from "./state.js";
import { attempt } from "./toast.js";

/** Is this address a link to a Mini App of the bot? */
export function isMiniApp(url) {
  const { pathname, hostname, searchParams } = new URL(url);
  const [name] = pathname.slice(1).split("/");
  return hostname === "t.me" && name === state.bot?.username && searchParams.has("startapp");
}

/** Open it for whoever sits here; the server signs who that is. */
export async function openMiniApp(seat, link) {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  await attempt(seat.pane, async () => {
    const { url } = await api.openApp(seat.viewerId, { chat_id: seat.chatId, url: link, dark });
    show(seat.pane.querySelector(".device") ?? seat.pane, url);
  });
}

function show(host, url) {
  for (const older of host.querySelectorAll(".mini-app")) older.remove();
  const back = document.activeElement;
  const frame = element("iframe", { src: url, title: "Mini App", sandbox: "allow-scripts allow-same-origin",
    referrerpolicy: "no-referrer", "data-testid": "mini-app-frame" });
  const close = () => {
    panel.remove();
    back?.focus();
  };
  const shut = button({ class: "round", "aria-label": "Close", "data-testid": "mini-app-close", on: { click: close } },
    icon("close"));
  const head = element("header", {}, shut, element("h3", {}, state.bot.first_name), element("span", {}, "mini app"));
  const panel = element("section", { class: "mini-app", role: "dialog", "aria-label": "Mini App",
    "data-testid": "mini-app" }, head, frame);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  host.append(panel);
  frame.addEventListener("load", () => frame.focus(), { once: true });
}
