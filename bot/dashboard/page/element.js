/** Building elements by hand, so that no text can ever become markup, and without inline styles. */

/** `class`, `on` (listeners) and attributes; one that is null, undefined or false is left out. */
export function element(tag, { class: className, on, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, listener] of Object.entries(on ?? {})) made.addEventListener(name, listener);
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
  made.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

function setAttribute(made, name, value) {
  if (value === null || value === undefined || value === false) return;
  made.setAttribute(name, value === true ? "" : value);
}

/** A button that submits nothing. */
export function button(properties, ...children) {
  return element("button", { type: "button", ...properties }, ...children);
}
