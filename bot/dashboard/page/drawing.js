/** The charts, drawn with Chart.js on canvas: bars, lines, heat maps. Who cannot see them has the table behind. */

import { element } from "./element.js";
import { cut, numbers, shown, wrapped } from "./numbers.js";
import { colour, lettersOn } from "./theme.js";

const LINE = 14;
const HEAD = 122; // what columns may take whose names stand upright
const POINTS = ["circle", "rect", "triangle", "rectRot", "star", "crossRot"];
const alive = new Set();
const ruler = document.createElement("canvas").getContext("2d");

/** Forget every chart that is drawn. */
export function clearCharts() {
  for (const chart of alive) chart.destroy();
  alive.clear();
}

/** A box with a canvas in it, drawn once it stands in the page; `label` and `table` are for who cannot see it. */
export function chartBox(label, table, height, configure) {
  const canvas = element("canvas");
  const box = element("div", { class: "chart", role: "img", "aria-label": label, "aria-details": table.id }, canvas);
  box.draw = () => {
    const width = box.clientWidth;
    box.style.height = `${typeof height === "function" ? height(width) : height}px`;
    const chart = new window.Chart(canvas, configure(width));
    alive.add(chart);
    return chart;
  };
  box.redraw = () => {
    const old = window.Chart.getChart(canvas);
    if (old) alive.delete(old);
    old?.destroy();
    box.draw();
  };
  return box;
}

function basics(data) {
  return {
    animation: false,
    maintainAspectRatio: false,
    responsive: true,
    locale: data.language,
    color: colour("--text"),
    font: { family: colour("--font"), size: 12 },
    plugins: { legend: { display: false } },
  };
}

const grid = () => ({ color: colour("--line") });
const ticks = () => ({ color: colour("--muted"), font: { family: colour("--font"), size: 12 } });

// A function that says whether a text of our size is no wider than so many pixels.
function fitting(width) {
  ruler.font = `12px ${colour("--font")}`;
  return (text) => ruler.measureText(text).width <= width;
}

function tallest(labels) {
  return Math.max(20, ...labels.map((lines) => lines.length * LINE));
}

/** Horizontal bars; `rows` are {name, count, usual?, sign?}. Heights follow the lines that the names need. */
export function bars(data, rows) {
  const linesOf = (width) => rows.map((row) => wrapped(row.name, fitting(width * 0.44 - 12)));
  const height = (width) => 34 + rows.length * (tallest(linesOf(width)) + 8);
  return { height, configure: (width) => barChart(data, rows, linesOf(width)) };
}

function barChart(data, rows, labels) {
  const options = basics(data);
  options.indexAxis = "y";
  options.layout = { padding: { right: 46 } };
  options.scales = {
    x: { beginAtZero: true, grid: grid(), ticks: { ...ticks(), precision: 0, maxTicksLimit: 5, maxRotation: 0 } },
    y: { grid: { display: false }, ticks: { ...ticks(), color: colour("--text"), autoSkip: false, crossAlign: "far" } },
  };
  options.plugins.tooltip = { callbacks: { title: ([one]) => rows[one.dataIndex].name } };
  const values = rows.map((row) => row.count ?? 0);
  const dataset = { data: values, backgroundColor: colour("--bar"), barThickness: 16, borderRadius: 3 };
  const plugins = [{ id: "values", afterDatasetsDraw: (chart) => writeValues(chart, data, rows) }];
  return { type: "bar", data: { labels, datasets: [dataset] }, options, plugins };
}

function writeValues(chart, data, rows) {
  const { ctx, scales } = chart;
  ctx.save();
  ctx.font = `600 12px ${colour("--font")}`;
  ctx.textBaseline = "middle";
  chart.getDatasetMeta(0).data.forEach((bar, at) => {
    const { count, usual, sign } = rows[at];
    const beyond = usual === undefined || usual === null ? 0 : scales.x.getPixelForValue(usual);
    if (beyond) tick(ctx, beyond, bar.y);
    ctx.fillStyle = colour("--text");
    ctx.fillText(shown(data, count) + (sign ? ` ${sign}` : ""), Math.max(bar.x, beyond) + 5, bar.y);
  });
  ctx.restore();
}

// What is usual, as a line across the bar.
function tick(ctx, x, y) {
  ctx.fillStyle = colour("--text");
  ctx.fillRect(x - 1, y - 11, 2, 22);
}

