/** Sending what is no text: files, samples made on the spot, a place, a contact, the rarer kinds. */

import * as api from "./api.js";
import { openContactForm, openPlaceForm } from "./attach_forms.js";
import { openMenu } from "./menu.js";
import { samplePhoto, sampleSticker, sampleVoice } from "./samples.js";
import { attempt } from "./toast.js";

/** Open the menu of attachments above its button; the composer's text goes along as the caption. */
export function attachMenu(seat, anchor, composer) {
  const pick = (accept, kind) => () => pickFile(accept, (file) => sendFile(seat, composer, file, kind));
  const sample = (make, kind) => async () => sendFile(seat, composer, await make(), kind);
  openMenu({
    anchor,
    label: "Attach",
    items: [
      { label: "Sample photo", icon: "photo", act: sample(samplePhoto, "photo") },
      { label: "Sample voice note", icon: "voice", act: sample(sampleVoice, "voice") },
      { label: "Photo or video…", icon: "photo", act: pick("image/*,video/*") },
      { label: "File…", icon: "file", act: pick("", "document") },
      { label: "Voice note from a file…", icon: "voice", act: pick("audio/*", "voice") },
      { label: "Location…", icon: "place", act: () => openPlaceForm(seat) },
      seat.isPrivate && { label: "Contact…", icon: "contact", act: () => openContactForm(seat) },
      { label: "Sticker", icon: "sticker", act: sample(sampleSticker, "sticker") },
      { label: "Poll", icon: "poll", act: () => sendOther(seat, "poll") },
      { label: "Dice", icon: "dice", act: () => sendOther(seat, "dice") },
    ],
  });
}

function pickFile(accept, use) {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", accept });
  input.addEventListener("change", () => input.files[0] && use(input.files[0]));
  input.click();
}

/** Send a file as the kind asked for, or as what it looks like. */
export function sendFile(seat, composer, file, kind = kindOf(file)) {
  const { text, replyTo } = composer.take();
  const fields = { chat_id: seat.chatId, thread_id: seat.threadId || null, kind, caption: text, reply_to: replyTo };
  return attempt(seat.pane, () => api.upload(seat.viewerId, file, fields));
}

function kindOf(file) {
  const kinds = { image: "photo", video: "video", audio: "audio" };
  return file.type === "image/gif" ? "animation" : (kinds[file.type.split("/")[0]] ?? "document");
}

function sendOther(seat, kind) {
  const other = { chat_id: seat.chatId, thread_id: seat.threadId || undefined, kind };
  return attempt(seat.pane, () => api.sendOther(seat.viewerId, other));
}
