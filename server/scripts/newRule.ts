import { writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** What a rule checks by the first word of its id; everything else joins configuration with files. */
const kinds: Readonly<
  Record<string, { readonly check: string; readonly bad: string; readonly good: string }>
> = {
  hba: {
    check: "hba(_record, _context, _report) {},",
    bad: "host all all 10.0.0.0/8 trust\n    #                       ^^^^^",
    good: "host all all 10.0.0.0/8 scram-sha-256",
  },
  ident: {
    check: "ident(_record, _context, _report) {},",
    bad: "map alice postgres\n    #         ^^^^^^^^",
    good: "map alice alice",
  },
  hosts: {
    check: "hosts(_record, _context, _report) {},",
    bad: "db.example.com server.crt server.key\n    #              ^^^^^^^^^^",
    good: "db.example.com server.crt server.key",
  },
  conf: {
    check: "conf(_statement, _context, _report) {},",
    bad: "ssl = off\n    #     ^^^",
    good: "ssl = on",
  },
};

const clusterKind = {
  check: "cluster(_context, _report) {},",
  bad: "-- postgresql.conf --\n    ssl = on\n    #^^\n    -- server.crt: leaf --",
  good: "-- postgresql.conf --\n    ssl = on",
};

/** The name of a rule's file and export: its id in camel case. */
export function ruleName(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * Makes the file of a new rule in a folder, with a `bad` example that fails until the check is written.
 * @returns its path @throws Error for an id that is not `thing-problem`, and for one that exists already.
 */
export async function newRule(id: string, folder: string): Promise<string> {
  if (!/^[a-z]+[0-9]*(-[a-z0-9]+)+$/.test(id))
    throw new Error(`"${id}" is not an id of a rule: write thing-problem in small letters`);
  const { check, bad, good } = kinds[id.split("-")[0] ?? ""] ?? clusterKind;
  const path = join(folder, `${ruleName(id)}.ts`);
  const text = `import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const ${ruleName(id)}: Rule = {
  id: "${id}",
  severity: "warning",
  serverEffect: null,
  summary: "One sentence: what is wrong.",
  instead: "What to write instead.",
  ${check}
};

export const ${ruleName(id)}Page: RulePage = {
  why: "Why it matters to the server.",
  bad: [
    \`
    ${bad}
    \`,
  ],
  good: [
    \`
    ${good}
    \`,
  ],
};
`;
  await writeFile(path, text, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST" ? new Error(`There is a rule "${id}" already: ${path}`) : error;
  });
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const path = await newRule(process.argv[2] ?? "", join(root, "server/src/core/rules"));
    console.log(`${relative(process.cwd(), path)}: write the rule, then run \`npm run generate\``);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
