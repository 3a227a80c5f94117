import { readActivations } from "../activation.ts";
import type { Bench } from "../report.ts";
import { spread } from "../statistics.ts";

/** What VS Code itself says of the extension's activation. */
export async function measureActivation({ scratch, isQuick, report }: Bench): Promise<void> {
  if (isQuick) return;
  const shown = await readActivations(scratch, 5).then(
    (times) => `${spread(times)} ms (meanwhile the server starts in its own process)`,
    (error: unknown) => `not measured: ${error instanceof Error ? error.message.split("\n")[0] : error}`,
  );
  report.text(`Activation of the client, from VS Code's *Running Extensions*: ${shown}.`);
}
