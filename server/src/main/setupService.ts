import { generateKeyPair, type KeyObject, privateDecrypt } from "node:crypto";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Host, LanguageService } from "../core/index.ts";
import type { Place } from "../disk/place.ts";
import type { SetupAnswer } from "../lsp/protocol.ts";
import type { SetupService } from "../lsp/setupService.ts";
import { applySetup, findSurroundings, planSetup, type SetupContext, thisMachine } from "../setup/index.ts";
import { SetupProblem } from "../setup/plan.ts";
import type { SetupSecrets } from "../setup/request.ts";

/** The set-up engine for one editor. Passphrases come closed with a key that lives as long as this process. */
export async function createSetupService(service: LanguageService, host: Host): Promise<SetupService> {
  const context: SetupContext = { service, host, machine: thisMachine() };
  const sealing = await promisify(generateKeyPair)("rsa", { modulusLength: 3072 });
  const sealingKey = sealing.publicKey.export({ type: "spki", format: "der" }).toString("base64");
  /** Looks at the files again, since certificates live where no editor watches. */
  const refreshed = async <Answer>(work: () => Promise<Answer>): Promise<SetupAnswer<Answer>> => {
    await service.refresh();
    return answer(work);
  };
  /** Where the files of the last plan are: the one that the user saw. */
  let shown: ReadonlyMap<string, Place> = new Map();
  return {
    surroundings: ({ uri, authorityFolder }) =>
      refreshed(async () => {
        const cluster = uri === undefined ? undefined : await findCluster(service, uri);
        return findSurroundings(context, {
          ...(cluster !== undefined && { cluster }),
          ...(authorityFolder !== undefined && { authorityFolder }),
        });
      }),
    plan: (request) =>
      refreshed(async () => {
        const { plan, places } = await planSetup(context, request);
        shown = places;
        return { plan, sealingKey };
      }),
    apply: ({ request, secrets, replace }, token, report) =>
      refreshed(() => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return applySetup(context, request, {
          secrets: unseal(sealing.privateKey, secrets),
          replace,
          places: shown,
          progress: (message, fraction) => report(message, Math.round(fraction * 100)),
          signal: abort.signal,
        });
      }),
  };
}

async function answer<Answer>(work: () => Promise<Answer>): Promise<SetupAnswer<Answer>> {
  try {
    return { answer: await work() };
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    return { problem: { message: error.message, ...(error.field && { field: error.field }) } };
  }
}

/** The folder of the main file of the cluster that a document or a folder belongs to. */
async function findCluster(service: LanguageService, uri: string): Promise<string | undefined> {
  const snapshot =
    (await service.snapshot(uri)) ?? (await service.snapshot(`${uri.replace(/\/$/, "")}/postgresql.conf`));
  const main = snapshot?.cluster.mainFile;
  return main && dirname(fileURLToPath(main));
}

/** @throws SetupProblem for what was not closed with this process's key */
function unseal(key: KeyObject, sealed: Readonly<Partial<Record<string, string>>>): SetupSecrets {
  try {
    return Object.fromEntries(
      Object.entries(sealed).map(([id, text]) => {
        const bytes = privateDecrypt({ key, oaepHash: "sha256" }, Buffer.from(text ?? "", "base64"));
        return [id, bytes.toString("utf8")];
      }),
    );
  } catch {
    throw new SetupProblem(
      "The passphrases could not be decrypted: request the plan and the passphrases again",
      "secrets",
    );
  }
}
