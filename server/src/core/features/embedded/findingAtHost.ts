import { isHere } from "../../carriers/hostSpan.ts";
import { toHost } from "../../carriers/yaml/scalarMap.ts";
import { embeddedScheme } from "../../cluster/uris.ts";
import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { Diagnostic, Related, Severity } from "../../model/diagnostic.ts";
import { otherLineInWords } from "./addedInWords.ts";
import { carrierEffect } from "./carrierEffect.ts";
import { gapInWords, isGap } from "./carrierGap.ts";
import { heldFileAt, hostPlaceOf, hostSpan, lineSpan } from "./places.ts";

/** A finding of a part at its place in the host document and in its words; `undefined` for what is the carrier's business. */
export function findingAtHost(
  finding: Diagnostic,
  part: OpenFile,
  uri: string,
  state: HostState,
): Diagnostic | undefined {
  const place = placeOf(finding, part);
  if (!place || !isHere(place)) return undefined;
  const { message, detail, refusal, related, ...rest } = finding;
  const named = (text: string) => withHeldNames(withoutQuotes(text, part), part);
  const shown = { ...rest, uri, ...lineSpan(state.starts, place) };
  const shownRelated = relatedAtHost(related, uri, state);
  const withRelated = shownRelated.length > 0 && { related: shownRelated };
  if (isGap(finding, part)) return { ...shown, ...gapInWords(part, finding.line), ...withRelated };
  const { isLeftOut, words } = carrierEffect(part, finding);
  const details = [isLeftOut ? detail?.replace(refusal ?? "", "").trim() : detail, words];
  const whole = details.filter((text) => text).join("\n");
  return {
    ...shown,
    message: named(withHostLines(finding, state)),
    ...(isLeftOut && { serverEffect: null, reloadEffect: null, severity: leftOut(finding.severity) }),
    ...(whole !== "" && { detail: named(whole) }),
    ...withRelated,
  };
}

/** Where a finding is shown: of what the carrier adds only a gap, at the user's list, and what is wrong with a file of the document's. */
function placeOf(finding: Diagnostic, part: OpenFile) {
  const { file, starts } = part;
  const { line, span, serverEffect } = finding;
  if (isGap(finding, part)) return file.place;
  if (file.added.has(line)) return heldFileAt(part, line)?.place;
  if (file.elsewhere.has(line)) return undefined;
  const written = hostSpan(file, starts, line, span);
  if (written || serverEffect === null) return written;
  // What the server refuses for the carrier's words is reported at the user's words in the line.
  return toHost(file.pieces, starts[line] ?? 0, starts[line + 1] ?? file.text.length);
}

function relatedAtHost(
  related: readonly Related[] | undefined,
  uri: string,
  state: HostState,
): readonly Related[] {
  return (related ?? []).flatMap((one) => {
    if (!one.place.uri.startsWith(embeddedScheme)) return one;
    const at = hostPlaceOf(one.place, state);
    return at ? [{ ...one, place: { ...at, uri } }] : [];
  });
}

/** A text that names files which the document holds as people wrote them. */
function withHeldNames(text: string, { cluster: { mounted = [] } }: OpenFile): string {
  return mounted.reduce((named, { path, shown }) => named.replaceAll(path, shown), text);
}

/** Words about values without the quotes that postgresql.conf needs, where the document has values without lines of that. */
export function withoutQuotes(text: string, { file }: OpenFile): string {
  return file.shape === "map" ? text.replace(/(?<![\w'])'([\w.+:/-]+)'(?![\w'])/g, "$1") : text;
}

/** A message that says where something else is: a part has other lines than its document. */
function withHostLines({ message, related = [] }: Diagnostic, state: HostState): string {
  return related.reduce((text, { place, inMessage }) => {
    const part = state.files.find(({ uri }) => uri === place.uri);
    if (inMessage === undefined || !part) return text;
    const at = hostPlaceOf(place, state);
    const words = at ? `line ${at.line + 1}` : otherLineInWords(part, place.line);
    const isFirst = message.startsWith(inMessage);
    return text.replace(inMessage, () => (isFirst ? words.charAt(0).toUpperCase() + words.slice(1) : words));
  }, message);
}

/** What the server never sees is no error of its own. */
function leftOut(severity: Severity): Severity {
  return severity === "error" ? "warning" : severity;
}
