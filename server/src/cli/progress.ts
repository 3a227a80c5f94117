/** What of a terminal is needed here. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Milliseconds without output before progress is shown. */
const patience = 1_000;
/** Milliseconds between two updates. */
const interval = 200;

/**
 * Shows on a terminal how much was done, in a line that is written over, once a run takes longer than a second. It
 * looks at the clock when a piece is done: a timer would not get its turn.
 */
export class Progress {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  readonly #inWords: (count: number) => string;
  #next: number;
  #count = 0;
  #isShown = false;

  /** @param inWords how much it is: `3 files checked` */
  constructor(
    terminal: Terminal,
    inWords: (count: number) => string,
    now: () => number = () => performance.now(),
  ) {
    this.#terminal = terminal;
    this.#inWords = inWords;
    this.#now = now;
    this.#next = now() + patience;
  }

  /** One more piece is done. */
  count(): void {
    this.#count++;
    if (!this.#terminal.isTTY || this.#now() < this.#next) return;
    this.#next = this.#now() + interval;
    this.#isShown = true;
    this.#terminal.write(`${clearLine}pgssl: ${this.#inWords(this.#count)}`);
  }

  /** Takes the line away, before something else is written. */
  clear(): void {
    if (this.#isShown) this.#terminal.write(clearLine);
    this.#isShown = false;
  }
}

/** To the first column, and all to the right of it erased (ECMA-48). */
const clearLine = "\r\u001b[K";
