/**
 * The html of a message as nodes. The server promises safe html; this builds only the tags Telegram knows, with
 * the attributes named here, so that a mistake there stays a strange text and never becomes a script.
 */

import { button, element } from "./element.js";

const TAGS = new Set(["B", "STRONG", "I", "EM", "U", "INS", "S", "STRIKE", "DEL", "CODE", "PRE", "BR"]);
const LINK = /^(https?|tg|tel|mailto):/i;
const COMMAND = /(^|\s)(\/[a-z0-9_]{1,32}(?:@\w+)?)(?![\w/])/gi;

/** Turn safe html into nodes; `onCommand(text)` is called when a /command in it is pressed. */
export function messageNodes(html, onCommand) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return copyChildren(parsed.body, onCommand);
}

function copyChildren(parent, onCommand) {
  return [...parent.childNodes].flatMap((node) => copyNode(node, onCommand));
}

// A block ends its line by itself: the line break written after it would show as an empty line.
function textOf(node) {
  const isAfterBlock = ["PRE", "BLOCKQUOTE"].includes(node.previousSibling?.nodeName);
  return isAfterBlock ? node.data.replace(/^\n/, "") : node.data;
}

function copyNode(node, onCommand) {
  if (node.nodeType === Node.TEXT_NODE) return withCommands(textOf(node), onCommand);
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  if (TAGS.has(node.tagName)) return [plainTag(node, onCommand)];
  if (node.tagName === "A") return [link(node)];
  if (node.tagName === "BLOCKQUOTE") return [blockquote(node, onCommand)];
  if (node.tagName === "TG-SPOILER" || node.className.includes("spoiler")) return [spoiler(node, onCommand)];
  return copyChildren(node, onCommand);
}

function plainTag(node, onCommand) {
  const isCode = node.tagName === "CODE" || node.tagName === "PRE";
  return element(node.tagName.toLowerCase(), {}, copyChildren(node, isCode ? null : onCommand));
}

function link(node) {
  const address = node.getAttribute("href") ?? "";
  const href = LINK.test(address) ? address : null;
  return element("a", { href, target: "_blank", rel: "noopener noreferrer" }, copyChildren(node, null));
}

function blockquote(node, onCommand) {
  const quote = element("blockquote", {}, copyChildren(node, onCommand));
  if (node.hasAttribute("expandable")) makeExpandable(quote);
  return quote;
}

function makeExpandable(quote) {
  quote.classList.add("folded");
  const more = button({ class: "unfold", "aria-expanded": "false" }, "Show more");
  more.addEventListener("click", () => {
    const isFolded = quote.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(!isFolded));
    more.textContent = isFolded ? "Show more" : "Show less";
  });
  quote.append(more);
}

function spoiler(node, onCommand) {
  const hidden = element("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text" });
  hidden.append(...copyChildren(node, onCommand));
  const reveal = () => {
    hidden.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) hidden.removeAttribute(name);
  };
  hidden.addEventListener("click", reveal);
  hidden.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return hidden;
}

function withCommands(text, onCommand) {
  if (!onCommand) return [text];
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(COMMAND)) {
    const at = found.index + found[1].length;
    nodes.push(text.slice(done, at), commandLink(found[2], onCommand));
    done = at + found[2].length;
  }
  return [...nodes, text.slice(done)];
}

function commandLink(command, onCommand) {
  return button({ class: "link", on: { click: () => onCommand(command) } }, command);
}
