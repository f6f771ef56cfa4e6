/** The server's events, followed for as long as the page is open; a lost connection is taken up where it broke. */

const PAUSES = [300, 700, 1500, 3000];

export class Stream {
  #source = null;
  #sequence = null;
  #failures = 0;
  #timer = 0;

  /** `onOpen(isAgain)`, `onEvent(event)` and `onLost()` are called as the names say. */
  constructor({ onOpen, onEvent, onLost }) {
    Object.assign(this, { onOpen, onEvent, onLost });
  }

  /** Connect, asking for what we missed. */
  open() {
    clearTimeout(this.#timer);
    this.#source?.close();
    const after = this.#sequence === null ? "" : `?after=${this.#sequence}`;
    this.#source = new EventSource(`/people/stream${after}`);
    this.#source.onopen = () => this.#opened();
    this.#source.onmessage = (event) => this.#received(JSON.parse(event.data));
    this.#source.onerror = () => this.#lost();
  }

  /** Start counting anew: the server is another one than before. */
  forget() {
    this.#sequence = null;
    this.open();
  }

  /** Have we seen more events than the server has had? */
  isAheadOf(sequence) {
    return this.#sequence !== null && sequence !== undefined && this.#sequence > sequence;
  }

  #opened() {
    const isAgain = this.#failures > 0;
    this.#failures = 0;
    this.onOpen(isAgain);
  }

  #received(event) {
    this.#sequence = event.sequence;
    this.onEvent(event);
  }

  #lost() {
    this.#source.close();
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)];
    this.#failures += 1;
    this.onLost();
    this.#timer = setTimeout(() => this.open(), pause);
  }
}
