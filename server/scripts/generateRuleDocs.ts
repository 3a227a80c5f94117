import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServerEffect } from "../src/core/model/diagnostic.ts";
import { languagesOf, type Rule } from "../src/core/ruleKit/rule.ts";
import { rules } from "../src/core/rules/index.generated.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(root, "server/docs/rules");

/** The pages of the rules by path, and README.md with its table of rules: what the rules themselves say. */
export async function ruleDocuments(): Promise<ReadonlyMap<string, string>> {
  const documents = new Map(rules.map((rule) => [join(folder, `${rule.id}.md`), page(rule)]));
  const readme = join(root, "README.md");
  const text = await readFile(readme, "utf8");
  documents.set(
    readme,
    text.replace(/(<!-- rules -->\n).*(<!-- \/rules -->)/s, (_, start, end) => start + table() + end),
  );
  return documents;
}

/** The files in the folder of rule pages. */
export async function presentPages(): Promise<string[]> {
  return (await readdir(folder)).map((name) => join(folder, name));
}

const effects: Readonly<Record<ServerEffect, string>> = {
  "line-error": "the server reports the line",
  "start-error": "the server does not start",
  "connection-error": "connections that need it fail",
};

function page(rule: Rule): string {
  const languages =
    rule.cluster && languagesOf(rule).length === 0 ? ["a cluster's files together"] : languagesOf(rule);
  const effect = rule.serverEffect ? effects[rule.serverEffect] : "none: advice";
  return `<!-- GENERATED from the rule by server/scripts/generateRuleDocs.ts -->
# ${rule.id}

${rule.summary}

- Severity: ${rule.severity}
- Effect on the server: ${effect}
- Judges: ${languages.join(", ")}

## Why

${rule.why}

## Instead

${rule.instead}

## Reported

${rule.bad.map(example).join("\n")}
## Fine

${rule.good.map(example).join("\n")}
## Silence it

\`# pgssl-disable-next-line ${rule.id}\` above the line, \`# pgssl-disable-file ${rule.id}\` anywhere in the file, or
\`"pgssl.rules": { "${rule.id}": "off" }\`.
`;
}

function example(text: string): string {
  return `\`\`\`conf\n${dedent(text)}\n\`\`\`\n`;
}

function dedent(text: string): string {
  const lines = text.replace(/^\n/, "").trimEnd().split("\n");
  const filled = lines.filter((line) => line.trim() !== "");
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent)).join("\n");
}

function table(): string {
  const rows = rules.map((rule) => {
    const effect = rule.serverEffect ?? "–";
    return `| [${rule.id}](server/docs/rules/${rule.id}.md) | ${rule.severity} | ${effect} | ${rule.summary.replaceAll("|", "\\|")} |`;
  });
  return `| rule | severity | server effect | what |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(folder, { recursive: true });
  const documents = await ruleDocuments();
  for (const path of await presentPages()) if (!documents.has(path)) await rm(path);
  for (const [path, text] of documents) await writeFile(path, text);
}
