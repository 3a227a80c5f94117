import { expect, test } from "vitest";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import { openService } from "../../support/openService.ts";

test.each([
  [
    "ssl = on\nssl_cert_file = 'ser|ver.crt'\n",
    /^\*\*CN=db\.example\.com · \d+ days left \(\d{4}-\d\d-\d\d\) · key ✓ · 0644\*\*\n/,
  ],
  ["ssl = on\nssl_key_file = 'ser|ver.key'\n", /^\*\*\S+ \S+ · certificate ✓ · 0600\*\*\n/],
  ["search_path = 'a, |b'\n", /search_path/],
])("a hover answers in its first line: %j", async (text, expected) => {
  const files = {
    "server.crt": { bytes: materialBytes("leaf"), mode: 0o644 },
    "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
  };
  const { service, uri, position } = openService(text, {
    language: "postgresql-conf",
    files,
    time: materialTime,
  });
  expect((await service.hover(uri, position))?.markdown).toMatch(expected);
});
