import { expect, test } from "vitest";
import { maxFileSize } from "../../../server/src/core/index.ts";
import { buildCertificate, buildCrl, pem } from "../../pki/buildCertificate.ts";
import type { MemoryFile } from "../../support/memoryHost.ts";
import { openCluster } from "../../support/openService.ts";

type Files = Readonly<Record<string, string | MemoryFile>>;

const large = `# ${"x".repeat(78)}\n`.repeat(110_000);
const many = (count: number, make: (at: number) => [string, string]) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => make(at)));

test.each<[what: string, files: Files, first: string, expected: readonly [line: number, part: string][]]>([
  [
    "a file of nine megabytes in postgresql.conf",
    { "postgresql.conf": "port = 1\ninclude 'large.conf'\n", "large.conf": large },
    "postgresql.conf",
    [[1, "8 MB"]],
  ],
  [
    "a file of nine megabytes in pg_hba.conf",
    { "pg_hba.conf": "local all all peer\ninclude large\n", large },
    "pg_hba.conf",
    [[1, "8 MB"]],
  ],
  [
    "a file of nine megabytes as words",
    { "pg_hba.conf": "local @large all peer\n", large },
    "pg_hba.conf",
    [[0, "8 MB"]],
  ],
  [
    "the second of two files of five megabytes",
    {
      "postgresql.conf": "include 'a.conf'\ninclude 'b.conf'\n",
      "a.conf": large.slice(0, 5_000_000),
      "b.conf": large.slice(0, 5_000_000),
    },
    "postgresql.conf",
    [[1, "8 MB"]],
  ],
  [
    "a pg_hba.conf that a setting names",
    { "postgresql.conf": "port = 1\nhba_file = '/data/large'\n", large },
    "postgresql.conf",
    [[1, "8 MB"]],
  ],
  ["a main file of nine megabytes", { "postgresql.conf": large }, "postgresql.conf", [[0, "8 MB"]]],
  [
    "a main file of too many lines",
    { "pg_hba.conf": "#\n".repeat(300_001) },
    "pg_hba.conf",
    [[0, "300,000"]],
  ],
  [
    "a pg_hba.conf of nine megabytes, as its own cluster",
    { "postgresql.conf": "port = 1\n", "pg_hba.conf": large },
    "pg_hba.conf",
    [[0, "8 MB"]],
  ],
  [
    "what is included, together with the main file",
    {
      "postgresql.conf": `include 'a.conf'\n${large.slice(0, 5_000_000)}`,
      "a.conf": large.slice(0, 5_000_000),
    },
    "postgresql.conf",
    [[0, "8 MB"]],
  ],
  [
    "lines that are included again",
    {
      "postgresql.conf": "include 'a.conf'\n".repeat(20),
      "a.conf": "# nothing\n".repeat(10_000),
    },
    "postgresql.conf",
    [[10, "100,000 lines"]],
  ],
  [
    "a file of too many lines, twice, and none after it",
    {
      "postgresql.conf": "include 'a.conf'\ninclude 'a.conf'\ninclude 'b.conf'\n",
      "a.conf": "#\n".repeat(300_000),
      "b.conf": "port = 1\n",
    },
    "postgresql.conf",
    [
      [0, "300,000 lines"],
      [1, "300,000 lines"],
    ],
  ],
  [
    "a directory of more than 10,000 entries",
    { "postgresql.conf": "include_dir 'd'\n", ...many(10_001, (at) => [`d/${at}.conf`, ""]) },
    "postgresql.conf",
    [[0, "first 10,000 entries"]],
  ],
  [
    "a directory of 10,000 entries",
    { "postgresql.conf": "include_dir 'd'\n", ...many(10_000, (at) => [`d/${at}.conf`, ""]) },
    "postgresql.conf",
    [],
  ],
  [
    "a file without an answer",
    { "postgresql.conf": "include 'a.conf'\n", "a.conf": { problem: "no-answer" } },
    "postgresql.conf",
    [[0, "no answer from the file system"]],
  ],
  [
    "17 CA certificates of one name",
    {
      "postgresql.conf": "ssl = on\nssl_ca_file = 'ca.pem'\n",
      "ca.pem": Array.from({ length: 17 }, (_, at) =>
        pem("CERTIFICATE", buildCertificate({ serial: Buffer.of(1, at) })),
      ).join(""),
    },
    "postgresql.conf",
    [[1, "17 CA certificates"]],
  ],
  [
    "17 CRLs of one CA",
    {
      "postgresql.conf": "ssl = on\nssl_ca_file = 'ca.pem'\nssl_crl_file = 'crl.pem'\n",
      "ca.pem": pem("CERTIFICATE", buildCertificate()),
      "crl.pem": pem("X509 CRL", buildCrl([])).repeat(17),
    },
    "postgresql.conf",
    [[2, "17 are in the name of one CA"]],
  ],
])("%s: what is not checked is reported", async (_what, files, first, expected) => {
  const { findings } = openCluster(files);
  const found = (await findings(first)).filter(({ rule }) => rule === "check-incomplete");
  expect(found).toMatchObject(
    expected.map(([line, part]) => ({ line, message: expect.stringContaining(part) })),
  );
});

test.each<[first: string, line: string, other: Files]>([
  ["postgresql.conf", "work_mem = bogus\n", {}],
  ["pg_hba.conf", "hosst all all all md5\n", {}],
  ["more.conf", "work_mem = bogus\n", { "postgresql.conf": "include 'more.conf'\n" }],
])("%s in an editor, as it becomes too large and small again", async (name, line, other) => {
  const { edit, findings, rules, service } = openCluster(other);
  const document = edit(name, line);
  const before = await findings(name);
  expect(before).not.toEqual([]);
  document.update([{ text: `${line}#${"x".repeat(maxFileSize)}` }], 2);
  expect((await rules(name)).filter((found) => found !== "0 check-incomplete")).toEqual([]);
  expect(await rules(name)).not.toEqual([]);
  document.update([{ range: { start: position(0, 0), end: position(0, 4) }, text: "" }], 3);
  const { diagnostics, lines } = { diagnostics: await findings(name), lines: document.lines };
  for (const { span } of diagnostics) expect(span.end).toBeLessThanOrEqual(lines[0]?.length ?? 0);
  expect(await service.hover(document.uri, position(0, 1))).toBeUndefined();
  document.update([{ text: line }], 4);
  expect(await findings(name)).toEqual(before);
});

const position = (line: number, character: number) => ({ line, character });
