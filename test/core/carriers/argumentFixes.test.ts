import { expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import { type AnyDocument, SourceDocument } from "../../../server/src/core/index.ts";
import { openFiles } from "../../support/openService.ts";

const compose = (command: string) => `services:\n  db:\n    image: postgres:18\n    command: ${command}\n`;
const dockerfile = (command: string) => `FROM postgres:18\nCMD ${command}\n`;
const wrong = "default_transaction_isolation=read_committed";
const name = "default_transaction_isolation";

test.each<[(command: string) => string, string, string]>([
  [compose, `postgres -c ${wrong}`, `postgres -c ${name}='read committed'`],
  [compose, `postgres -c "${wrong}"`, `postgres -c "${name}=read committed"`],
  [compose, `'postgres -c ${wrong}'`, `'postgres -c ${name}=''read committed'''`],
  [compose, `"postgres -c ${wrong}"`, `"postgres -c ${name}='read committed'"`],
  [compose, `[postgres, -c, ${wrong}]`, `[postgres, -c, ${name}=read committed]`],
  [compose, `\n      - -c\n      - ${wrong}`, `\n      - -c\n      - ${name}=read committed`],
  [
    compose,
    `[bash, -c, "exec postgres -c ${wrong}"]`,
    `[bash, -c, "exec postgres -c ${name}='read committed'"]`,
  ],
  [dockerfile, `postgres -c ${wrong}`, `postgres -c ${name}='read committed'`],
  [dockerfile, `["postgres", "-c", "${wrong}"]`, `["postgres", "-c", "${name}=read committed"]`],
])("a fix writes a value with a blank as it goes there: %o %s", async (carrier, command, expected) => {
  const text = carrier(command);
  const { service } = openFiles({});
  const isDockerfile = text.startsWith("FROM");
  const uri = isDockerfile ? "file:///repo/Dockerfile" : "file:///repo/compose.yaml";
  const document: AnyDocument = new SourceDocument(uri, isDockerfile ? "dockerfile" : "yaml", 1, text);
  service.open(document);
  const [fix] = await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER);
  expect(fix?.edits && applyEdits(document.lines, fix.edits)).toBe(carrier(expected));
});
