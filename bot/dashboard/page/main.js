/** The page: takes Telegram's word for who reads, fetches what has been released, and shows one period of it. */

import { Archive } from "./archive.js";
import { clearCharts } from "./drawing.js";
import { button, element } from "./element.js";
import { sectionsOf } from "./sections.js";
import { onTheme, takeLaunch, tell } from "./telegram.js";
import { applyTheme, onColours } from "./theme.js";

const place = document.getElementById("page");
const said = document.getElementById("said");
const { failed, again, outside } = document.body.dataset;
const launch = takeLaunch();

/** Fetch and show, or say why not. */
async function start() {
  if (!launch.pass) return notice(outside);
  try {
    const headers = { Authorization: `tma ${launch.pass}` };
    const answer = await fetch("data", { method: "POST", headers, credentials: "omit", cache: "no-store" });
    const told = await answer.json();
    return answer.ok ? draw(told) : notice(told.line);
  } catch {
    return notice(failed);
  }
}

function notice(line) {
  const parts = [element("p", { class: "notice", role: "alert" }, line)];
  if (launch.pass) parts.push(button({ on: { click: start } }, again));
  place.replaceChildren(...parts);
}

function draw(data) {
  document.documentElement.lang = data.language;
  document.title = data.words.title;
  const heading = element("h1", { class: "unseen" }, data.words.title);
  const banner = data.banner && element("p", { class: "banner", role: "note" }, data.banner);
  if (!data.periods.length) {
    place.replaceChildren(heading, element("p", { class: "notice" }, data.words.empty));
    return;
  }
  const cards = element("main");
  const archive = new Archive(data, (period) => showPeriod(data, period, cards));
  place.replaceChildren(...[heading, banner, archive.element, cards].filter(Boolean));
  archive.open(data.open);
  keepDrawn(cards);
}

function showPeriod(data, period, cards) {
  clearCharts();
  cards.replaceChildren(...sectionsOf(data, period));
  for (const box of cards.querySelectorAll(".chart")) box.draw();
  said.textContent = [period.title, ...period.headline].join(". ");
}

// Names are broken into lines for the width, and colours are read once: both draw anew when they change.
function keepDrawn(cards) {
  const redraw = () => cards.querySelectorAll(".chart").forEach((box) => box.redraw());
  onColours(redraw);
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    redraw();
  });
}

applyTheme(launch.theme);
onTheme(applyTheme);
tell("web_app_ready");
tell("web_app_expand");
start();
