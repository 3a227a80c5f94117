import { carrierMarks } from "../model/carrierMarks.ts";
import type { Language } from "../model/language.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, HostSpan } from "./carrier.ts";
import { FileWriter } from "./fileWriter.ts";
import type { ScalarText } from "./scalarMap.ts";

/** Scripts such as those of docker-entrypoint-initdb.d, which write our files by here-documents and `echo`. */
export const shellScript: Carrier = {
  name: "The script",
  language: "shellscript",
  mark: carrierMarks.shellScript,
  onRefusal: {},
  addsAfter: "",
  read(source) {
    const files = writtenFiles(source);
    const cluster: EmbeddedCluster = { carrier: shellScript, knowsSettings: false, files, problems: [] };
    return files.length > 0 ? [cluster] : [];
  },
};

/** Lines that a script writes into one of our files. */
interface Written {
  readonly language: Language;
  /** What is in the file before stays. */
  readonly appends: boolean;
  /** `undefined` for a line that the shell makes another of. */
  readonly lines: readonly (ScalarText | { readonly unknown: ScalarText })[];
}

/** The files that a script writes, as far as its text is literal. */
export function writtenFiles(source: string): readonly EmbeddedFile[] {
  const found = [...hereDocuments(source), ...echoes(source)].sort((a, b) => startOf(a) - startOf(b));
  return [...new Set(found.map(({ language }) => language))].map((language) => {
    const own = found.filter((one) => one.language === language);
    const writer = new FileWriter(language, source);
    for (const { lines } of own)
      for (const line of lines) {
        if ("unknown" in line) writer.unknown(line.unknown);
        else writer.lines(line);
      }
    const isUnknown = own.some(({ appends, lines }) => appends || lines.some((line) => "unknown" in line));
    return writer.finish(placeOf(own[0]), "items", isUnknown);
  });
}

function startOf({ lines: [first] }: Written): number {
  return first ? ("unknown" in first ? first.unknown : first).from : 0;
}

function placeOf(written: Written | undefined): HostSpan {
  const from = written ? startOf(written) : 0;
  return { from, to: from };
}

/** A redirection to a file of ours: `>> "$PGDATA/pg_hba.conf"`, `| tee -a …`. */
const target = String.raw`(>>?|tee(?:[ \t]+-a)?)[ \t]*["']?[^\s"'<>|;&]{0,200}?(pg_hba|pg_ident|postgresql(?:\.auto)?)\.conf["']?`;
const start = String.raw`<<(-?)[ \t]*(["']?)(\w+)\2`;

function* hereDocuments(source: string): Iterable<Written> {
  const head = new RegExp(
    `^[^#\\n]{0,300}?(?:${start}[^\\n]{0,300}?${target}|${target}[^\\n]{0,300}?${start})[^\\n]*\\n`,
    "gm",
  );
  for (let found = head.exec(source); found; found = head.exec(source)) {
    const [line, dash1, quote1, word1, sign1, name1, sign2, name2, dash2, quote2, word2] = found;
    const word = word1 ?? word2 ?? "";
    const hasDash = (dash1 ?? dash2) === "-";
    const isLiteral = (quote1 ?? quote2) !== "";
    const lines: Written["lines"][number][] = [];
    let at = found.index + line.length;
    let isEnded = false;
    while (at < source.length) {
      const feed = source.indexOf("\n", at);
      const end = feed < 0 ? source.length : feed;
      const tabs = hasDash ? (/^\t*/.exec(source.slice(at, end))?.[0].length ?? 0) : 0;
      const text = scalarAt(source, at + tabs, end);
      at = end + 1;
      isEnded = text.value === word;
      if (isEnded) break;
      if (text.value !== "") lines.push(isLiteral || !/[$`\\]/.test(text.value) ? text : { unknown: text });
    }
    head.lastIndex = at;
    const language = languageOf(name1 ?? name2);
    if (isEnded && language && lines.length > 0)
      yield { language, appends: (sign1 ?? sign2) !== ">" && (sign1 ?? sign2) !== "tee", lines };
  }
}

function* echoes(source: string): Iterable<Written> {
  const line = new RegExp(
    `^[ \\t]*(?:RUN[ \\t]+)?echo[ \\t]+(?![ \\t]*-)([^\\n]{0,1000}?)[ \\t]*(?:\\|[ \\t]*)?${target}[ \\t]*(?:$|[;&])`,
    "gm",
  );
  for (const found of source.matchAll(line)) {
    const [all, argument = "", sign, name] = found;
    const language = languageOf(name);
    const from = found.index + all.indexOf(argument, all.indexOf("echo") + 4);
    const [quote = ""] = /^["']/.exec(argument) ?? [];
    const isWhole = quote !== "" && argument.endsWith(quote) && argument.length > 1;
    const inner = isWhole ? argument.slice(1, -1) : argument;
    if (!language || inner === "" || (!isWhole && /["']/.test(inner)) || inner.includes(quote || "\n"))
      continue;
    const text = scalarAt(source, from + (isWhole ? 1 : 0), from + (isWhole ? 1 : 0) + inner.length);
    const isLiteral = !(quote === "'" ? /\\/ : /[$`\\]/).test(inner);
    yield { language, appends: sign !== ">", lines: [isLiteral ? text : { unknown: text }] };
  }
}

/** A stretch of one line, in which each character is itself. */
function scalarAt(source: string, from: number, to: number): ScalarText {
  const end = source[to - 1] === "\r" && to > from ? to - 1 : to;
  return { value: source.slice(from, end), style: "raw", from, to: end };
}

function languageOf(name: string | undefined): Language | undefined {
  if (name === "pg_hba") return "pg-hba";
  return name === "pg_ident" ? "pg-ident" : name === undefined ? undefined : "postgresql-conf";
}
