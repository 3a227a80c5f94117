import { expect, test } from "vitest";
import { hostLanguageOfPath, SourceDocument } from "../../server/src/core/index.ts";
import { everythingShownOf } from "../support/everythingShown.ts";
import { manifestsWithSecrets, secret } from "../support/fixtures/manifestsWithSecrets.ts";
import { openFiles } from "../support/openService.ts";

test.each(manifestsWithSecrets)("a secret in %s is nowhere shown", async (name, text) => {
  const path = `/repo/${name}`;
  const { service } = openFiles(
    { "/repo/.env": `SECRET=${secret}\n`, [path]: text },
    { roots: ["file:///repo"] },
  );
  const document = new SourceDocument(`file://${path}`, hostLanguageOfPath(path) ?? "yaml", 1, text);
  service.open(document);
  expect(await service.diagnose(document.uri)).not.toEqual([]);
  const shown = (await everythingShownOf(service, document)).split("\n");
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter((line) => line.includes(secret))).toEqual([]);
});
