/** Times, sizes, names and colours as a messenger shows them. */

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });

export const LANGUAGES = {
  ru: "Русский",
  uz: "O‘zbekcha",
  tg: "Тоҷикӣ",
  ky: "Кыргызча",
  kk: "Қазақша",
  tk: "Türkmençe",
  en: "English",
};

/** Unix seconds as 14:05. */
export function clock(seconds) {
  return CLOCK.format(new Date(seconds * 1000));
}

/** Unix seconds as a day, the present one as Today. */
export function day(seconds) {
  const date = new Date(seconds * 1000);
  return date.toDateString() === new Date().toDateString() ? "Today" : DAY.format(date);
}

/** Seconds as 1:07. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Bytes as a person reads them. */
export function size(bytes) {
  if (!bytes) return "";
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function fullName(user) {
  return [user?.first_name, user?.last_name].filter(Boolean).join(" ") || user?.title || "Somebody";
}

export function initials(name) {
  const letters = name.split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? "");
  return letters.join("").toUpperCase();
}

/** One of seven name colours; the same id always has the same one. */
export function colourOf(id) {
  return Math.abs(Number(id) || 0) % 7;
}

/** A topic's colour (24-bit number) for CSS. */
export function cssColour(number) {
  return `#${(number ?? 0x6fb9f0).toString(16).padStart(6, "0")}`;
}
