/** Building elements by hand, so that no text of a message can ever become markup. */

/**
 * Make an element.
 * `class`, `dataset`, `style` and `on` (listeners) are understood; every other property becomes an attribute, and one
 * that is null, undefined or false is left out. Children are nodes or texts; empty ones are skipped.
 */
export function element(tag, { class: className, dataset, style, on, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  Object.assign(made.dataset, dataset);
  if (style) made.style.cssText = style;
  for (const [name, listener] of Object.entries(on ?? {})) made.addEventListener(name, listener);
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
  made.append(...children.flat().filter(isPresent));
  return made;
}

/** A real button that submits nothing. */
export function button(properties, ...children) {
  return element("button", { type: "button", ...properties }, ...children);
}

/** Move the one tab stop of a group of elements to one of them. */
export function rove(members, chosen) {
  for (const member of members) member.tabIndex = member === chosen ? 0 : -1;
}

function setAttribute(made, name, value) {
  if (value === null || value === undefined || value === false) return;
  made.setAttribute(name, value === true ? "" : value);
}

function isPresent(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}
