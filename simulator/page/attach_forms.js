/** The two attachments that need a question first: a place and a contact. */

import * as api from "./api.js";
import { choice, field, openForm } from "./dialog.js";
import { user } from "./state.js";

/** City centres, in degrees. */
const CITIES = {
  Moscow: [55.7558, 37.6173],
  "Saint Petersburg": [59.9386, 30.3141],
  Yekaterinburg: [56.8389, 60.6057],
  Novosibirsk: [55.0302, 82.9204],
  Orenburg: [51.7682, 55.097],
};

export function openPlaceForm(seat) {
  const [latitude, longitude] = ["latitude", "longitude"].map((name, at) => field(
    name === "latitude" ? "Latitude" : "Longitude",
    { name, required: true, inputmode: "decimal", type: "number", step: "any", value: CITIES.Moscow[at],
      min: at ? -180 : -90, max: at ? 180 : 90 },
  ));
  const names = Object.keys(CITIES).map((name) => [name, name]);
  const fill = (event) => {
    [latitude, longitude].forEach((one, at) => { one.querySelector("input").value = CITIES[event.target.value][at]; });
  };
  openForm("Share a location", [choice("City", "city", names, "Moscow", { change: fill }), latitude, longitude],
    "Send location", (values) => sendPlace(seat, values));
}

function sendPlace(seat, values) {
  const place = { latitude: Number(values.latitude), longitude: Number(values.longitude) };
  return api.sendPlace(seat.viewerId, { chat_id: seat.chatId, thread_id: seat.threadId || undefined, ...place });
}

export function openContactForm(seat) {
  const name = field("First name", { name: "first_name", required: true, value: user(seat.viewerId)?.first_name ?? "" });
  // A number from the range kept free for fiction.
  const phone = field("Phone number", { name: "phone_number", required: true, type: "tel", value: "+12025550123" });
  openForm("Share a contact", [name, phone], "Send contact",
    (values) => api.sendContact(seat.viewerId, { chat_id: seat.chatId, ...values }));
}
