import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../support/tools.ts";
import type { Editor } from "./editor.ts";

/**
 * Takes a picture for the README, in a light and a dark theme, when `PGSSL_PICTURES` is set (`npm run pictures`).
 * Otherwise runs of the tests leave the pictures as they are.
 */
export async function picture(editor: Editor, name: string): Promise<void> {
  if (!process.env.PGSSL_PICTURES) return;
  const folder = join(projectRoot, "server/docs/images");
  await mkdir(folder, { recursive: true });
  for (const colorScheme of ["dark", "light"] as const) {
    await editor.useColorScheme(colorScheme);
    await editor.page.screenshot({
      path: join(folder, `${name}-${colorScheme}.png`),
      animations: "disabled",
    });
  }
}

/** Keeps what was on the screen when a test failed, in `.out/e2e`. */
export async function pictureOfFailure(editor: Editor, test: string): Promise<void> {
  const path = join(projectRoot, ".out/e2e", `${test.replace(/\W+/g, "-")}.png`);
  await editor.page.screenshot({ path }).catch(() => undefined); // the window may have gone
}
