import { carrierInWords } from "../../carriers/carrierInWords.ts";
import { embed } from "../../carriers/embed.ts";
import { removerOf } from "../../carriers/removerOf.ts";
import { scalarsOf } from "../../carriers/yaml/writeScalar.ts";
import { embeddedScheme, pathOf } from "../../cluster/uris.ts";
import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import type { Hover } from "../../model/hover.ts";
import type { Place } from "../../model/span.ts";
import { inForcePlace } from "../hover/conf/inForce.ts";
import { code } from "../hover/render.ts";
import { heldPart } from "./heldPart.ts";
import { isHeldText, placeOfHeldText } from "./heldText.ts";
import { toHostEdits } from "./hostEdits.ts";
import { entryAt, hostSpan, lineSpan } from "./places.ts";

/** Places and edits of parts, in the documents that hold them. */
export class AtHosts {
  readonly #documents: EmbeddedDocuments;

  constructor(documents: EmbeddedDocuments) {
    this.#documents = documents;
  }

  /** The place where something of a part is written; what a carrier adds has none. */
  place({ uri, line, span }: Place): Place | undefined {
    const { host, state, part } = heldPart(this.#documents, uri);
    const at = part && hostSpan(part.file, part.starts, line, span);
    return at && { uri: host, ...lineSpan(state.starts, at) };
  }

  /**
   * An answer about a file that a container reads, with the places of parts where they are written. What is about a place that nobody wrote
   * is left out.
   */
  answer<Answer>(answer: Answer): Answer {
    return this.#documents.isEmpty ? answer : (this.#value(answer) as Answer);
  }

  /** A hover in a file, with the place of the assignment that counts where that is written. */
  hover(hover: Hover, uri: string): Hover {
    if (this.#documents.isEmpty) return hover;
    const markdown = hover.markdown.replace(inForcePlace, (written, line: string, path?: string) => {
      const file = path === undefined ? uri : `${embeddedScheme}${path}`;
      const { host, part } = heldPart(this.#documents, file);
      if (!part) return written;
      const at = this.place({ uri: file, line: Number(line) - 1, span: { start: 0, end: 1 } });
      if (!at) return `set by ${carrierInWords(part.cluster.carrier)}`;
      const name = this.#documents.holding(uri)?.host === host ? "this file" : code(pathOf(host)).text;
      return `set in line ${at.line + 1} of ${name}`;
    });
    return { ...hover, markdown };
  }

  /** Edits of files and of parts, as edits of what people write; `undefined` where one of these cannot take them. */
  async edits(edits: readonly TextEdit[]): Promise<readonly TextEdit[] | undefined> {
    const made = edits.filter(({ place }) => !place.uri.startsWith(embeddedScheme));
    for (const uri of new Set(edits.map(({ place }) => place.uri))) {
      if (!uri.startsWith(embeddedScheme)) continue;
      const { host, state, part } = heldPart(this.#documents, uri);
      const own = edits.filter(({ place }) => place.uri === uri);
      const written = part && (await ofHost(host, state, part, own));
      if (!written) return undefined;
      made.push(...written);
    }
    return made;
  }

  #value(value: unknown): unknown {
    if (Array.isArray(value))
      return value.flatMap((item) => {
        const shown = this.#value(item);
        return shown === undefined || losesPlace(item, shown) ? [] : [shown];
      });
    if (typeof value !== "object" || value === null || value instanceof Map || value instanceof Set)
      return value;
    const entries = Object.entries(value).map(([name, inner]) => [name, this.#value(inner)] as const);
    const shown: Record<string, unknown> = Object.fromEntries(
      entries.filter(([, inner]) => inner !== undefined),
    );
    const { uri, line, span } = shown;
    if (typeof uri !== "string" || !uri.startsWith(embeddedScheme)) return shown;
    if (typeof line === "number" && typeof span === "object") {
      const at = this.place({ uri, line, span: span as Place["span"] });
      return at && { ...shown, ...at };
    }
    if (isHeldText(uri)) {
      const at = placeOfHeldText(this.#documents, uri);
      return at && { ...shown, ...at };
    }
    const host = this.#documents.holding(uri)?.host;
    return host === undefined ? undefined : { ...shown, uri: host };
  }
}

/** Whether something was about a place that nobody wrote. */
function losesPlace(item: unknown, shown: unknown): boolean {
  const has = (value: unknown) =>
    typeof value === "object" && value !== null && ("place" in value || "finding" in value);
  return has(item) && !has(shown);
}

/** The edits of a host document, where it can take them: all else that it holds stays as it is, but for what is written in the same scalar. */
async function ofHost(
  uri: string,
  state: HostState,
  part: OpenFile,
  edits: readonly TextEdit[],
): Promise<readonly TextEdit[] | undefined> {
  const own = new Set(edits.map(({ place: { line } }) => entryAt(part.file, line)?.scalar.from));
  const reads = async (source: string) => {
    const clusters = await embed(source, state.text.language, state.neighbours);
    const became = ({ cluster, file }: OpenFile) =>
      clusters[state.clusters.indexOf(cluster)]?.files.find(({ language }) => language === file.language)
        ?.text;
    const isKept = (other: OpenFile) =>
      other === part ||
      became(other) === other.file.text ||
      other.file.entries.some(({ scalar }) => own.has(scalar.from));
    return clusters.length === state.clusters.length && state.files.every(isKept) ? became(part) : undefined;
  };
  const scalars = scalarsOf({ isJson: state.text.language === "json" });
  const { source } = state;
  const removes = edits.some(({ newText }) => newText.trim() === "");
  const remove = removes ? await removerOf(source, state.text.language) : () => undefined;
  const made = await toHostEdits({ source, file: part.file, scalars, remove }, edits, reads);
  return made?.map(({ newText, ...at }) => ({ place: { uri, ...lineSpan(state.starts, at) }, newText }));
}
