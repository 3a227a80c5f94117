import { type CommentKey, type CommentKeyName, commentKeys } from "../data/commentKeys.ts";
import {
  type BuildFeature,
  buildFeatures,
  type OpenSslFamily,
  openSslFamilies,
  type ServerPlatform,
  serverPlatforms,
} from "../model/serverBuild.ts";
import { type ServerVersion, toServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";

/** A pgssl comment. */
export type Directive =
  /** `# pgssl: version=16 build=ssl,ldap`, for the whole file; in postgresql.conf for the cluster. */
  | {
      readonly kind: "file";
      readonly serverVersion?: ServerVersion;
      readonly build?: ReadonlySet<BuildFeature>;
      readonly openSsl?: OpenSslFamily;
      /** A name or a number. */
      readonly serverUser?: string | number;
      readonly serverPlatform?: ServerPlatform;
      readonly unknown: readonly UnknownWord[];
    }
  /** `# pgssl-disable-next-line RULE …` and `# pgssl-disable-file RULE …`. */
  | {
      readonly kind: "disable-next-line" | "disable-file";
      readonly rules: readonly { id: string; span: Span }[];
    };

/** What is no key, or no value of a key, and has no effect. */
export interface UnknownWord {
  readonly text: string;
  readonly span: Span;
  /** The key whose value it would be. */
  readonly key?: CommentKey;
}

/** Reads a comment, from its `#` on; `start` is the offset of the `#` in the record. `undefined` for ordinary comments. */
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
  return readFileDirective(file[1] ?? "", start + file[0].length - (file[1] ?? "").length);
}

/** `KEY=VALUE …`, separated by blanks or semicolons; of a key that is there twice the last one counts. */
function readFileDirective(body: string, start: number): Directive {
  const values = new Map<CommentKeyName, string>();
  const unknown: UnknownWord[] = [];
  for (const match of body.matchAll(/(?<![^\s=;])([^\s=;]+)\s*=\s*([^\s=;]*)(?![^\s;])/g)) {
    const [whole, name = "", text = ""] = match;
    const from = start + match.index;
    const key = commentKeys.find((one) => one.name === name);
    const span = { start: from + whole.length - text.length, end: from + whole.length };
    if (!key) unknown.push({ text: name, span: { start: from, end: from + name.length } });
    else if (isValueOf(key, text)) values.set(key.name, text);
    else unknown.push({ text, span: text === "" ? { start: from, end: span.end } : span, key });
  }
  const serverVersion = toServerVersion(values.get("version"));
  const words = values.get("build")?.split(",");
  const openSsl = openSslFamilies.find((family) => family === values.get("openssl"));
  const user = values.get("user");
  const serverPlatform = serverPlatforms.find((platform) => platform === values.get("platform"));
  return {
    kind: "file",
    ...(serverVersion && { serverVersion }),
    ...(words && { build: new Set(buildFeatures.filter((feature) => words.includes(feature))) }),
    ...(openSsl && { openSsl }),
    ...(user && { serverUser: /^\d+$/.test(user) ? Number(user) : user }),
    ...(serverPlatform && { serverPlatform }),
    unknown,
  };
}

function isValueOf({ values, isList }: CommentKey, text: string): boolean {
  if (!values) return text !== "";
  return isList
    ? text.split(",").every((word) => word === "" || values.includes(word))
    : values.includes(text);
}
