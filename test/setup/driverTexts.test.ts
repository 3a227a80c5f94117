import { expect, test } from "vitest";
import { isConnectionText } from "../../server/src/core/carriers/strings/foundString.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import { driverTexts } from "../../server/src/setup/driverTexts.ts";
import { type SetupDriver, setupDrivers } from "../../server/src/setup/request.ts";
import { openFiles } from "../support/openService.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { planOf, setUp } from "../support/setUp.ts";
import { requestIn } from "./setupFolders.ts";

const at = folderPerTest();
const facts = {
  host: "fd00::1",
  port: "5433",
  user: "a b",
  root: "/r;1/root.crt",
  certificate: "/c/a.crt",
  key: "/c/a.key",
};

test.each([
  [
    "npgsql",
    'Host=fd00::1;Port=5433;Database=DATABASE;Username=a b;SSL Mode=VerifyFull;Root Certificate="/r;1/root.crt";SSL Certificate=/c/a.crt;SSL Key=/c/a.key',
  ],
  [
    "pgx",
    "postgresql://a%20b@[fd00::1]:5433/DATABASE?sslmode=verify-full&sslrootcert=/r%3B1/root.crt&sslcert=/c/a.crt&sslkey=/c/a.key",
  ],
  [
    "prisma",
    "postgresql://a%20b@[fd00::1]:5433/DATABASE?sslmode=require&sslaccept=strict&sslcert=/r%3B1/root.crt",
  ],
] as const)("in the words of %s", (driver, text) => {
  expect(driverTexts[driver].write(facts)).toBe(text);
});

test("without a certificate of the client's nothing names one", () => {
  const { host, port, user, root } = facts;
  for (const driver of setupDrivers)
    expect(driverTexts[driver].write({ host, port, user, root })).not.toMatch(
      /undefined|\bsslkey|SSL Key|key:/,
    );
});

test("pgssl finds nothing wrong with what it hands out", async () => {
  for (const driver of setupDrivers) {
    const text = driverTexts[driver].write({ ...facts, other: "/c/a.pk8" });
    const content = isConnectionText(text) ? `URL="${text}"\n` : text;
    const path = isConnectionText(text) ? ".env" : "database.yml";
    const { service } = openFiles({ [path]: { text: content, mode: 0o600 } });
    const uri = `file:///data/${path}`;
    service.open(new SourceDocument(uri, path === ".env" ? "dotenv" : "yaml", 1, content));
    expect([driver, await service.diagnose(uri)]).toEqual([driver, []]);
  }
});

test("a plan has the drivers' words, and files in the forms that they read", async () => {
  const base = requestIn(at);
  await setUp({ ...base, path: "ca" });
  const planned = async (drivers: readonly SetupDriver[], clientForms?: readonly ["pkcs12"]) => {
    const request = { ...base, path: "client" as const, clients: [{ role: "app" }], drivers };
    const { clients, files } = await planOf({ ...request, ...(clientForms && { clientForms }) });
    return {
      texts: clients.flatMap((client) => client.drivers.map(({ text }) => text)),
      endings: files.map(({ path }) => path.replace(/^.*\./, "")).filter((ending) => ending.startsWith("p")),
    };
  };
  const { texts, endings } = await planned(["jdbc", "rails"]);
  expect(texts[0]).toContain("sslkey=HOME/.postgresql/app.pk8");
  expect(texts[1]).toContain("sslkey: HOME/.postgresql/app.key");
  expect(endings).toEqual(["pk8"]);
  expect((await planned(["prisma"])).endings).toEqual(["p12"]);
  const java = await planned(["jdbc"], ["pkcs12"]);
  expect(java.endings).toEqual(["p12"]);
  expect(java.texts[0]).not.toContain("sslcert=");
});
