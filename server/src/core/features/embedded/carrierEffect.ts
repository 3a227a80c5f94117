import type { OpenFile } from "../../gather/openParts.ts";
import type { Finding } from "../../model/diagnostic.ts";

/** What a carrier does with what the server refuses. */
interface CarrierEffect {
  /** It knows that to be wrong, so that the server never sees it. */
  readonly isLeftOut: boolean;
  readonly words?: string | undefined;
}

/** What the carrier of a part does because of a finding there. */
export function carrierEffect(
  { cluster: { carrier }, file }: OpenFile,
  { rule, serverEffect }: Pick<Finding, "rule" | "serverEffect">,
): CarrierEffect {
  const { leavesOut } = carrier;
  const words = carrier.onRefusal?.[file.language];
  if (leavesOut === "all")
    return serverEffect === "line-error" ? { isLeftOut: true, words } : { isLeftOut: false };
  const instead = serverEffect === null ? undefined : leavesOut?.[rule];
  if (instead !== undefined) return { isLeftOut: true, words: instead };
  const isRefused = serverEffect === "line-error" || serverEffect === "start-error";
  return { isLeftOut: false, ...(isRefused && { words }) };
}
