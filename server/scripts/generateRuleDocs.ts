import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fixExample } from "../../test/support/fixExample.ts";
import { setMaterialTime } from "../../test/support/fixtures/materials.ts";
import { defaultTime } from "../../test/support/memoryHost.ts";
import { runExample } from "../../test/support/runExample.ts";
import type { ServerEffect } from "../src/core/model/diagnostic.ts";
import { repositoryUri } from "../src/core/model/repository.generated.ts";
import { languagesOf, type RuleWithPage } from "../src/core/ruleKit/rule.ts";
import { rulesWithPages } from "../src/core/rules/pages.generated.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = join(root, "server/docs/rules");

/**
 * The pages of the rules and their index, by path, made from the rules themselves; the messages on them come from running
 * the examples, at a fixed time so that the dates in them stay. To be called before any other material is made.
 */
export async function ruleDocuments(): Promise<ReadonlyMap<string, string>> {
  setMaterialTime(defaultTime);
  const documents = new Map<string, string>();
  for (const rule of rulesWithPages) documents.set(join(folder, `${rule.id}.md`), await page(rule));
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

/** What a rule checks, for people. */
function checkedBy(rule: RuleWithPage): readonly string[] {
  const { connection, service, passwords, strings, pgbouncer, embedded, standby, cluster } = rule;
  const checked: string[] = [...languagesOf(rule)];
  if (cluster && checked.length === 0) checked.push("a cluster's files together");
  if (connection || service) checked.push("pg-service");
  if (passwords) checked.push("pgpass");
  if (pgbouncer) checked.push("pgbouncer");
  if (connection || strings) checked.push("connection strings in other files");
  if (embedded) checked.push("manifests and the like");
  if (standby) checked.push("a standby with its primary");
  return checked;
}

async function page(rule: RuleWithPage): Promise<string> {
  const effect = rule.serverEffect ? effects[rule.serverEffect] : "none: advice";
  const isShort = [...rule.bad, ...rule.good].some((text) => /^\s*-- .+ --$/m.test(text));
  const reading = isShort ? "[How to read the examples](../rule-examples.md)\n\n" : "";
  const reported: string[] = [];
  for (const text of rule.bad)
    reported.push(example(text) + (await messages(rule, text)) + (await fixes(rule, text)));
  return `<!-- GENERATED from the rule by server/scripts/generateRuleDocs.ts -->
# ${rule.id}

${rule.summary}

- Severity: ${rule.severity}
- Effect on the server: ${effect}
- Checks: ${checkedBy(rule).join(", ")}

## Why

${rule.why}

## Instead

${rule.instead}

## Reported

${reading}${reported.join("\n")}
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

/** What the rule reports in an example, each message once, with its detail below it. */
async function messages(rule: RuleWithPage, text: string): Promise<string> {
  const { findings } = await runExample(rule, text);
  const quotes = findings.map(({ diagnostic: { message, detail } }) => {
    const paragraphs = [message, ...(detail?.split("\n") ?? [])].filter((line) => line !== "");
    return `\n${paragraphs.map((line) => `> ${escapeMarkdown(line)}\n`).join(">\n")}`;
  });
  return [...new Set(quotes)].join("");
}

/** The titles of the fixes for an example, and what the first ones make of it. */
async function fixes(rule: RuleWithPage, text: string): Promise<string> {
  const fixed =
    (rule.fix ?? rule.appends ?? rule.service ?? rule.passwords) && (await fixExample(rule, text));
  if (!fixed) return "";
  const titles = fixed.titles.map((title) => `*${escapeMarkdown(title)}*`);
  return `\nFix: ${titles.join(", or ")}\n\n${example(fixed.text)}`;
}

/** Escapes what Markdown would take as a sign, but leaves underscores in words, so that a search finds the message. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*<[]|\b_|_\b(?!\w)/g, "\\$&");
}

function dedent(text: string): string {
  const lines = text.replace(/^\n/, "").trimEnd().split("\n");
  const filled = lines.filter((line) => line.trim() !== "");
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent)).join("\n");
}

function index(): string {
  const rows = rulesWithPages.map((rule) => {
    const effect = rule.serverEffect ?? "–";
    return `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${effect} | ${rule.summary.replaceAll("|", "\\|")} |`;
  });
  return `<!-- GENERATED from the rules by server/scripts/generateRuleDocs.ts -->
# Rules

Each rule has a page with what it reports, what it accepts, and how to turn it off. The examples on the pages are run against
pgssl and against real servers; [how to read them](../rule-examples.md). \`pgssl.rules\` changes the severity of a rule; see [settings](${repositoryUri}/blob/main/server/docs/settings.md).

The *server effect* is what PostgreSQL does: \`line-error\`: ${effects["line-error"]}; \`start-error\`: ${effects["start-error"]};
\`connection-error\`: ${effects["connection-error"]}; – is advice.

| rule | severity | server effect | what |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(folder, { recursive: true });
  const documents = await ruleDocuments();
  for (const path of await presentPages()) if (!documents.has(path)) await rm(path);
  for (const [path, text] of documents) await writeFile(path, text);
}
