/** The tab bar of a narrow screen: one pane at a time. On a wide one it is not shown. */

import { button, element } from "./element.js";
import { icon } from "./icons.js";

const ICONS = { Desk: "topic", Coordinators: "poll" };
let activeKey = null;

/** Draw a tab for each pane (a map of key to pane) and keep one of them active. */
export function drawTabs(place, panes) {
  if (!panes.has(activeKey)) activeKey = [...panes.keys()][0] ?? null;
  place.replaceChildren(...[...panes].map(([key, { title }]) => tab(key, title, () => activate(place, panes, key))));
  activate(place, panes, activeKey);
}

function tab(key, title, click) {
  const words = element("span", {}, title);
  return button({ class: "tab", dataset: { key }, on: { click } }, icon(ICONS[title] ?? "phone"), words);
}

function activate(place, panes, key) {
  activeKey = key;
  for (const [other, pane] of panes) pane.element.classList.toggle("active", other === key);
  for (const tab of place.children) {
    const isActive = tab.dataset.key === key;
    if (isActive) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
    if (isActive) tab.classList.remove("news");
  }
}

/** Mark the tab of a pane that got a message while another one was open. */
export function markNews(place, key) {
  if (key !== activeKey) place.querySelector(`[data-key="${key}"]`)?.classList.add("news");
}
