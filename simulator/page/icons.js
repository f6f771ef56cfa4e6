/** The few line drawings the page uses, on a grid of 24 by 24. */

const PATHS = {
  attach: "M20.5 11.5l-8.6 8.600a5.5 5.5 0 0 1-7.8-7.800l8.9-8.900a3.7 3.7 0 0 1 5.2 5.200l-8.9 8.900a1.8 1.8 0 0 1-2.6-2.600l8.1-8.1",
  back: "M15 5l-7 7 7 7",
  block: "M12 3a9 9 0 1 0 .01 0M5.6 5.600l12.8 12.8",
  chat: "M4 5h16v11H10l-5 4v-4H4z",
  check: "M5 12.500l4.5 4.500L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  commands: "M9 20L15 4",
  contact: "M12 4a4 4 0 1 0 .01 0M4 20c.5-4.5 3.5-6.5 8-6.500s7.5 2 8 6.5",
  copy: "M8 8h12v12H8zM16 8V4H4v12h4",
  dice: "M4 4h16v16H4zM8.5 8.500h.01M15.5 8.500h.01M12 12h.01M8.5 15.500h.01M15.5 15.500h.01",
  down: "M12 5v14M6 13l6 6 6-6",
  edit: "M4 20l1-5L16 4l4 4L9 19z",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  key: "M14 10a4 4 0 1 0-3 3.900l1.5 1.500H15v2.500h2.500V20H20v-3.500z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  more: "M12 5.500h.01M12 12h.01M12 18.500h.01",
  network: "M3 9.500a13 13 0 0 1 18 0M6.5 13.500a8 8 0 0 1 11 0M9.8 17a3.5 3.5 0 0 1 4.4 0M12 20h.01",
  out: "M9 5h10v10M19 5L6 18",
  pause: "M8.5 5v14M15.5 5v14",
  phone: "M8 2.500h8a1.5 1.5 0 0 1 1.5 1.500v16a1.5 1.5 0 0 1-1.5 1.500H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.500zM11 18.500h2",
  photo: "M4 5h16v14H4zM4 16l5-5 5 5 2-2 4 4M15.5 9.500h.01",
  pin: "M9 4h6l-.8 7 3.3 3v1.500h-11V14l3.3-3zM12 15.500V21",
  place: "M12 3a7 7 0 0 1 7 7c0 5-7 11-7 11s-7-6-7-11a7 7 0 0 1 7-7zM12 7.500a2.5 2.5 0 1 0 .01 0",
  play: "M8 5l11 7-11 7z",
  plus: "M12 5v14M5 12h14",
  poll: "M5 20V10M12 20V4M19 20v-7",
  reply: "M10 6L4 12l6 6v-4c5 0 8 1.5 10 5 0-6-3.5-10-10-10z",
  send: "M4 4l17 8-17 8 3-8z",
  sticker: "M4 4h16v10l-6 6H4zM20 14h-6v6",
  topic: "M4 5h16v11H10l-5 4v-4H4zM8 10.500h8",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
  unlock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.8-1.2",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.500V21",
};

const SVG = "http://www.w3.org/2000/svg";
const SOLID = new Set(["play", "send"]);
const DOTTED = new Set(["more", "dice"]);

/** A drawing by its name, hidden from screen readers: the button around it has the words. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.classList.add("icon");
  if (SOLID.has(name)) drawing.classList.add("solid");
  if (DOTTED.has(name)) drawing.classList.add("dotted");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
