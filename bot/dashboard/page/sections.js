/** The cards of a period: each a heading, a chart, and the table behind it. */

import { bars, chartBox, heat } from "./drawing.js";
import { element } from "./element.js";
import { hoursOf, nameOf, shown } from "./numbers.js";
import { tableBehind } from "./table.js";
import { trendCard } from "./trend.js";

const ORDER = {
  week: ["category", "TREND", "language", "outcome", "SERVICE", "waits", "handling", "cases", "help", "further"],
  month: ["category", "by_language", "hours", "SERVICE", "unmet", "finer", "by_region", "origin", "gender", "age"],
  quarter: ["category", "SERVICE", "sensitive"],
};
const SCALES = new Set(["waits", "handling", "age"]); // whose order means something
const MOST_BARS = 16;
const SIGNS = { up: "▲", down: "▼" };
let count = 0;

/** Every card of a period, in order. */
export function sectionsOf(data, period) {
  const charts = ORDER[period.kind].flatMap((name) => {
    if (name === "TREND") return [trendCard(data, period)];
    if (name === "SERVICE") return [card(data.words.service, "", list(period.service))];
    const table = period.tables[name];
    return table ? [tableCard(data, period, name, table)] : [];
  });
  return [headCard(data, period), ...alertCards(data, period), ...charts, notesCard(data, period)].filter(Boolean);
}

/** A card with its heading. */
export function card(title, className, ...children) {
  const id = `heading-${(count += 1)}`;
  const classes = ["card", className].filter(Boolean).join(" ");
  return element("section", { class: classes, "aria-labelledby": id }, element("h2", { id }, title), children);
}

function headCard(data, period) {
  const lines = period.headline.map((line) => element("p", {}, line));
  return element("section", { class: "card headline", "aria-label": period.title }, lines,
    element("p", { class: "days" }, period.days));
}

function alertCards(data, period) {
  const { words } = data;
  const alerts = period.alerts.length ? list(period.alerts) : element("p", {}, words.no_alerts);
  const cards = [card(words.alerts, "alerts", alerts)];
  if (period.asked.length) cards.push(card(words.asked, "", list(period.asked)));
  return cards;
}

function notesCard(data, period) {
  return card(data.words.about, "notes", list(period.notes));
}

function list(lines) {
  return element("ul", {}, lines.map((line) => element("li", {}, line)));
}

function tableCard(data, period, name, table) {
  const title = data.tables[name] ?? name;
  if (name === "hours") return hoursCard(data, title, table);
  return table.dims.length === 2 ? heatCard(data, title, table) : barsCard(data, period, name, title, table);
}

function barsCard(data, period, name, title, { dims: [dim], cells }) {
  const usual = name === "category" ? period.usual : {};
  const rows = cells.map(([code, number]) => rowOf(data, dim, code, number, usual[code]));
  const columns = [data.dims[dim], data.words.requests];
  if (name === "category") columns.push(data.words.usual, data.words.change);
  const table = tableBehind(data, title, columns, rows.map((row) => tableRow(data, row, columns.length)));
  const drawn = barsOf(rows, SCALES.has(name));
  if (!drawn.length) return card(title, "", element("p", {}, data.words.nothing), table);
  const { height, configure } = bars(data, drawn);
  const hint = name === "category" && element("p", { class: "hint" }, data.words.usual_mark);
  return card(title, "", chartBox(spoken(data, title, drawn), table, height, configure), hint, table);
}

function rowOf(data, dim, code, number, compared) {
  const row = { name: nameOf(data, dim, code), count: number };
  return compared ? { ...row, usual: compared.usual, sign: SIGNS[compared.change], change: compared.change } : row;
}

function tableRow({ words }, { name, count: number, usual, change }, columns) {
  if (columns === 2) return [name, number];
  const said = { up: words.more, down: words.less, same: words.same }[change] ?? "–";
  return [name, number, usual === null || usual === undefined ? "–" : Math.round(usual), said];
}

// Greatest first, hidden ones last; what nobody asked for stands in the table only.
function barsOf(rows, isScale) {
  const some = rows.filter((row) => row.count !== 0);
  if (isScale) return some;
  return some.sort((a, b) => (b.count ?? -1) - (a.count ?? -1)).slice(0, MOST_BARS);
}

function spoken(data, title, rows) {
  return `${title}: ${rows.slice(0, 3).map((row) => `${row.name} ${shown(data, row.count)}`).join(", ")}`;
}

function heatCard(data, title, { dims: [down, across], cells }) {
  const rows = [...new Set(cells.map(([row]) => row))];
  const columns = [...new Set(cells.map(([, column]) => column))];
  const counts = new Map(cells.map(([row, column, number]) => [`${row}/${column}`, number]));
  const grid = rows.map((row) => columns.map((column) => counts.get(`${row}/${column}`) ?? null));
  const names = rows.map((code) => nameOf(data, down, code));
  return heatWith(data, title, data.dims[down], names, columns.map((code) => nameOf(data, across, code)), grid);
}

function hoursCard(data, title, { cells }) {
  const hours = [...new Set(cells.map(([band]) => hoursOf(band)))];
  const grid = data.days.map((_, day) => cells.filter(([band]) => Number(band[0]) === day + 1).map(([, number]) => number));
  return heatWith(data, title, data.words.day, data.days, hours, grid);
}

function heatWith(data, title, corner, rows, columns, grid) {
  const table = tableBehind(data, title, [corner, ...columns], rows.map((name, at) => [name, ...grid[at]]));
  const { height, configure } = heat(data, rows, columns, grid);
  const most = rows.flatMap((row, y) => columns.map((column, x) => ({ name: `${row}, ${column}`, count: grid[y][x] })));
  most.sort((a, b) => (b.count ?? -1) - (a.count ?? -1));
  return card(title, "", chartBox(spoken(data, title, most), table, height, configure), table);
}
