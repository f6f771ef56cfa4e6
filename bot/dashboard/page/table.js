/** The tables behind the charts: everything that a chart shows, and more, for whoever reads better than they see. */

import { element } from "./element.js";
import { numbers } from "./numbers.js";

let count = 0;

/** A table that can be opened; `columns` are headings, `rows` are [name, cell, …] with numbers, texts or null. */
export function tableBehind(data, title, columns, rows) {
  const head = element("tr", {}, columns.map((one) => element("th", { scope: "col" }, one)));
  const body = rows.map(([name, ...cells]) =>
    element("tr", {}, element("th", { scope: "row" }, name), cells.map((one) => cell(data, one))));
  const caption = element("caption", { class: "unseen" }, title);
  const table = element("table", {}, caption, element("thead", {}, head), element("tbody", {}, body));
  const scroll = element("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": title }, table);
  const id = `table-${(count += 1)}`;
  return element("details", { id }, element("summary", {}, data.words.as_table), scroll);
}

function cell(data, value) {
  if (value === null) return element("td", {}, ...markOf(data));
  return element("td", {}, typeof value === "number" ? numbers(data)(value) : value);
}

/** The mark of a hidden number, and the word for who hears the page. */
export function markOf(data) {
  return [element("span", { "aria-hidden": "true" }, data.mark), element("span", { class: "unseen" }, data.words.hidden)];
}
