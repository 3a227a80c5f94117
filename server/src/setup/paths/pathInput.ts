import type { SetupContext, Target } from "../context.ts";
import type { Places } from "../places.ts";
import type { SetupRequest } from "../request.ts";

/** What the plan of a path is made from. */
export interface PathInput {
  readonly context: SetupContext;
  /** With the defaults filled in. */
  readonly request: SetupRequest;
  readonly target: Target | undefined;
  readonly places: Places;
}
