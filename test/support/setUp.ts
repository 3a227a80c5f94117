import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { applyConfiguration } from "../../server/src/setup/applyConfiguration.ts";
import { applySetup, planSetup, type SetupContext, thisMachine } from "../../server/src/setup/index.ts";
import type { SetupPlan } from "../../server/src/setup/plan.ts";
import type { SetupRequest, SetupSecrets } from "../../server/src/setup/request.ts";
import { createService } from "./openService.ts";

/** The engine on the real file system, as a run of its own sees it. */
export function setupContext(): SetupContext {
  return { service: createService(nodeHost), host: nodeHost, machine: thisMachine() };
}

export const planOf = async (request: SetupRequest): Promise<SetupPlan> =>
  (await planSetup(setupContext(), request)).plan;

/** Carries a set-up out with the edits of the configuration, replacing whatever is in the way. Returns the plan. */
export async function setUp(request: SetupRequest, secrets: SetupSecrets = {}): Promise<SetupPlan> {
  const context = setupContext();
  const { plan, places } = await planSetup(context, request);
  await applySetup(context, request, { secrets, replace: plan.files.map(({ path }) => path), places });
  await applyConfiguration(context, plan.configuration, places);
  return plan;
}
