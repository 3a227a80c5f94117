import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Dialog } from "./dialog.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

describe("in a German window", () => {
  inWindow(() => folders.demo, true, {}, "de");

  it("has German commands, and a dialog in German", async () => {
    await editor.openFile(join(folders.demo, "cluster/pg_hba.conf"));
    await editor.run("PostgreSQL SSL/TLS (pgssl): Client prüfen…");
    const dialog = new Dialog(editor.page);
    await dialog.pick("Was ist vom Client bekannt?", "Art, Adresse");
    await dialog.shows("Wie verbindet sich der Client?");
    expect(await dialog.title()).toMatch(/^Client prüfen \(\d\/\d\)$/);
    expect(await dialog.entries()).toContainEqual(
      expect.stringContaining("Über TCP, verschlüsselt, wie mit sslmode=require und strenger"),
    );
    await dialog.leave("Wie verbindet sich der Client?");
  });

  it("names the ways through the set-up in German", async () => {
    await editor.run("PostgreSQL SSL/TLS (pgssl): TLS einrichten…");
    const dialog = new Dialog(editor.page);
    await dialog.shows("Was möchten Sie einrichten?");
    expect(await dialog.entries()).toContainEqual(
      expect.stringContaining("Root-CA, Zwischen-CA und Serverzertifikat"),
    );
    await dialog.leave("Was möchten Sie einrichten?");
  });

  it("says in German where files are read, and keeps what the checks find in English", async () => {
    expect(await editor.languageStatus("Dateien werden auf dem entfernten Rechner gelesen")).toContain(
      "Auswählen",
    );
    const file = join(folders.demo, "mistakes/pg_hba.conf");
    await editor.openFile(file);
    await editor.errors.first().waitFor();
    await editor.run("Problems: Focus on Problems View");
    await editor.page.locator(".markers-panel", { hasText: "hba-type-unknown" }).waitFor();
    const page = await editor.openPage(join(folders.demo, "cluster/tls/server.crt"));
    await page.getByText("Zertifikatskette").first().waitFor();
    await page.getByText("Genannt in:").first().waitFor();
  });
});
