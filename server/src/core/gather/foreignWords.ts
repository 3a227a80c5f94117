import type { Files, KnownFile, TextFact } from "../cluster/files.ts";
import { type ForeignFiles, wordsOf } from "../cluster/hiddenWords.ts";

/** A private key that is read as if it were configuration (`include server.key`) is nobody's words. */
const privateKeyMark = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** The words of files that are not the user's. Which files these are is found once in each state of what is known, their words once. */
export class ForeignWords {
  readonly #words = new WeakMap<TextFact, ReadonlySet<string>>();
  #uris: readonly string[] = [];
  /** What they were found in. */
  #files: Files | undefined;

  /** Finds them anew, since other files may be the user's. */
  forget(): void {
    this.#files = undefined;
  }

  /** Of files that have a text only those that a cluster read: words of others, as of the system's users, cannot be in an answer about it. */
  in(
    files: Files,
    isOwn: (uri: string) => boolean,
    read: Pick<ReadonlySet<string>, "has"> | undefined,
  ): ForeignFiles {
    if (this.#files !== files)
      this.#uris = [...files].flatMap(([uri, file]) => (isForeign(uri, file, isOwn) ? uri : []));
    this.#files = files;
    const found = new Map<string, ReadonlySet<string>>();
    for (const uri of this.#uris) {
      const { text, pem } = files.get(uri) ?? {};
      if (text && !read?.has(uri)) continue;
      found.set(uri, text && "text" in text ? this.#wordsOf(text) : wordsOf(labelsOf(pem)));
    }
    return found;
  }

  #wordsOf(text: TextFact & { readonly text: string }): ReadonlySet<string> {
    const known = this.#words.get(text) ?? wordsOf(text.text);
    this.#words.set(text, known);
    return known;
  }
}

/** Whether a file was read that is not the user's, or is nobody's words. */
function isForeign(uri: string, { text, pem }: KnownFile, isOwn: (uri: string) => boolean): boolean {
  if (!(text && "text" in text) && typeof pem !== "object") return false;
  return (text && "text" in text && privateKeyMark.test(text.text)) || !isOwn(uri);
}

/** The labels of the blocks of a PEM file that holds something else than certificates and their kin. */
function labelsOf(file: KnownFile["pem"]): string {
  if (typeof file !== "object") return "";
  return file.blocks
    .flatMap(({ label, certificate, crl, key }) => (certificate || crl || key ? [] : [label]))
    .join(" ");
}
