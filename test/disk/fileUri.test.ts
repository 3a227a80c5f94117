import { expect, test } from "vitest";
import { childOf, folderOf } from "../../server/src/core/cluster/uris.ts";
import { toUri } from "../../server/src/disk/fileUri.ts";

test.each(["data", "it's (new)", "50% #1?", "a+b&c=d@e", "ü\u00a0~!*"])(
  "a file in a folder %j has the URI that the core gives it",
  (folder) => {
    expect(childOf(folderOf(toUri(`/${folder}/postgresql.conf`)), "pg_hba.conf")).toBe(
      toUri(`/${folder}/pg_hba.conf`),
    );
  },
);
