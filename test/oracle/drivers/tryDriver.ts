import type { Driver, DriverMode } from "../../../server/src/core/data/drivers/driver.ts";
import type { DriverAnswer, DriverProgram, DriverRequest } from "./driverPrograms.ts";
import { type DriverServers, type ServerState, serverStates } from "./driverServers.ts";

/** What a driver does at the four servers without a root certificate, then with one: `e`ncrypted, `p`lain, `r`efused. */
export type DriverResult = string;

const attempts = [false, true].flatMap((hasRoot) =>
  serverStates.map((state): { readonly hasRoot: boolean; readonly state: ServerState } => ({
    hasRoot,
    state,
  })),
);

/** Has a driver connect in each of the modes of its row, at each server. */
export async function tryDriver(
  { modes, rootOption }: Driver,
  program: DriverProgram,
  servers: DriverServers,
): Promise<ReadonlyMap<string, DriverResult>> {
  const tried = modes.filter((mode) => !mode.inCode || program.id.includes("postgres"));
  const requests = tried.flatMap((mode) =>
    attemptsOf(mode, rootOption).map(({ hasRoot, state }) =>
      request(program.id, mode, servers.port(state), hasRoot ? servers.root : undefined, rootOption),
    ),
  );
  const answers = [...(await program.connect(requests, servers.home))];
  return new Map(
    tried.map((mode) => {
      const own = answers.splice(0, attemptsOf(mode, rootOption).length);
      return [mode.written, own.map(letter).join("")];
    }),
  );
}

/** Those of a mode: without a root certificate alone where nothing can name one. */
export function attemptsOf({ inCode }: DriverMode, rootOption: string | undefined) {
  return attempts.filter(({ hasRoot }) => !hasRoot || inCode || rootOption);
}

const letter = ({ ssl }: DriverAnswer) => (ssl === undefined ? "r" : ssl ? "e" : "p");

function request(
  id: string,
  { written, inCode }: DriverMode,
  port: number,
  root: string | undefined,
  rootOption: string | undefined,
): DriverRequest {
  if (inCode) {
    const rest = { host: "localhost", port, user: "postgres", database: "postgres" };
    const authority = root ? `ca: require("fs").readFileSync(${JSON.stringify(root)}, "utf8")` : "";
    return { code: written.replace(/\bca\b/, authority), rest };
  }
  const parameters = [written, root && `${rootOption}=${root}`].filter(Boolean);
  if (id === "pgjdbc") {
    const all = ["user=postgres", ...parameters].join("&");
    return { string: `jdbc:postgresql://localhost:${port}/postgres?${all}` };
  }
  const query = parameters.length > 0 ? `?${parameters.join("&")}` : "";
  return { string: `postgresql://postgres@localhost:${port}/postgres${query}` };
}
