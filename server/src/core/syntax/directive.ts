import type { BuildFeature } from "../model/serverBuild.ts";
import { buildFeatures } from "../model/serverBuild.ts";
import { type ServerVersion, toServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";

/** A comment that speaks to pgssl. */
export type Directive =
  /** `# pgssl: version=16 build=ssl,ldap`, for the whole file. */
  | {
      readonly kind: "file";
      readonly serverVersion?: ServerVersion;
      readonly build?: ReadonlySet<BuildFeature>;
      /** Words that stand for no version or feature that is known, with their places. */
      readonly unknown: readonly { readonly text: string; readonly span: Span }[];
    }
  /** `# pgssl-disable-next-line RULE …` and `# pgssl-disable-file RULE …`. */
  | {
      readonly kind: "disable-next-line" | "disable-file";
      readonly rules: readonly { id: string; span: Span }[];
    };

/** Reads a comment, from its `#` on; `start` is where that stands in the record. `undefined` for ordinary comments. */
export function readDirective(comment: string, start: number): Directive | undefined {
  if (!comment.includes("pgssl")) return undefined;
  const disable = /^#\s*pgssl-(disable-next-line|disable-file)\b/.exec(comment);
  if (disable) {
    const rules: { id: string; span: Span }[] = [];
    for (const match of comment.slice(disable[0].length).matchAll(/[^\s,]+/g)) {
      const from = start + disable[0].length + match.index;
      rules.push({ id: match[0], span: { start: from, end: from + match[0].length } });
    }
    return { kind: disable[1] as "disable-next-line" | "disable-file", rules };
  }
  const file = /^#\s*pgssl:(.*)$/s.exec(comment);
  if (!file) return undefined;
  const body = start + file[0].length - (file[1] ?? "").length;
  const options = new Map<string, { readonly text: string; readonly span: Span }>();
  for (const match of (file[1] ?? "").matchAll(/([a-z]+)\s*=\s*([^\s;]*)/g)) {
    const [whole, name = "", text = ""] = match;
    const end = body + match.index + whole.length;
    options.set(name, { text, span: { start: end - text.length, end } });
  }
  const version = options.get("version");
  const build = options.get("build");
  const serverVersion = toServerVersion(version?.text);
  const words = build?.text.split(",");
  const isKnown = words?.every((word) => word === "" || buildFeatures.some((feature) => feature === word));
  return {
    kind: "file",
    ...(serverVersion && { serverVersion }),
    unknown: [...(version && !serverVersion ? [version] : []), ...(build && !isKnown ? [build] : [])],
    ...(words && { build: new Set(buildFeatures.filter((feature) => words.includes(feature))) }),
  };
}
