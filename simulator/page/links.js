/** Opening the addresses a bot gives: only those a browser should open, never with a way back to this page. */

import { toast } from "./toast.js";

const OPENABLE = /^(https?|tel|mailto):/i;

export function openLink(url, pane) {
  if (OPENABLE.test(url)) window.open(url, "_blank", "noopener,noreferrer");
  else toast(pane, `This opens only in Telegram: ${url}`);
}
