import { type Language, languageOfPath } from "../../server/src/core/model/language.ts";

/** One file of an example. */
export interface ExampleFile {
  /** Relative to the data directory; `.` is that itself, and a path that ends in a slash a folder in it, for mode and owner. */
  readonly path: string;
  /** Absent for what is no configuration file. */
  readonly language?: Language;
  readonly text?: string;
  /** Names of `fixtures/materials.ts`, joined in this order: `leaf + intermediate`. */
  readonly material?: readonly string[];
  readonly mode?: number;
  readonly owner?: number;
  /** The text is so many times its one line. */
  readonly lines?: number;
  /** A symbolic link to that path. */
  readonly link?: string;
  /** Takes away a file that would be there by default. */
  readonly absent?: true;
}

/** What a line of carets marks in the line above it; lines and columns from 0. */
export interface ExpectedFinding {
  readonly path: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** What is behind the carets. */
  readonly note: string;
}

/** An example of a rule, in its parts. */
export interface Example {
  readonly files: readonly ExampleFile[];
  readonly expected: readonly ExpectedFinding[];
  /** `version`, `build`, `openssl` of the comment `# pgssl: …` at the top, as they are written. */
  readonly directives: Readonly<Record<string, string>>;
}

/**
 * Reads an example: a text whose common indentation does not count, with lines of carets (`#   ^^^^ note`) under what is
 * reported. `-- PATH --` starts a file (as in Go's txtar); `-- PATH: leaf + root mode=0644 owner=0 --` names materials and
 * attributes, `-- PATH lines=1000 --` repeats a line, `-- PATH: absent --` takes a file away, `-- PATH -> TARGET --` makes a symbolic link. Without such headers it is one file of the default language.
 */
export function parseExample(text: string, defaultLanguage: Language): Example {
  const lines = dedent(text).split("\n");
  const files: ExampleFile[] = [];
  const expected: ExpectedFinding[] = [];
  const preamble: string[] = [];
  let body: string[] | undefined;
  for (const line of lines) {
    const header = /^-- (.+) --$/.exec(line)?.[1];
    if (header) {
      finish(files, body);
      files.push(readHeader(header));
      body = [];
    } else {
      (body ?? preamble).push(line);
    }
  }
  if (body) finish(files, body);
  else files.push({ path: fileNames[defaultLanguage], language: defaultLanguage, text: preamble.join("\n") });
  for (const { path, text: content = "", lines: repeated } of files)
    if (!repeated) expected.push(...findCarets(path, content));
  const first = body ? preamble : (files[0]?.text ?? "").split("\n");
  return { files, expected, directives: readDirectives(first) };
}

function finish(files: ExampleFile[], body: readonly string[] | undefined): void {
  const last = files.pop();
  if (!last) return;
  const once = (body ?? []).map((line) => `${line}\n`).join("");
  const text = last.lines ? once.trim().concat("\n").repeat(last.lines) : once;
  const isPlain = last.link === undefined && !last.material && !last.absent && !isDirectory(last.path);
  if (!isPlain && text.trim() !== "") throw new Error(`${last.path} has a header of its own and a text`);
  files.push(isPlain ? { ...last, text } : last);
}

/** Whether a path of an example is a directory, of which mode and owner are given. */
export function isDirectory(path: string): boolean {
  return path === "." || path.endsWith("/");
}

function readHeader(header: string): ExampleFile {
  const attributes: { mode?: number; owner?: number; lines?: number } = {};
  const rest = header.replace(
    / (mode|owner|lines)=(\d+)/g,
    (_, name: keyof typeof attributes, value: string) => {
      attributes[name] = Number.parseInt(value, name === "mode" ? 8 : 10);
      return "";
    },
  );
  const [, name, link] = /^(\S+) -> (\S+)$/.exec(rest) ?? [];
  if (name !== undefined && link !== undefined) return { path: name, link };
  const [, path = rest, content] = /^([^:]+): (.+)$/.exec(rest) ?? [];
  const language = content ? undefined : languageOfPath(path);
  return {
    path,
    ...attributes,
    ...(language && { language }),
    ...(content === "absent" && { absent: true }),
    ...(content && content !== "absent" && { material: content.split(" + ") }),
  };
}

function findCarets(path: string, text: string): ExpectedFinding[] {
  const found: ExpectedFinding[] = [];
  let marked = 0;
  for (const [number, line] of text.split("\n").entries()) {
    const [, before = "", blanks = "", carets = "", note = ""] = /^(\s*)#(\s*)(\^+)(.*)$/.exec(line) ?? [];
    if (carets === "") {
      marked = number;
      continue;
    }
    // A caret at once behind the comment sign means that the sign's own column is meant as well.
    const start = before.length + (blanks === "" ? 0 : 1 + blanks.length);
    const end = before.length + 1 + blanks.length + carets.length;
    found.push({ path, line: marked, start, end, note: note.trim() });
  }
  return found;
}

function readDirectives(lines: readonly string[]): Record<string, string> {
  const directives: Record<string, string> = {};
  for (const line of lines) {
    if (line.trim() !== "" && !line.startsWith("#")) break;
    const [, words = ""] = /^#\s*pgssl:(.*)$/.exec(line) ?? [];
    for (const [, name = "", value = ""] of words.matchAll(/([a-z]+)\s*=\s*(\S+)/g)) directives[name] = value;
  }
  return directives;
}

/** Takes the first and the last line break and the indentation that all lines share out of a template string. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "")
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const common = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(Math.min(common, line.search(/\S|$/)))).join("\n");
}

/** The usual name of a file of each language. */
export const fileNames: Readonly<Record<Language, string>> = {
  "pg-hba": "pg_hba.conf",
  "pg-ident": "pg_ident.conf",
  "pg-hosts": "pg_hosts.conf",
  "postgresql-conf": "postgresql.conf",
};
