/** What a message can carry besides text: pictures, films, files, places, cards. */

import { element } from "./element.js";
import { colourOf, duration, fullName, initials, size } from "./format.js";
import { icon } from "./icons.js";
import { audioFile, voiceNote } from "./voice.js";

// Telegram marks a GIF as a document too and a venue as a location too: the narrower kind stands first.
const DRAW = {
  photo: picture,
  animation: film,
  video: film,
  video_note: roundFilm,
  voice: voiceNote,
  audio: audioFile,
  document: file,
  sticker,
  venue: (message) => placeCard(message.venue.location, message.venue.title, message.venue.address),
  location: (message) => placeCard(message.location, "Location"),
  contact,
  poll,
  dice: (message) => element("div", { class: "dice", role: "img", "aria-label": `Dice: ${message.dice.value}` },
    element("span", {}, message.dice.emoji), element("b", {}, String(message.dice.value))),
};

/** The kind of media in a message, or undefined. */
export function mediaKind(message) {
  return Object.keys(DRAW).find((kind) => message[kind] !== undefined);
}

export function media(message) {
  const kind = mediaKind(message);
  return kind ? element("div", { class: `media media-${kind}` }, DRAW[kind](message)) : null;
}

function picture(message) {
  const { width, height } = message.photo.at(-1) ?? {};
  const image = element("img", { src: message.file_url, alt: message.caption ? "" : "Photo", width, height });
  const link = { href: message.file_url, target: "_blank", rel: "noopener", "aria-label": "Open the photo" };
  return element("a", link, image);
}

function film(message) {
  const isLoop = Boolean(message.animation);
  return element("video", { src: message.file_url, controls: !isLoop, loop: isLoop, autoplay: isLoop, muted: isLoop,
    playsinline: true, preload: "metadata", "aria-label": isLoop ? "GIF" : "Video" });
}

function roundFilm(message) {
  return element("video", { class: "round-film", src: message.file_url, controls: true, playsinline: true,
    preload: "metadata", "aria-label": `Video message, ${duration(message.video_note.duration)}` });
}

function file(message) {
  const { file_name: name, file_size: bytes } = message.document;
  const words = element("span", {}, element("span", { class: "file-name" }, name ?? "File"),
    element("span", { class: "media-note" }, size(bytes) || "File"));
  const disc = element("span", { class: "disc" }, icon("file"));
  return element("a", { class: "file", href: message.file_url, download: name ?? "" }, disc, words);
}

function sticker(message) {
  const { emoji, is_animated: isAnimated, is_video: isVideo } = message.sticker;
  if (isVideo) return element("video", { src: message.file_url, autoplay: true, loop: true, muted: true });
  if (isAnimated || !message.file_url) return element("span", { class: "big-emoji" }, emoji ?? "🙂");
  return element("img", { src: message.file_url, alt: `Sticker ${emoji ?? ""}` });
}

function placeCard({ latitude, longitude }, title, address) {
  const map = element("div", { class: "map", "aria-hidden": "true" }, icon("place"));
  const where = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  const note = element("div", { class: "media-note" }, [address, where].filter(Boolean).join(" · "));
  return element("div", { class: "place" }, map, element("div", { class: "file-name" }, title), note);
}

function contact({ contact: card }) {
  const name = fullName(card);
  const kind = `avatar colour-${colourOf(card.user_id)}`;
  const face = element("span", { class: kind, "aria-hidden": "true" }, initials(name));
  const words = element("span", {}, element("span", { class: "file-name" }, name),
    element("span", { class: "media-note" }, card.phone_number));
  return element("div", { class: "file" }, face, words);
}

function poll({ poll: asked }) {
  const options = asked.options.map((option) => element("li", {}, option.text));
  return element("div", { class: "poll" }, element("div", { class: "file-name" }, asked.question),
    element("div", { class: "media-note" }, "Poll"), element("ul", {}, options));
}
