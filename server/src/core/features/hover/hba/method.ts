import { describeMethod } from "../../describe/describeAuth.ts";
import { found } from "../finder.ts";
import type { HbaFinder } from "./hbaFinders.ts";

/** The authentication method. */
export const findMethod: HbaFinder = ({ at, snapshot }) =>
  at.column === "method" && at.token
    ? found(at.token.span, describeMethod(at.token.text, snapshot.context.serverVersion))
    : undefined;
