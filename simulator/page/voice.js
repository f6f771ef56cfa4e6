/** The player of voice notes and music: one button, a wave to watch and to seek in. */

import { button, element } from "./element.js";
import { duration, size } from "./format.js";
import { icon } from "./icons.js";

const BARS = 34;

/** A voice note. */
export function voiceNote(message) {
  const sound = new Audio(message.file_url);
  sound.preload = "metadata";
  const wave = element("div", { class: "wave", "aria-hidden": "true" }, bars(message.voice.file_unique_id ?? ""));
  const time = element("span", { class: "media-note" }, duration(message.voice.duration));
  wave.addEventListener("click", (event) => seek(sound, wave, event));
  sound.addEventListener("timeupdate", () => progress(sound, wave, time, message.voice.duration));
  return element("div", { class: "voice" }, playButton(sound, "voice message"), element("div", {}, wave, time));
}

/** A piece of music or another sound file. */
export function audioFile(message) {
  const { title, performer, file_name: fileName, file_size: bytes } = message.audio;
  const sound = new Audio(message.file_url);
  sound.preload = "metadata";
  const name = element("div", { class: "file-name" }, title ?? fileName ?? "Audio");
  const note = element("div", { class: "media-note" }, [performer, duration(message.audio.duration), size(bytes)]
    .filter(Boolean).join(" · "));
  return element("div", { class: "voice" }, playButton(sound, "audio"), element("div", {}, name, note));
}

function playButton(sound, what) {
  const play = button({ class: "disc", "aria-label": `Play ${what}` }, icon("play"));
  const draw = (isPlaying) => {
    play.replaceChildren(icon(isPlaying ? "pause" : "play"));
    play.setAttribute("aria-label", `${isPlaying ? "Pause" : "Play"} ${what}`);
  };
  play.addEventListener("click", () => (sound.paused ? sound.play().catch(() => draw(false)) : sound.pause()));
  sound.addEventListener("play", () => draw(true));
  for (const name of ["pause", "ended"]) sound.addEventListener(name, () => draw(false));
  return play;
}

// A wave that looks like speech and is always the same for one file; the real one is not in the Bot API.
function bars(seed) {
  let number = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return Array.from({ length: BARS }, () => {
    number = (number * 1103515245 + 12345) >>> 0;
    return element("i", { style: `height:${15 + ((number >>> 16) % 85)}%` });
  });
}

function progress(sound, wave, time, total) {
  const length = Number.isFinite(sound.duration) ? sound.duration : total;
  const share = length ? sound.currentTime / length : 0;
  [...wave.children].forEach((bar, at) => bar.classList.toggle("heard", at < share * BARS));
  time.textContent = duration(sound.ended ? length : length - sound.currentTime);
}

function seek(sound, wave, event) {
  const box = wave.getBoundingClientRect();
  if (Number.isFinite(sound.duration)) sound.currentTime = ((event.clientX - box.left) / box.width) * sound.duration;
}
