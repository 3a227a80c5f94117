import { type CommentKey, type CommentKeyName, commentKeys } from "../data/commentKeys.ts";
import { type PgBouncerVersion, toPgBouncerVersion } from "../model/pgbouncerVersion.ts";
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
  | (CommentValues & {
      readonly kind: "file";
      /** `pgssl:` in the record. */
      readonly span: Span;
      readonly unknown: readonly UnknownWord[];
    })
  /** `# pgssl-disable-next-line RULE …` and `# pgssl-disable-file RULE …`. */
  | {
      readonly kind: "disable-next-line" | "disable-file";
      readonly rules: readonly { id: string; span: Span }[];
    }
  /** A comment that looks like one of the others and is written otherwise. */
  | { readonly kind: "malformed"; readonly unknown: readonly UnknownWord[] };

/** What `# pgssl:` comments say of the server. */
export interface CommentValues {
  readonly serverVersion?: ServerVersion;
  readonly build?: ReadonlySet<BuildFeature>;
  readonly openSsl?: OpenSslFamily;
  /** A name or a number. */
  readonly serverUser?: string | number;
  readonly serverPlatform?: ServerPlatform;
  readonly pgbouncerVersion?: PgBouncerVersion;
}

/** What has no effect: no key, no value of a key, or written in another way. */
export interface UnknownWord {
  readonly text: string;
  readonly span: Span;
  /** The key whose value it would be. */
  readonly key?: CommentKey;
  /** The way in which it is to be written: `KEY=VALUE`, or how such a comment begins. */
  readonly form?: "KEY=VALUE" | "pgssl:" | "pgssl-disable-next-line";
  /** What is certainly meant, where it is. */
  readonly meant?: string;
}

/** Whether a line needs a look at its comment. */
export function mentionsPgssl(text: string): boolean {
  return /pgssl/i.test(text);
}

/** Reads a comment, from its `#` on; `start` is the offset of the `#` in the record. `undefined` for ordinary comments. */
export function readDirective(comment: string, start: number): Directive | undefined {
  if (!mentionsPgssl(comment)) return undefined;
  const disable = /^#\s*pgssl-(disable-next-line|disable-file)(?![\w-])/.exec(comment);
  if (disable) {
    const rules: { id: string; span: Span }[] = [];
    for (const match of comment.slice(disable[0].length).matchAll(/[^\s,]+/g)) {
      const from = start + disable[0].length + match.index;
      rules.push({ id: match[0], span: { start: from, end: from + match[0].length } });
    }
    return { kind: disable[1] as "disable-next-line" | "disable-file", rules };
  }
  const malformed = readMalformed(comment, start);
  if (malformed) return malformed;
  const [opening = "", hash = "", name = "", body] = /^(#\s*)(pgssl:)(.*)$/s.exec(comment) ?? [];
  if (body === undefined) return undefined;
  const from = start + hash.length;
  const span = { start: from, end: from + name.length };
  return { kind: "file", span, ...readWords(body, start + opening.length - body.length) };
}

/** `# pgssl version=14`, `# pgssl-disable RULE` and the like; an ordinary comment about pgssl has no key with a value. */
function readMalformed(comment: string, start: number): Directive | undefined {
  const suppression = /^(#\s*)(pgssl[\s:._-]*(?:disable|ignore)[\w-]*)/i.exec(comment);
  const keys = commentKeys.map(({ name }) => name).join("|");
  const isFile =
    new RegExp(`^#\\s*pgssl[\\s:=._-]*(?:${keys})\\s*(?:[=:]|\\s\\d)`, "i").test(comment) &&
    !/^#\s*pgssl:/.test(comment);
  const [, hash = "", text = ""] =
    suppression ?? (isFile ? /^(#\s*)(pgssl(?:[^\S\n]*[:=._-])?)/i.exec(comment) : undefined) ?? [];
  if (text === "") return undefined;
  const from = start + hash.length;
  const names = ["pgssl-disable-file", "pgssl-disable-next-line"] as const;
  const meant = suppression ? names[/file/i.test(text) ? 0 : 1] : "pgssl:";
  const span = { start: from, end: from + text.length };
  const isTight = !suppression && /\S/.test(comment.charAt(hash.length + text.length));
  const form = suppression ? "pgssl-disable-next-line" : "pgssl:";
  return { kind: "malformed", unknown: [{ text, span, form, meant: isTight ? `${meant} ` : meant }] };
}

/** `KEY=VALUE …`, separated by blanks or semicolons; of a key that is there twice the last one counts. */
function readWords(body: string, start: number): CommentValues & { readonly unknown: UnknownWord[] } {
  const values = new Map<CommentKeyName, string>();
  const unknown: UnknownWord[] = [];
  let stray: Span | undefined;
  const endStray = () => {
    if (stray) unknown.push(strayWords(body.slice(stray.start - start, stray.end - start), stray));
    stray = undefined;
  };
  for (const match of body.matchAll(/([^\s=;]+)(?:\s*=\s*(?![^\s=;]+\s*=)([^\s;]*))?/g)) {
    const [whole, name = "", text] = match;
    const from = start + match.index;
    const end = from + whole.length;
    if (stray && body.slice(stray.end - start, match.index).includes(";")) endStray();
    if (text === undefined) {
      stray = { start: stray?.start ?? from, end };
      continue;
    }
    endStray();
    const key = commentKeys.find((one) => one.name === name);
    const span = { start: end - text.length, end };
    if (!key) unknown.push({ text: name, span: { start: from, end: from + name.length } });
    else if (isValueOf(key, text)) values.set(key.name, text);
    else unknown.push({ text, span: text === "" ? { start: from, end } : span, key });
  }
  endStray();
  const serverVersion = toServerVersion(values.get("version"));
  const words = values.get("build")?.split(",");
  const openSsl = openSslFamilies.find((family) => family === values.get("openssl"));
  const user = values.get("user");
  const serverPlatform = serverPlatforms.find((platform) => platform === values.get("platform"));
  const pgbouncerVersion = toPgBouncerVersion(values.get("pgbouncer"));
  return {
    ...(serverVersion && { serverVersion }),
    ...(pgbouncerVersion && { pgbouncerVersion }),
    ...(words && { build: new Set(buildFeatures.filter((feature) => words.includes(feature))) }),
    ...(openSsl && { openSsl }),
    ...(user && { serverUser: /^\d+$/.test(user) ? Number(user) : user }),
    ...(serverPlatform && { serverPlatform }),
    unknown,
  };
}

/** Words without `=`: `version 14`, `version:14`, `14`. */
function strayWords(text: string, span: Span): UnknownWord {
  const [first = "", second, ...more] = text.split(/\s+|:/).filter((word) => word !== "");
  const value = second ?? first;
  const key: CommentKey | undefined = commentKeys.find((one: CommentKey) =>
    second === undefined ? one.values?.includes(first) : one.name === first.toLowerCase(),
  );
  const isMeant = key && more.length === 0 && isValueOf(key, value);
  return { text, span, form: "KEY=VALUE", ...(isMeant && { meant: `${key.name}=${value}` }) };
}

function isValueOf({ values, isList }: CommentKey, text: string): boolean {
  if (!values) return text !== "";
  return isList
    ? text.split(",").every((word) => word === "" || values.includes(word))
    : values.includes(text);
}
