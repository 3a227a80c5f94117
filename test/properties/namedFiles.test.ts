import fc from "fast-check";
import { expect, test } from "vitest";
import { pathOf, resolvePath } from "../../server/src/core/cluster/uris.ts";
import { applyEdits } from "../../server/src/core/features/applyEdits.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { scanConfLine } from "../../server/src/core/syntax/conf/scanConfLine.ts";
import { quoteConf } from "../../server/src/core/syntax/quote.ts";
import { materialBytes, materialTime } from "../support/fixtures/materials.ts";
import { type Files, openCluster, toUri } from "../support/openService.ts";

const pieces = [
  "a",
  "B",
  "1",
  ".",
  "\\",
  "'",
  '"',
  " ",
  "\t",
  ",",
  "#",
  "%",
  "$",
  "@",
  "?",
  "=",
  "é",
  "%41",
  "\\n",
];
const names = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
  .map((parts) => `n${parts.join("")}x`);

const key = (name: string) => ({ bytes: materialBytes(name), mode: 0o600 });
const hba = "hostssl all all 10.0.0.0/8 cert\n";

/** A fault whose fix names a file, which the tests give any name. */
interface Case {
  readonly title: string;
  readonly setting: string;
  readonly conf: (name: string) => string;
  readonly files: (name: string) => Files;
  /** The file that is meant. */
  readonly path: (name: string) => string;
  readonly at?: string;
}

const cases: readonly Case[] = [
  {
    title: "Swap the certificate and the key",
    setting: "ssl_cert_file",
    conf: (name) =>
      `ssl_cert_file = ${quoteConf(`${name}.key`)}\nssl_key_file = ${quoteConf(`${name}.crt`)}\n`,
    files: (name) => ({ [`${name}.crt`]: materialBytes("leaf"), [`${name}.key`]: key("leaf-key") }),
    path: (name) => `/data/${name}.crt`,
  },
  {
    title: "Name the file that is there",
    setting: "ssl_ca_file",
    conf: (name) => `ssl_ca_file = ${quoteConf(`./R${name}`)}\n`,
    files: (name) => ({ [`r${name}`]: materialBytes("root") }),
    path: (name) => `/data/r${name}`,
  },
  {
    title: "Name the key that matches the certificate",
    setting: "ssl_key_file",
    conf: () => "ssl_key_file = 'old.key'\n",
    files: (name) => ({
      "server.crt": materialBytes("leaf"),
      "old.key": key("other-key"),
      [`${name}.key`]: key("leaf-key"),
    }),
    path: (name) => `/data/${name}.key`,
  },
  {
    title: "Name the file beside the configuration",
    setting: "ssl_ca_file",
    conf: (name) => `data_directory = '/data'\nssl_ca_file = ${quoteConf(name)}\n`,
    files: (name) => ({ [`/etc/pg/${name}`]: materialBytes("root") }),
    path: (name) => `/etc/pg/${name}`,
    at: "/etc/pg/postgresql.conf",
  },
  {
    title: "Set ssl_ca_file",
    setting: "ssl_ca_file",
    conf: () => "",
    files: (name) => ({ [name]: materialBytes("root"), "pg_hba.conf": hba }),
    path: (name) => `/data/${name}`,
  },
];

test.each(cases)("the server reads what a fix writes as the file that is meant: $title", async (one) => {
  const { title, setting, conf, files, path, at = "postgresql.conf" } = one;
  let offered = 0;
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const text = `ssl = on\n${conf(name)}`;
      const { service } = openCluster({ [at]: text, ...files(name) }, { time: materialTime });
      const shownIn = title.startsWith("Set ") ? "pg_hba.conf" : at;
      const fixes = await service.fixes(toUri(shownIn), 0, 9);
      const fix = fixes.find((candidate) => candidate.title.startsWith(title));
      if (!fix) return;
      offered++;
      const document = await service.document(toUri(at));
      const lines = splitLines(applyEdits(document?.lines ?? [], fix.edits ?? []));
      const written = lines
        .map((_, line) => scanConfLine(lines, line))
        .find((line) => line.name?.text === setting);
      expect(written?.syntaxError).toBeUndefined();
      expect(pathOf(resolvePath(written?.value?.text ?? "", "file:///data", {}))).toBe(path(name));
    }),
    { numRuns: 60 },
  );
  expect(offered).toBeGreaterThan(40);
});
