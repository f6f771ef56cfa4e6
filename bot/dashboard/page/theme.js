/** Light or dark, by Telegram's colours, else by the device; Telegram's own backgrounds where our letters stay readable. */

const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const READABLE = 4.5; // WCAG 2.2, 1.4.3
const TAKEN = [["--page", "secondary_bg_color"], ["--card", "section_bg_color"], ["--card", "bg_color"]];
const LETTERS = ["--text", "--muted", "--accent"];
const listeners = new Set();
let given = {};

/** Take Telegram's theme parameters (or {}), and tell who draws. */
export function applyTheme(parameters) {
  given = parameters;
  const background = rgb(given.bg_color);
  const isDark = background ? luminance(background) < 0.25 : dark.matches;
  root.dataset.theme = isDark ? "dark" : "light";
  for (const [name] of TAKEN) root.style.removeProperty(name);
  for (const [name, key] of TAKEN) takeBackground(name, rgb(given[key]));
  for (const listener of listeners) listener();
}

/** Call `listener()` when colours have changed. */
export function onColours(listener) {
  listeners.add(listener);
}

/** The present value of one of our colours. */
export function colour(name) {
  return getComputedStyle(root).getPropertyValue(name).trim();
}

/** The colour of the letters to write with on a mix of two colours, `share` of the first. */
export function lettersOn(over, under, share) {
  const mixed = rgb(under).map((one, at) => rgb(over)[at] * share + one * (1 - share));
  return contrast(mixed, [16, 22, 28]) > contrast(mixed, [255, 255, 255]) ? "#10161c" : "#fff";
}

function takeBackground(name, wanted) {
  if (!wanted || root.style.getPropertyValue(name)) return;
  const readable = LETTERS.every((one) => contrast(wanted, rgb(colour(one))) >= READABLE);
  if (readable) root.style.setProperty(name, `rgb(${wanted.join(" ")})`);
}

function rgb(text) {
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text ?? "");
  if (long) return long.slice(1).map((one) => parseInt(one, 16));
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text ?? "");
  if (short) return short.slice(1).map((one) => parseInt(one + one, 16));
  const numbers = /^(?:rgb\()?(\d+)[ ,]+(\d+)[ ,]+(\d+)\)?$/.exec(text ?? "");
  return numbers ? numbers.slice(1).map(Number) : null;
}

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
function luminance(channels) {
  const [red, green, blue] = channels.map((one) => {
    const part = one / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

dark.addEventListener?.("change", () => applyTheme(given));
