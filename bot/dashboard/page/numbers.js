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

/** Split a name into lines of about so many letters, three at most. */
export function wrapped(name, width) {
  const lines = [""];
  for (const word of name.split(" ")) {
    const joined = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (joined.length <= width || !lines.at(-1)) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  if (lines.length > 3) lines.splice(3, lines.length, `${lines.splice(2, 1)[0]} …`);
  return lines.slice(0, 3);
}
