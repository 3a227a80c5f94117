import { applyEdits } from "../../server/src/core/features/applyEdits.ts";
import { lineSpan } from "../../server/src/core/features/embedded/places.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import type { Diagnostic, OfferedFix } from "../../server/src/core/model/diagnostic.ts";
import type { HostLanguage } from "../../server/src/core/model/language.ts";
import { dedent } from "./annotated.ts";
import { openFiles } from "./openService.ts";

type ManifestLanguage = "yaml" | "json";

/** A manifest that is open in a service. */
export interface OpenManifest {
  readonly text: string;
  readonly uri: string;
  readonly service: ReturnType<typeof openFiles>["service"];
  readonly document: SourceDocument<ManifestLanguage>;
  /** The findings as `WORD: RULE`, the word being what is marked. */
  shown(): Promise<string[]>;
  findings(): Promise<readonly Diagnostic[]>;
  /** What a fix of a title makes of the text; `undefined` where it is not offered. */
  fixed(title: RegExp): Promise<string | undefined>;
}

/** Opens a manifest, whose common indentation does not count. */
export function openManifest(
  indented: string,
  files: Parameters<typeof openFiles>[0] = {},
  language: ManifestLanguage = "yaml",
): OpenManifest {
  const text = `${dedent(indented)}\n`;
  const { service } = openFiles(files);
  const uri = `file:///repo/cluster.${language}`;
  const document = new SourceDocument(uri, language, 1, text);
  service.open(document);
  const findings = async () => (await service.diagnose(uri)) ?? [];
  return {
    text,
    uri,
    service,
    document,
    findings,
    async shown() {
      return (await findings()).map(({ rule, line, span }) => {
        const start = document.lines.slice(0, line).join("").length;
        return `${document.text.slice(start + span.start, start + span.end)}: ${rule}`;
      });
    },
    async fixed(title) {
      const fixes: readonly OfferedFix[] = await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER);
      const fix = fixes.find((one) => title.test(one.title));
      return fix?.edits && applyEdits(document.lines, fix.edits);
    },
  };
}

/** What is found in a text of any host language, as `WORD: RULE`. */
export async function shownIn(
  language: HostLanguage,
  text: string,
  files: Parameters<typeof openFiles>[0] = {},
) {
  const { service } = openFiles(files);
  const uri = "file:///repo/init";
  const document = new SourceDocument(uri, language, 1, text);
  service.open(document);
  return ((await service.diagnose(uri)) ?? []).map(({ rule, line, span }) => {
    const start = document.lines.slice(0, line).join("").length;
    return `${document.text.slice(start + span.start, start + span.end)}: ${rule}`;
  });
}

/** The position of an offset in a text. */
export function positionIn(document: SourceDocument<ManifestLanguage>, offset: number) {
  const starts: number[] = [];
  let length = 0;
  for (const line of document.lines) {
    starts.push(length);
    length += line.length;
  }
  const { line, span } = lineSpan(starts, { from: offset, to: offset });
  return { line, character: span.start };
}
