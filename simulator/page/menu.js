/** A popup menu: arrows move, Enter chooses, Escape closes and gives the focus back. */

import { button, element, rove } from "./element.js";
import { icon } from "./icons.js";

let closeOpenMenu = () => {};

/**
 * Open a menu at an element or at a point of the screen.
 * Items are `{ label, icon, act, danger, checked }`; empty ones are skipped. `head` stands above them.
 */
export function openMenu({ anchor, point, label, items, head }) {
  closeOpenMenu();
  const rows = items.filter(Boolean).map(menuItem);
  const menu = element("div", { class: "menu", role: "menu", "aria-label": label }, head, rows);
  const back = document.activeElement;
  const close = (giveBack) => shut(menu, giveBack ? back : null);
  menu.addEventListener("keydown", (event) => onKey(event, menu, close));
  menu.addEventListener("click", (event) => event.target.closest("button") && close(true));
  show(menu, anchor, point, close);
}

function menuItem({ label, icon: name, act, danger, checked }) {
  const role = checked === undefined ? "menuitem" : "menuitemradio";
  const mark = checked === undefined ? {} : { "aria-checked": String(checked) };
  const kind = danger ? "menu-item danger" : "menu-item";
  return button({ class: kind, role, ...mark, on: { click: act } }, name && icon(name), element("span", {}, label));
}

function show(menu, anchor, point, close) {
  document.body.append(menu);
  place(menu, anchor?.getBoundingClientRect(), point);
  const outside = (event) => !menu.contains(event.target) && close(false);
  // The press that opened the menu is still on its way up: listen from the next one on.
  setTimeout(() => document.addEventListener("pointerdown", outside, true));
  closeOpenMenu = () => {
    document.removeEventListener("pointerdown", outside, true);
    menu.remove();
  };
  move(menu, 0);
}

function shut(menu, back) {
  const hadFocus = menu.contains(document.activeElement);
  closeOpenMenu();
  closeOpenMenu = () => {};
  if (hadFocus) back?.focus();
}

function place(menu, box, point) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const wanted = point ?? { x: box.right - width, y: box.bottom + 4 };
  const fitsBelow = wanted.y + height < innerHeight - 8;
  const top = fitsBelow ? wanted.y : (box?.top ?? wanted.y) - height - 4;
  menu.style.left = `${Math.max(8, Math.min(wanted.x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
}

function move(menu, step) {
  const members = [...menu.querySelectorAll("button")];
  const at = members.indexOf(document.activeElement);
  const chosen = members[(Math.max(at, 0) + step + members.length) % members.length];
  rove(members, chosen);
  chosen?.focus();
}

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function onKey(event, menu, close) {
  if (event.key === "Escape" || event.key === "Tab") close(true);
  else if (event.key in STEPS) move(menu, STEPS[event.key]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
