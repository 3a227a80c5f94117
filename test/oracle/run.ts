// npm run oracle -- [--seed N] [--count K] [--version 16] [--kind pg-hba] [--corpus DIR] [--server 19@BIN_FOLDER]
// Compares pgssl with real servers on generated lines, or on the files of a folder, and prints each disagreement.
// With --record FILE it keeps what the server of --server says, for versions of which npm has no server.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { packagedBuild } from "../../server/src/core/model/serverBuild.ts";
import { server, serverAt } from "../support/postgres.ts";
import { embeddedVersions } from "../support/servers.ts";
import { type Comparison, compare, describeDisagreement, embeddedSubject, type Subject } from "./compare.ts";
import { generateTexts, kinds, surroundings } from "./generate/texts.ts";
import { knownDisagreement } from "./knownDisagreements.ts";
import { record } from "./recorded.ts";
import type { Kind } from "./refusals.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "2000" },
    version: { type: "string", multiple: true },
    kind: { type: "string", multiple: true },
    corpus: { type: "string" },
    server: { type: "string", multiple: true },
    record: { type: "string" },
  },
});

const rows: string[] = [];
let failed = false;
const corpus = values.corpus ? await readCorpus(values.corpus) : undefined;
for (const subject of await findSubjects()) {
  if (values.record) {
    await writeFile(values.record, await record(subject.server, Number(values.seed), Number(values.count)));
    continue;
  }
  for (const kind of kinds) {
    if (values.kind && !values.kind.includes(kind)) continue;
    const { version } = subject.server;
    const texts = corpus
      ? corpus.filter((file) => file.kind === kind).map((file) => file.text)
      : generateTexts(kind, version, Number(values.seed), Number(values.count));
    report(version, kind, await compare(subject, kind, texts, corpus ? {} : surroundings(kind, version)));
  }
}
process.stdout.write(`\nversion  kind              texts  refused  disagreements\n${rows.join("\n")}\n`);
process.exitCode = failed ? 1 : 0;

async function findSubjects(): Promise<Subject[]> {
  const versions = values.version?.map(Number) ?? (values.server ? [] : embeddedVersions);
  const subjects: Subject[] = [];
  for (const version of embeddedVersions) {
    if (versions.includes(version)) subjects.push(embeddedSubject(await server(version)));
  }
  for (const added of values.server ?? []) {
    const [version, folder] = added.split("@");
    if (!version || !folder) throw new Error(`--server ${added}: write 19@/folder/with/postgres`);
    const found = await serverAt(Number(version), folder);
    subjects.push({ server: found, build: [...packagedBuild], openssl: "3" });
  }
  return subjects;
}

function report(version: number, kind: Kind, { count, refused, disagreements }: Comparison): void {
  for (const disagreement of disagreements) {
    const known = knownDisagreement(disagreement);
    if (!known) failed = true;
    const note = known ? `  known: ${known.reason}` : `  seed ${values.seed}`;
    process.stdout.write(`${describeDisagreement(disagreement)}\n${note}\n`);
  }
  const columns = [String(version).padEnd(7), kind.padEnd(16), pad(count, 6), pad(refused, 7)];
  rows.push(`${columns.join("  ")}  ${pad(disagreements.length, 13)}`);
}

function pad(number: number, width: number): string {
  return String(number).padStart(width);
}

/** The files beneath a folder. Folders and names say their kind: `ident`, `conf/` or `postgresql`; all others are pg_hba.conf. */
async function readCorpus(folder: string): Promise<{ kind: Kind; text: string }[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = files.filter((file) => file.isFile() && file.name.endsWith(".conf"));
  return Promise.all(
    found.map(async (file) => {
      const path = join(file.parentPath, file.name);
      const name = relative(folder, path);
      const isConf = /postgresql|^conf\//.test(name);
      const kind = /ident/.test(name) ? "pg-ident" : isConf ? "postgresql-conf" : "pg-hba";
      return { kind, text: await readFile(path, "utf8") };
    }),
  );
}
