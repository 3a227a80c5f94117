import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import { placeNewLine } from "../../../server/src/core/features/placeNewLine.ts";
import type { Language } from "../../../server/src/core/model/language.ts";
import { openCluster, toUri } from "../../support/openService.ts";

const written = (language: Language, text: string, newText: string) => {
  const lines = text.split(/(?<=\n)/);
  const edit = { place: { uri: "file:///f", line: 0, span: { start: 0, end: 0 } }, newText };
  return applyEdits(lines, [placeNewLine(edit, { language, lines })]);
};

describe("a new line goes where a person would put it", () => {
  test.each([
    ["# SSL\n#ssl = off\n#ssl_ca_file = ''\n", "# SSL\nssl = on\n#ssl_ca_file = ''\n"],
    [
      "a = 1\n# ssl = off\t\t# (change requires restart)\n",
      "a = 1\nssl = on\t\t# (change requires restart)\n",
    ],
    ["#SSL='off'", "ssl = on"],
    ["# ssl = on switches TLS on\n", "ssl = on\n# ssl = on switches TLS on\n"],
    ["#ssl_ca_file = ''\n", "ssl = on\n#ssl_ca_file = ''\n"],
  ])("%j", (before, after) => {
    expect(written("postgresql-conf", before, "ssl = on\n")).toBe(after);
  });

  test.each([
    ["ssl = on\nport = 1\n", "ssl = on\nssl_ca_file = 'r'\nport = 1\n"],
    [
      "ssl = on\nport = 1\n#ssl_key_file = 'k'\t# why\nwork_mem = 4MB\n",
      "ssl = on\nport = 1\n#ssl_key_file = 'k'\t# why\nssl_ca_file = 'r'\nwork_mem = 4MB\n",
    ],
    ["ssl_ca = 1\nssl = on", "ssl_ca = 1\nssl_ca_file = 'r'\nssl = on"],
    ["port = 1\nssl on", "port = 1\nssl on\nssl_ca_file = 'r'"],
    ["port = 1\n# ssl is nice\n", "ssl_ca_file = 'r'\nport = 1\n# ssl is nice\n"],
  ])("a setting in its family: %j", (before, after) => {
    expect(written("postgresql-conf", before, "ssl_ca_file = 'r'\n")).toBe(after);
  });

  test.each([
    ["# header\n", "# header\nlocal all all peer\n"],
    ["# header\ninclude a.conf", "# header\ninclude a.conf\nlocal all all peer"],
    ["local a a peer\n", "local all all peer\nlocal a a peer\n"],
    ["", "local all all peer\n"],
  ])("a record: %j", (before, after) => {
    expect(written("pg-hba", before, "local all all peer\n")).toBe(after);
  });

  test.each([
    ["", "m a b\n"],
    ["# MAPNAME SYSTEM DB\n", "# MAPNAME SYSTEM DB\nm a b\n"],
    ["# MAPNAME SYSTEM DB", "# MAPNAME SYSTEM DB\nm a b"],
    ["# header\n\nx y z\n", "# header\n\nm a b\nx y z\n"],
    ["x y z\n", "m a b\nx y z\n"],
  ])("%j", (before, after) => {
    expect(written("pg-ident", before, "m a b\n")).toBe(after);
  });

  test("the fix of a rule uses it", async () => {
    const conf = "# - SSL -\n\n#ssl = off\n";
    const { service } = openCluster({ "pg_hba.conf": "hostssl all all all cert\n", "postgresql.conf": conf });
    const fix = (await service.fixes(toUri("pg_hba.conf"), 0, 0)).find(({ title }) =>
      title.startsWith("Set ssl = on"),
    );
    const { lines } = (await service.document(toUri("postgresql.conf"))) ?? { lines: [] };
    expect(applyEdits(lines, fix?.edits ?? [])).toBe("# - SSL -\n\nssl = on\n");
  });
});
