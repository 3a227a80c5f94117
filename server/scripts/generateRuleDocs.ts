import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServerEffect } from "../src/core/model/diagnostic.ts";
import { languagesOf, type Rule } from "../src/core/ruleKit/rule.ts";
import { rules } from "../src/core/rules/index.generated.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(root, "server/docs/rules");

/** The pages of the rules and their index, by path, made from the rules themselves. */
export function ruleDocuments(): ReadonlyMap<string, string> {
  const documents = new Map(rules.map((rule) => [join(folder, `${rule.id}.md`), page(rule)]));
  return documents.set(join(folder, "index.md"), index());
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

function index(): string {
  const rows = rules.map((rule) => {
    const effect = rule.serverEffect ?? "–";
    return `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${effect} | ${rule.summary.replaceAll("|", "\\|")} |`;
  });
  return `<!-- GENERATED from the rules by server/scripts/generateRuleDocs.ts -->
# Rules

Each rule has a page with what it reports, what it accepts, and how to turn it off. The examples on the pages are run against
pgssl and against real servers. \`pgssl.rules\` changes the severity of a rule; see [settings](../settings.md).

The *server effect* is what PostgreSQL does: \`line-error\`: ${effects["line-error"]}; \`start-error\`: ${effects["start-error"]};
\`connection-error\`: ${effects["connection-error"]}; – is advice.

| rule | severity | server effect | what |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(folder, { recursive: true });
  const documents = ruleDocuments();
  for (const path of await presentPages()) if (!documents.has(path)) await rm(path);
  for (const [path, text] of documents) await writeFile(path, text);
}
