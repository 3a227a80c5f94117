import { pathOf } from "../cluster/uris.ts";
import { configurationRefused } from "../ruleKit/confProblems.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { rewriteCommand } from "../ruleKit/rewriteCommand.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shellWord } from "../ruleKit/shell.ts";

/** The bytes of a configuration file are not what an editor shows. */
export const fileEncoding: Rule = {
  id: "file-encoding",
  severity: "error",
  serverEffect: "line-error",
  summary:
    "A configuration file is UTF-16, in whole or in part, or starts with a byte-order mark that the editor hides.",
  instead:
    "Save the file as UTF-8 without a byte-order mark; in PowerShell with `-Encoding ascii`. The detail of the message has a command.",
  cluster({ cluster: { encodings } }, report) {
    for (const { place, kind, language } of encodings) {
      const words = faults[kind];
      const isHarmless =
        language === "pg-hosts" ||
        (language === "pg-ident" && (kind === "byte-order-mark" || kind === "carriage-return"));
      const isConf = language === "postgresql-conf";
      const refusal = isConf ? configurationRefused() : fileRefused(logged(kind));
      report(place, words.message, {
        detail: `The server reads the bytes of the file, not what an editor shows.${isHarmless ? "" : ` ${refusal}`}\n${words.command(place.uri)}`,
        ...(isHarmless ? { severity: "warning", serverEffect: null } : { refusal }),
      });
    }
  },
  fix({ uri }, { cluster: { encodings } }) {
    const kind = encodings.find(({ place }) => place.uri === uri)?.kind;
    const title = kind === "carriage-return" ? "Save it with LF" : "Save it as UTF-8 without BOM";
    return kind ? [{ title, command: faults[kind].command(uri) }] : [];
  },
};

export const fileEncodingPage: RulePage = {
  why: "The server reads bytes. Editors show UTF-16 as ordinary text and hide byte-order marks, so that the file looks right and the server finds no word of it that it knows. Older versions of PowerShell write UTF-16, and append it to files in another encoding.",
  // Their bytes cannot be in an example: `test/core/rules/fileEncoding.test.ts` has them.
  bad: [],
  good: [
    `
    -- postgresql.conf --
    port = 5432
    -- pg_hba.conf --
    local all all peer
    `,
  ],
};

/** Words of the server's log by which the refusal of an authentication file is found. */
function logged(kind: keyof typeof faults): string {
  return kind === "carriage-return" ? "could not load" : "invalid";
}

const faults = {
  "byte-order-mark": {
    message: "The file starts with a byte-order mark, which the editor hides: save it as UTF-8 without BOM.",
    command: (uri: string) => `sed -i '1s/^\\xef\\xbb\\xbf//' ${shellWord(pathOf(uri))}`,
  },
  "utf-16": {
    message: "The file is UTF-16, of which the server reads no word: save it as UTF-8 without BOM.",
    command: (uri: string) => rewriteCommand(uri, (from, to) => `iconv -f UTF-16 -t UTF-8 ${from} > ${to}`),
  },
  "utf-16-part": {
    message: "The file goes on in UTF-16 from this line, which the server cannot read: save it as UTF-8.",
    command: (uri: string) => rewriteCommand(uri, (from, to) => `tr -d '\\000' < ${from} > ${to}`),
  },
  "carriage-return": {
    message: "The lines end in CR alone, so the server reads one long line: save the file with LF.",
    command: (uri: string) => rewriteCommand(uri, (from, to) => `tr '\\r' '\\n' < ${from} > ${to}`),
  },
} as const;
