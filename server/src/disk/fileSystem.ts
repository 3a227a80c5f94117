import type { Files } from "./files.ts";

/** Milliseconds after which a call has no answer: the server of a network file system may be down. */
const timeLimit = 5_000;
/** Calls that wait for one file system at the same time. Each takes one of the threads that all file systems share. */
const atOnce = 2;

/** The file system did not answer in time, or has not answered an earlier call by now. */
export class NoAnswer extends Error {}

let unanswered = 0;

/** Whether some call never returned, so that its thread cannot end, and with it the process. */
export const isAnyUnanswered = (): boolean => unanswered > 0;

/** One mounted file system: a few calls at a time, each with a time limit, and none more until all have returned that exceeded it. */
export class FileSystem {
  readonly #files: Files;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #unanswered = 0;

  constructor(files: Files) {
    this.#files = files;
  }

  /**
   * The answer of a call. `undo` takes back what a call has done that returns too late.
   * @throws NoAnswer and what the call throws.
   */
  async call<Value>(
    work: (files: Files) => Value | Promise<Value>,
    undo?: (late: Value) => unknown,
  ): Promise<Value> {
    while (this.#running >= atOnce && this.#unanswered === 0)
      await new Promise<void>((go) => this.#waiting.push(go));
    if (this.#unanswered > 0) throw new NoAnswer();
    const working = work(this.#files);
    if (!(working instanceof Promise)) return working;
    this.#running++;
    return new Promise<Value>((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        this.#unanswered++;
        unanswered++;
        for (const go of this.#waiting.splice(0)) go();
        reject(new NoAnswer());
      }, timeLimit);
      const end = () => {
        clearTimeout(timer);
        this.#running--;
        if (isLate) {
          this.#unanswered--;
          unanswered--;
        }
        this.#waiting.shift()?.();
      };
      working.then(
        (value) => {
          end();
          if (isLate) undo?.(value);
          else resolve(value);
        },
        (error) => {
          end();
          reject(error);
        },
      );
    });
  }
}
