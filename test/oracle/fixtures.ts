import { languagesOf } from "../../server/src/core/ruleKit/rule.ts";
import { rulesWithPages } from "../../server/src/core/rules/pages.generated.ts";
import { parseExample } from "../support/annotated.ts";
import { snippetTexts } from "../support/snippetTexts.ts";
import lines from "./fixtures/lines.json" with { type: "json" };
import type { Kind } from "./refusals.ts";

const long = "x".repeat(12_000);

/** Texts chosen by hand: single lines, and files in which one line acts on another. */
export const fixtureLines: Readonly<Record<Kind, readonly string[]>> = {
  "postgresql-conf": [...lines["postgresql-conf"], ...snippetTexts("postgresql-conf")],
  "pg-hba": [
    ...lines["pg-hba"],
    ...snippetTexts("pg-hba"),
    "al\\\nl", // a word over two lines from 14 on
    "local all al\\\nl trust\nlocal all all trusty\n",
    "local all all trust \\ \nlocal all all x\n",
    "local all all trust\\\\\nlocal all all x\n",
    "# swallowed \\\nlocal all all nonsense\nlocal all all x\n",
    'local all "a\\\nb" trust\n',
    "local all all trust\\\r\n\nlocal all all x\n",
    "local all all trust\r\r\n\r\nlocal all all x\r\n",
    "local all all trust\0 junk\nlocal all all x\nlocal all all y\n",
    "\\\n\\\n\\\nlocal all all x",
    "\ufeff# comment\nlocal all all trust\n",
    "local\rall\rall\rtrust\rlocal all all x\r",
    `local all ${long} trust\nlocal all all x\n`,
    `local all "${long}" trust`,
    `local all all trust # ${"y".repeat(20_460)}\nlocal all all x\n`,
    `local all all trust # ${"y".repeat(20_450)}\nlocal all all x\n`,
    `${"# long ".repeat(5000)}\nlocal all all x\n`,
    "local @words @one trust\nlocal all @empty trust\n",
    "local all all @one\n@empty local all all trust\n",
    "include one\nlocal all all x\n",
    "include_if_exists missing\nlocal all all x\n",
    'include_dir "below"\ninclude ""\nlocal all all x\n',
    "\n\n# only comments\n",
  ],
  "pg-ident": [
    ...lines["pg-ident"],
    ...snippetTexts("pg-ident"),
    "m a\\\n b c\nm a\n",
    "m a b\0 junk\nm a\nm b\n",
    "\ufeffm a b\n",
    `m /${"a".repeat(11_000)} b\nm a\n`,
    "m @one @words\nm @one @one\nm @empty x y\n",
    "m /a(b c\nm /ab c\nm x\n",
  ],
};

/**
 * The examples of all rules that check a kind of file, as far as they are one file. What their comments say to pgssl is
 * put out of action: here it knows the server's version and build.
 */
export function ruleExamples(kind: Kind): string[] {
  return rulesWithPages
    .filter((rule) => languagesOf(rule).includes(kind))
    .flatMap((rule) => [...rule.bad, ...rule.good])
    .flatMap((text) => {
      const [file, ...others] = parseExample(text, kind).files;
      if (!file || others.length > 0 || file.language !== kind || file.text === undefined) return [];
      return [file.text.replaceAll("pgssl", "other")];
    });
}
