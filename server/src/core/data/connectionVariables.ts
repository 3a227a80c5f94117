import type { VersionRange } from "../model/serverVersion.ts";
import { connectionKeywords } from "./connectionKeywords.ts";

/** An environment variable that libpq reads, as far as one range of versions goes. */
export interface ConnectionVariable extends VersionRange {
  readonly name: string;
  /** The keyword of connection strings that it gives; absent where there is none. */
  readonly keyword?: string;
  /** Markdown, where no keyword has it. */
  readonly documentation?: string;
}

/** The variables of libpq 13 to 19 (manual, "Environment Variables"); those with keywords as `PQconndefaults` lists them. */
export const connectionVariables: readonly ConnectionVariable[] = [
  ...connectionKeywords.flatMap(({ name: keyword, variable, since, until }) =>
    variable === undefined || keyword === "servicefile"
      ? []
      : [
          {
            name: variable,
            keyword,
            ...(since !== undefined && { since }),
            ...(until !== undefined && { until }),
          },
        ],
  ),
  {
    name: "PGSERVICEFILE",
    documentation: "The service file in which a service is looked up before `pg_service.conf`.",
  },
  { name: "PGSYSCONFDIR", documentation: "The folder of the system's `pg_service.conf`." },
  { name: "PGLOCALEDIR", documentation: "The folder of translated messages." },
  {
    name: "PGREQUIRESSL",
    documentation: "`1` is `sslmode=require` where nothing else gives an `sslmode`; write `PGSSLMODE`.",
  },
  { name: "PGDATESTYLE", documentation: "The style of dates in a session." },
  { name: "PGTZ", documentation: "The time zone of a session." },
  { name: "PGGEQO", documentation: "Whether a session uses the genetic query optimizer." },
];
