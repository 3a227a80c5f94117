import type { Place } from "../model/span.ts";
import type { ConnectionParameter } from "../syntax/connection/connectionString.ts";
import type { FileFacts } from "./cluster.ts";

/** How a standby connects to its primary: `primary_conninfo` in force, and the files that it names. */
export interface StandbyConnection {
  /** The value; the spans of the parameters count in the same record. */
  readonly place: Place;
  readonly parameters: readonly ConnectionParameter[];
  /** The files of TLS, by their paths as written. */
  readonly files: ReadonlyMap<string, FileFacts>;
}
