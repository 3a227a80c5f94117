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

test.each([
  ["host all all 0.0.0.0|/0 md5", /all IPv6 clients/],
  ["host all all ::|/0 md5", /all IPv4 clients/],
  ["host all all 127.0.0.1|/32 md5", /this machine over IPv6/],
])("a hover on a network says what it leaves out: %j", async (text, expected) => {
  const { service, uri, position } = openService(text);
  expect((await service.hover(uri, position))?.markdown).toMatch(expected);
});
