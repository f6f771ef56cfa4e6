/** Numbers and names as the reader writes them. */

const formats = new Map();

/** A function that writes whole numbers in the page's language. */
export function numbers(data) {
  if (!formats.has(data.language)) formats.set(data.language, new Intl.NumberFormat(data.language).format);
  return formats.get(data.language);
}

/** A number, or the mark where it is hidden. */
export function shown(data, count) {
  return count === null ? data.mark : numbers(data)(count);
}

/** The name of a code of a dimension; bands of hours are made of a day and its hours. */
export function nameOf(data, dim, code) {
  if (dim === "band") return `${data.days[Number(code[0]) - 1]} ${hoursOf(code)}`;
  return data.names[dim]?.[code] ?? code;
}

/** `1-08` is Monday, 8 to 12. */
export function hoursOf(band) {
  const from = Number(band.slice(2));
  return `${String(from).padStart(2, "0")}–${String(from + 4).padStart(2, "0")}`;
}

/** Split a name into lines that `fit(text)`, two at most; a word that is too long by itself is cut. */
export function wrapped(name, fit) {
  const lines = [];
  for (const word of name.split(" ").map((one) => cut(one, fit))) {
    const joined = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && fit(joined)) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines.length > 2 ? [lines[0], cut(`${lines[1]}…`, fit)] : lines;
}

/** A text, cut until it `fit`s. */
export function cut(word, fit) {
  let kept = word;
  while (kept.length > 2 && !fit(kept)) kept = `${kept.replace(/…$/, "").slice(0, -1)}…`;
  return kept;
}
