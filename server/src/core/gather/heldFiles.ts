import type { FileStat, Host, ReadProblem } from "../host.ts";

/** Files that documents hold, certificates and keys for instance, beside those of a host. They have no text to read as configuration. */
export class HeldFiles {
  readonly #host: Host;
  readonly #texts = new Map<string, string>();

  constructor(host: Host) {
    this.#host = host;
  }

  provide(uri: string, text: string): void {
    this.#texts.set(uri, text);
  }

  withdraw(uri: string): void {
    this.#texts.delete(uri);
  }

  async stat(uri: string): Promise<FileStat | "unreadable" | "no-answer" | undefined> {
    const text = this.#texts.get(uri);
    return text === undefined ? this.#host.stat(uri) : { kind: "file", size: text.length, modified: 0 };
  }

  async readFile(uri: string, maxBytes: number): Promise<Uint8Array | ReadProblem | undefined> {
    const text = this.#texts.get(uri);
    return text === undefined ? this.#host.readFile(uri, maxBytes) : pemBytes(text);
  }
}

/** PEM is ASCII (RFC 7468), and other characters spoil it anyway. */
export function pemBytes(pem: string): Uint8Array {
  return Uint8Array.from(pem, (character) => character.charCodeAt(0));
}
