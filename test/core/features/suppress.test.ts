import { expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/index.ts";
import { openCluster, toUri } from "../../support/openService.ts";

const bad = "\thost all all 10.0.0.0/33 md5 clientcert=verify-ca\n";

test("each finding can be silenced where it is or in the whole file, a second one in the same comment", async () => {
  const { service, edit, rules } = openCluster();
  const uri = toUri("pg_hba.conf");
  const silence = async (title: string) => {
    const { lines } = (await service.document(uri)) ?? { lines: [] };
    const line = lines.length - 2;
    const fix = (await service.suppressions(uri, line, line)).find((one) => one.title === title);
    const text = applyEdits(lines, fix?.edits ?? []);
    edit("pg_hba.conf", text);
    return text;
  };
  edit("pg_hba.conf", `# ours\n${bad}`);
  expect(await rules("pg_hba.conf")).toEqual([
    "1 hba-prefix-invalid",
    "1 hba-method-deprecated",
    "1 hba-option-type",
  ]);
  const below = "# pgssl-disable-next-line hba-prefix-invalid";
  expect(await silence("Silence hba-prefix-invalid here")).toBe(`# ours\n\t${below}\n${bad}`);
  expect(await silence("Silence hba-option-type here")).toBe(`# ours\n\t${below} hba-option-type\n${bad}`);
  expect(await silence("Silence hba-method-deprecated in this file")).toBe(
    `# pgssl-disable-file hba-method-deprecated\n# ours\n\t${below} hba-option-type\n${bad}`,
  );
  expect(await rules("pg_hba.conf")).toEqual([]);
});

test("nothing is silenced in a file that the server writes", async () => {
  const { service } = openCluster({ "postgresql.conf": "", "postgresql.auto.conf": "sslx = on\n" });
  const uri = toUri("postgresql.auto.conf");
  expect((await service.diagnose(uri))?.length).toBeGreaterThan(0);
  expect(await service.suppressions(uri, 0, 9)).toEqual([]);
});
