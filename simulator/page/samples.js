/** A photo, a voice note and a sticker made on the spot: nobody needs a camera or a microphone to try the hotline. */

const RATE = 16_000;
const VOICE_SECONDS = 2.4;

/** An evening over hills, 1280 by 853 pixels. */
export async function samplePhoto() {
  const [canvas, brush] = blank(1280, 853);
  fillGradient(brush, canvas, ["#2b5b8c", "#f2a65a", "#f7d488"]);
  brush.fillStyle = "#fff3d6";
  circle(brush, 930, 420, 70);
  [["#6d6a8f", 520, 60], ["#4a5a78", 610, 45], ["#2e4256", 710, 35]].forEach((hill) => drawHill(brush, canvas, ...hill));
  brush.fillStyle = "#ffffffcc";
  brush.font = "600 40px system-ui, sans-serif";
  brush.fillText("Sample photo", 48, 800);
  return toFile(canvas, "photo.jpg", "image/jpeg");
}

/** A waving hand, 512 by 512 pixels, as Telegram wants stickers. */
export async function sampleSticker() {
  const [canvas, brush] = blank(512, 512);
  Object.assign(brush, { font: "380px system-ui, sans-serif", textAlign: "center", textBaseline: "middle" });
  brush.fillText("👋", 256, 280);
  return toFile(canvas, "sticker.webp", "image/webp");
}

/** A short hum that rises and falls like speech, as a WAV file. */
export function sampleVoice() {
  const count = Math.round(RATE * VOICE_SECONDS);
  const view = new DataView(new ArrayBuffer(44 + count * 2));
  writeHeader(view, count * 2);
  let phase = 0;
  for (let at = 0; at < count; at += 1) {
    const second = at / RATE;
    phase += (2 * Math.PI * (150 + 35 * Math.sin(second * 5))) / RATE;
    const loudness = Math.max(0, Math.sin(second * 9)) * (1 - second / VOICE_SECONDS);
    const hum = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase);
    view.setInt16(44 + at * 2, hum * loudness * 9000, true);
  }
  return new File([view], "voice.wav", { type: "audio/wav" });
}

function writeHeader(view, bytes) {
  const text = (at, letters) => [...letters].forEach((letter, step) => view.setUint8(at + step, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + bytes, true);
  text(8, "WAVEfmt ");
  [[16, 16], [24, RATE], [28, RATE * 2]].forEach(([at, value]) => view.setUint32(at, value, true));
  [[20, 1], [22, 1], [32, 2], [34, 16]].forEach(([at, value]) => view.setUint16(at, value, true));
  text(36, "data");
  view.setUint32(40, bytes, true);
}

function blank(width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  return [canvas, canvas.getContext("2d")];
}

function fillGradient(brush, canvas, colours) {
  const gradient = brush.createLinearGradient(0, 0, 0, canvas.height);
  colours.forEach((colour, at) => gradient.addColorStop(at / (colours.length - 1), colour));
  brush.fillStyle = gradient;
  brush.fillRect(0, 0, canvas.width, canvas.height);
}

function circle(brush, x, y, radius) {
  brush.beginPath();
  brush.arc(x, y, radius, 0, 7);
  brush.fill();
}

function drawHill(brush, canvas, colour, height, swing) {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.moveTo(0, canvas.height);
  for (let x = 0; x <= canvas.width; x += 8) brush.lineTo(x, height + swing * Math.sin(x / (swing * 4) + height));
  brush.lineTo(canvas.width, canvas.height);
  brush.fill();
}

async function toFile(canvas, name, type) {
  const blob = await new Promise((done) => canvas.toBlob(done, type, 0.85));
  return new File([blob], name, { type });
}
