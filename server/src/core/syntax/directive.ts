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
    }
  /** `# pgssl-disable-next-line RULE …` and `# pgssl-disable-file RULE …`. */
  | {
      readonly kind: "disable-next-line" | "disable-file";
      readonly rules: readonly { id: string; span: Span }[];
    };

/** Reads a comment, from its `#` on; `start` is where that stands in the record. `undefined` for ordinary comments. */
export function readDirective(comment: string, start: number): Directive | undefined {
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
  const options = new Map(
    [...(file[1] ?? "").matchAll(/([a-z]+)\s*=\s*([^\s;]*)/g)].map((match) => [match[1], match[2] ?? ""]),
  );
  const serverVersion = toServerVersion(options.get("version"));
  const words = options.get("build")?.split(",");
  return {
    kind: "file",
    ...(serverVersion && { serverVersion }),
    ...(words && { build: new Set(buildFeatures.filter((feature) => words.includes(feature))) }),
  };
}
