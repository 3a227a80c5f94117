import { authMethods, isAllowedOn } from "../../../data/authMethods.ts";
import type { Completion } from "../../../model/completion.ts";
import { existsIn } from "../../../model/serverVersion.ts";
import { documentationKey } from "../documentation.ts";
import { sortKey } from "../word.ts";
import type { HbaQuestion } from "./completeHba.ts";

/** The methods that a server of this version and build takes on this connection type. */
export function methodProposals({ scope, record }: HbaQuestion): Completion[] {
  const { serverVersion, build } = scope.snapshot.context;
  const type = record.type?.tokens[0]?.text ?? "";
  return authMethods
    .filter((method) => existsIn(method, serverVersion) && isAllowedOn(method, type))
    .filter(({ buildFeature }) => !buildFeature || build.has(buildFeature))
    .map(({ name, deprecatedSince }, index) => ({
      label: name,
      kind: "value",
      sortText: sortKey(0, index),
      ...(deprecatedSince && deprecatedSince <= serverVersion && { deprecated: true }),
      documentationKey: documentationKey("method", serverVersion, name),
    }));
}
