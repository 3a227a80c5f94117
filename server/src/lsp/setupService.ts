import type { CancellationToken } from "vscode-languageserver";
import type { SetupOutcome, SetupPlan, SetupSurroundings } from "../setup/plan.ts";
import type { SetupRequest } from "../setup/request.ts";
import type { SetupAnswer, SetupApplyParams, SetupSurroundingsParams } from "./protocol.ts";

/** Answers the set-up's requests of the protocol; the engine behind it is loaded by the first. */
export interface SetupService {
  surroundings(params: SetupSurroundingsParams): Promise<SetupAnswer<SetupSurroundings>>;
  plan(
    request: SetupRequest,
  ): Promise<SetupAnswer<{ readonly plan: SetupPlan; readonly sealingKey: string }>>;
  /** `report` gets what is being done, and the progress in per cent. */
  apply(
    params: SetupApplyParams,
    token: CancellationToken,
    report: (message: string, percentage: number) => void,
  ): Promise<SetupAnswer<SetupOutcome>>;
}
