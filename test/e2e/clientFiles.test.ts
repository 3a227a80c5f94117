import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { picture } from "./picture.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

describe("the client's side", () => {
  const folder = () => join(folders.demo, "app");
  const service = () => join(folder(), "pg_service.conf");
  const environment = () => join(folder(), ".env");

  beforeAll(async () => {
    await mkdir(folder());
    await writeFile(
      service(),
      `# How the team connects
[orders]
host=db.example.com
dbname=orders
user=app
sslmode=verfy-full

[reports]
host=reports.example.com
dbname=reports
user=reader
`,
    );
    await writeFile(
      environment(),
      `# The web application's settings
LOG_LEVEL=info
PGSSLMODE=verfy-full
DATABASE_URL=postgresql://app@db.example.com/orders?sslmode=require
`,
    );
  });
  inWindow(() => folders.demo, true);

  it("has a mistake in a service file underlined, and proposes keywords and values", async () => {
    await editor.openFile(service());
    await editor.errors.first().waitFor();
    await editor.goTo(6, 12);
    expect(await editor.hover("verify-full")).toContain("connection-value-invalid");
    await editor.page.keyboard.press("Escape");
    await editor.goTo(11, "user=reader".length + 1);
    await editor.type("\nsslm");
    await editor.accept("sslmode", "Tab");
    // The list of keywords may still be there for a moment.
    await expect
      .poll(() => editor.suggestions())
      .toEqual(["verify-full", "verify-ca", "require", "prefer", "allow", "disable"]);
    await picture(editor, "service-file");
    await editor.type("v");
    await editor.accept("verify-full", "Enter");
    await editor.hasLine("sslmode=verify-full");
    await editor.revert();
  });

  it("has a mistake in a .env underlined, and says what each driver makes of a string", async () => {
    await editor.openFile(environment());
    await editor.errors.first().waitFor();
    await editor.goTo(4, "DATABASE_URL=postgresql://app@db.example.com/orders?sslmode=re".length);
    expect(await editor.hover("node-postgres")).toContain("certificate not verified");
    await picture(editor, "drivers");
  });

  it("has libpq's words in a string of .NET underlined, in a file that is known by its name", async () => {
    const file = join(folder(), "appsettings.json");
    await writeFile(
      file,
      '{ "ConnectionStrings": { "Default": "Host=db;Database=app;SSL Mode=verify-full" } }\n',
    );
    await editor.openFile(file);
    await editor.page.locator(".editor-instance .cdr.squiggly-warning").first().waitFor();
    await editor.goTo(1, 70);
    expect(await editor.hover("write VerifyFull")).toContain("connection-driver-option");
  });
});