/** Lines over weeks; `lines` are {name, counts, at}, `at` chooses colour, dashes and marks. */
export function trendLines(data, weeks, lines) {
  const options = basics(data);
  options.interaction = { mode: "nearest", axis: "x", intersect: false };
  options.scales = {
    x: { grid: { display: false }, ticks: { ...ticks(), maxRotation: 0, autoSkipPadding: 12 } },
    y: { beginAtZero: true, grid: grid(), ticks: { ...ticks(), precision: 0, maxTicksLimit: 6 } },
  };
  options.plugins.tooltip = { callbacks: { title: ([one]) => weeks[one.dataIndex] } };
  const datasets = lines.map((line) => trendLine(line, weeks.length));
  return { type: "line", data: { labels: weeks.map((one) => one.slice(5)), datasets }, options };
}

function trendLine({ name, counts, at }, length) {
  const drawn = colour(`--c${at % 8}`);
  const borderDash = [[], [6, 4], [2, 3]][Math.floor(at / 8) % 3];
  const points = { pointRadius: length > 30 ? 2 : 3.5, pointStyle: POINTS[at % POINTS.length] };
  return { label: name, data: counts, borderColor: drawn, backgroundColor: drawn, borderDash, borderWidth: 2, ...points };
}

/** A heat map; `rows` and `columns` are names, `counts[row][column]` numbers, null where hidden. */
export function heat(data, rows, columns, counts) {
  const share = Math.max(...rows.map((one) => one.length)) > 8 ? 0.38 : 0.16;
  const linesOf = (width) => rows.map((row) => wrapped(row, fitting(width * share - 10)));
  const isLong = columns.some((one) => one.length > 6);
  const height = (width) => rows.length * (tallest(linesOf(width)) + 6) + (isLong ? HEAD + 10 : 34);
  return { height, configure: (width) => heatChart(data, linesOf(width), columns, counts, isLong) };
}

function heatChart(data, labels, columns, counts, isLong) {
  const options = { ...basics(data), parsing: false };
  const turned = isLong ? 90 : 0;
  const names = labels.map((lines) => lines.join(" "));
  const category = (list) => ({ type: "category", labels: list, offset: true, grid: { display: false }, border: { display: false } });
  options.scales = {
    x: { ...category(isLong ? columns.map((one) => cut(one, fitting(HEAD))) : columns), position: "top", ticks: { ...ticks(), autoSkip: false, minRotation: turned, maxRotation: turned, labelOffset: isLong ? 6 : 0 } },
    y: { ...category(labels), reverse: false, ticks: { ...ticks(), color: colour("--text"), autoSkip: false, crossAlign: "far" } },
  };
  const cells = counts.flatMap((row, y) => row.map((count, x) => ({ x, y, count })));
  options.plugins.tooltip = {
    callbacks: {
      title: ([one]) => `${names[one.raw.y]}, ${columns[one.raw.x]}`,
      label: (one) => shown(data, one.raw.count),
    },
  };
  const most = Math.max(1, ...cells.map((one) => one.count ?? 0));
  const dataset = {
    data: cells,
    backgroundColor: ({ raw }) => `rgb(${colour("--heat")} / ${strength(raw?.count, most)})`,
    borderColor: colour("--line"),
    borderWidth: 1,
    width: ({ chart }) => (chart.chartArea?.width ?? 0) / columns.length - 2,
    height: ({ chart }) => (chart.chartArea?.height ?? 0) / labels.length - 2,
  };
  const plugins = [{ id: "values", afterDatasetsDraw: (chart) => writeCells(chart, data, cells, most, columns.length) }];
  return { type: "matrix", data: { datasets: [dataset] }, options, plugins };
}

function strength(count, most) {
  return count ? 0.12 + (0.88 * count) / most : 0;
}

function writeCells(chart, data, cells, most, columns) {
  const { ctx, chartArea } = chart;
  const write = numbers(data);
  const room = chartArea.width / columns - 2;
  ctx.save();
  ctx.font = `${room < 24 ? 10 : 11}px ${colour("--font")}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  chart.getDatasetMeta(0).data.forEach((cell, at) => {
    const { count } = cells[at];
    const text = count === null ? data.mark : write(count);
    if (ctx.measureText(text).width > room) return;
    const { x, y } = cell.getCenterPoint();
    ctx.fillStyle = count === 0 ? colour("--muted") : lettersOn(colour("--heat"), colour("--card"), strength(count, most));
    ctx.fillText(text, x, y);
  });
  ctx.restore();
}
