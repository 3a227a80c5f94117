import type { SetupContext, Target } from "../context.ts";
import type { Places } from "../places.ts";
import type { SetupRequest } from "../request.ts";

/** What every path starts from. */
export interface Ground {
  readonly context: SetupContext;
  /** With the defaults filled in. */
  readonly request: SetupRequest;
  readonly target: Target | undefined;
  readonly places: Places;
}
