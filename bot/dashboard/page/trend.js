/** How the needs went over the weeks up to the one that is shown: 12, 26 or 52 of them, any needs. */

import { chartBox, trendLines } from "./drawing.js";
import { button, element } from "./element.js";
import { nameOf } from "./numbers.js";
import { card } from "./sections.js";
import { tableBehind } from "./table.js";

const SPANS = [12, 26, 52];
const FIRST_LINES = 5;
const HEIGHT = 240;
const chosen = { span: SPANS[0], codes: null, isOpen: false }; // kept while the reader walks from week to week

/** The card of the trend that ends with a week. */
export function trendCard(data, period) {
  const inside = element("div", { class: "trend" });
  const made = card(data.words.trend, "", inside);
  const fill = () => {
    const focused = inside.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    inside.replaceChildren(...parts(data, period, fill));
    inside.querySelector(".chart").draw();
    if (focused) inside.querySelector(`[data-key="${focused}"]`)?.focus();
  };
  inside.replaceChildren(...parts(data, period, fill));
  return made;
}

function parts(data, period, fill) {
  const weeks = data.weeks.slice(0, data.weeks.indexOf(period.name) + 1).slice(-chosen.span);
  const lines = linesOver(data, weeks);
  chosen.codes ??= new Set(lines.slice(0, FIRST_LINES).map((line) => line.code));
  const drawn = lines.filter((line) => chosen.codes.has(line.code));
  const table = tableBehind(data, data.words.trend, [data.words.period, ...drawn.map((line) => line.name)],
    weeks.map((week, at) => [week, ...drawn.map((line) => line.counts[at] ?? (line.isThere[at] ? null : "–"))]));
  const label = `${data.words.trend}: ${drawn.map((line) => line.name).join(", ")}`;
  const chart = chartBox(label, table, HEIGHT, () => trendLines(data, weeks, drawn));
  return [spans(data, fill), chart, ...chips(data, lines, fill), element("p", { class: "hint" }, data.words.gap), table];
}

// Sorted by what they add up to; each keeps the colour of its place in the list of codes.
function linesOver(data, weeks) {
  const tables = weeks.map((name) => data.periods.find((one) => one.name === name)?.tables.category);
  const codes = [...new Set(tables.flatMap((table) => table?.cells.map(([code]) => code) ?? []))];
  const lines = codes.map((code, at) => ({ code, at, name: nameOf(data, "category", code),
    counts: tables.map((table) => table?.cells.find(([one]) => one === code)?.[1] ?? null),
    isThere: tables.map(Boolean) }));
  const sum = (line) => line.counts.reduce((total, one) => total + (one ?? 0), 0);
  return lines.sort((a, b) => sum(b) - sum(a));
}

function spans(data, fill) {
  const buttons = SPANS.map((span) => button({ "aria-pressed": String(span === chosen.span), "data-key": `span-${span}`,
    on: { click: () => { chosen.span = span; fill(); } } }, String(span)));
  return element("div", { class: "spans", role: "group", "aria-label": data.words.trend_span }, buttons);
}

// Those that are drawn, as a legend; the others behind a summary.
function chips(data, lines, fill) {
  const toggle = (code) => {
    if (!chosen.codes.delete(code)) chosen.codes.add(code);
    fill();
  };
  const chip = ({ code, name, at }) => {
    const isOn = chosen.codes.has(code);
    const dot = element("i", { class: isOn ? `c${at % 8}` : "", "aria-hidden": "true" });
    return button({ "aria-pressed": String(isOn), "data-key": code, on: { click: () => toggle(code) } }, dot, name);
  };
  const group = (some) => element("div", { class: "chips", role: "group", "aria-label": data.words.trend }, some.map(chip));
  const others = element("details", { open: chosen.isOpen, class: "others" },
    element("summary", {}, data.words.other_needs), group(lines.filter((line) => !chosen.codes.has(line.code))));
  others.addEventListener("toggle", () => { chosen.isOpen = others.open; });
  return [group(lines.filter((line) => chosen.codes.has(line.code))), others];
}
