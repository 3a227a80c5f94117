import type { Files, KnownFile, TextFact } from "../cluster/files.ts";
import { type ForeignFiles, wordsOf } from "../cluster/hiddenWords.ts";
import { Vocabulary } from "../data/vocabulary.ts";

/** A private key that is read as if it were configuration (`include server.key`) is nobody's words. */
const privateKeyMark = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** The words of files that are not the user's, found once in each state of what is known. */
export class ForeignWords {
  readonly vocabulary = new Vocabulary();
  readonly #words = new WeakMap<TextFact, ReadonlySet<string>>();
  #found: ForeignFiles = new Map();
  /** What they were found in. */
  #files: Files | undefined;

  /** Finds them anew, since other files may be the user's. */
  forget(): void {
    this.#files = undefined;
  }

  in(files: Files, isOwn: (uri: string) => boolean): ForeignFiles {
    if (this.#files === files) return this.#found;
    this.#files = files;
    const found = new Map<string, ReadonlySet<string>>();
    for (const [uri, { text, pem }] of files) {
      if (!(text && "text" in text) && typeof pem !== "object") continue;
      const isKey = text && "text" in text && privateKeyMark.test(text.text);
      if (!isKey && isOwn(uri)) continue;
      const words = text && "text" in text ? this.#wordsOf(text) : wordsOf(labelsOf(pem), this.vocabulary);
      found.set(uri, words);
    }
    this.#found = found;
    return found;
  }

  #wordsOf(text: TextFact & { readonly text: string }): ReadonlySet<string> {
    const known = this.#words.get(text) ?? wordsOf(text.text, this.vocabulary);
    this.#words.set(text, known);
    return known;
  }
}

/** The labels of the blocks of a PEM file that holds something else than certificates and their kin. */
function labelsOf(file: KnownFile["pem"]): string {
  if (typeof file !== "object") return "";
  return file.blocks
    .flatMap(({ label, certificate, crl, key }) => (certificate || crl || key ? [] : [label]))
    .join(" ");
}
