import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { checkedFiles } from "../../server/src/cli/checkedFiles.ts";
import { defaultProjectSettings } from "../../server/src/core/cluster/projectSettings.ts";

import { hbaMethodUnknown } from "../../server/src/core/rules/hbaMethodUnknown.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

const scratch = folderPerTest();

afterEach(() => vi.restoreAllMocks());

test("an error of this program in one file is reported as that file's, and the others are checked", async () => {
  for (const name of ["a", "b", "c"]) {
    mkdirSync(join(scratch(), name));
    writeFileSync(join(scratch(), name, "pg_hba.conf"), `local all all ${name}\n`);
  }
  const { hbaAccess } = hbaMethodUnknown;
  vi.spyOn(hbaMethodUnknown as Required<typeof hbaMethodUnknown>, "hbaAccess").mockImplementation(
    (record, ...rest) => {
      if (record.method?.tokens[0]?.text === "b") throw new RangeError("Maximum call stack size exceeded");
      hbaAccess?.(record, ...rest);
    },
  );
  const failures: string[] = [];
  const { serverBuild, openssl } = defaultProjectSettings;
  const found: string[] = [];
  for await (const { path, diagnostics } of checkedFiles(
    [scratch()],
    { serverBuild, openssl },
    ({ message }) => {
      failures.push(message);
    },
  ))
    found.push(`${path.slice(-"a/pg_hba.conf".length)} ${diagnostics[0]?.rule}`);
  expect(found).toEqual(["a/pg_hba.conf hba-method-unknown", "c/pg_hba.conf hba-method-unknown"]);
  expect(failures).toEqual([
    expect.stringMatching(/b\/pg_hba\.conf: internal error, please report it: RangeError/),
  ]);
});
