import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { createService } from "../support/openService.ts";
import { folderPerFile } from "../support/scratchFolder.ts";

const at = folderPerFile();

test.skipIf(process.platform === "win32" || process.getuid?.() === undefined)(
  "of a key that is a symbolic link the mode of its target counts, as for the server",
  async () => {
    const data = at("data");
    mkdirSync(data, { mode: 0o700 });
    mkdirSync(at("keys"));
    writeFileSync(join(data, "PG_VERSION"), "18\n");
    writeFileSync(join(data, "server.crt"), materialBytes("leaf"));
    writeFileSync(join(data, "postgresql.conf"), "ssl = on\n");
    const target = at("keys/db.key");
    writeFileSync(target, materialBytes("leaf-key"));
    symlinkSync("../keys/db.key", join(data, "server.key"));
    const service = createService(nodeHost);
    const found = async () => {
      await service.refresh();
      const uri = pathToFileURL(join(data, "postgresql.conf")).href;
      return (await service.diagnose(uri))?.map(({ rule }) => rule).filter((rule) => rule.startsWith("key-"));
    };
    chmodSync(target, 0o660);
    expect(await found()).toEqual(["key-file-permissions"]);
    chmodSync(target, 0o600);
    expect(await found()).toEqual([]);
  },
);
