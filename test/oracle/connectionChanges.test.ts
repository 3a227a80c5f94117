import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { expect, test } from "vitest";
import { type ConnectionDecision, compareStates } from "../../server/src/core/index.ts";
import type { ConnectionChange } from "../../server/src/core/model/connectionChange.ts";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { covers, type World } from "../support/changeCovers.ts";
import { inOneLine } from "../support/changes.ts";
import { type Answer, attempt } from "../support/connect.ts";
import { createService } from "../support/openService.ts";
import { type RunningServer, server } from "../support/postgres.ts";
import { certificateOf, placeSetup, prepareFolder, toClient } from "./connectionFolder.ts";
import type { ConnectionClient } from "./connectionSetup.ts";
import {
  anyClient,
  type Configuration,
  configurationPair,
  memberships,
} from "./generate/configurationPairs.ts";
import { Random } from "./generate/random.ts";

/** `PGSSL_PAIRS=500 PGSSL_SEED=7 npm test -- test/oracle/connectionChanges` compares more pairs, and others. */
const pairs = Number(process.env.PGSSL_PAIRS ?? 8);
const seed = Number(process.env.PGSSL_SEED ?? 1);

/** Connections of one class that the server gets. */
const samples = 4;

test.each([13, 18] as const)(
  "%i treats connections after a reload as the class says in which they are",
  { timeout: 600_000 + pairs * 5_000 },
  async (version) => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    const give = await prepareFolder(data);
    const running = await postgres.start(data, { tcp: true });
    const place = ({ isTlsOn, authorities, crl, ...files }: Configuration) =>
      placeSetup(
        { ...files, name: "", clients: [], authorities, ...(crl && { lists: crl }), ...(!isTlsOn && off) },
        data,
        give,
      );
    const apply = async (configuration: Configuration, clients: readonly ConnectionClient[]) => {
      await place(configuration);
      const log = await running.reload();
      if (/not reloaded|contains errors/.test(log)) throw new Error(`${configuration.hba}${log}`);
      const service = serviceOf();
      const results: Result[] = [];
      for (const client of clients)
        results.push({
          answer: await ask(running, client),
          decision: await service.explain(hbaIn(data), toClient(client)),
        });
      return results;
    };
    const stateOf = async (configuration: Configuration) => {
      await place(configuration);
      return serviceOf().connectionState(hbaIn(data));
    };
    const seen = new Map<string, number>();
    const disagreements: string[] = [];
    try {
      await createRoles(running);
      const random = new Random(seed * 100 + version);
      for (let pair = 0; pair < pairs; pair++) {
        const [before, after] = configurationPair(random, version);
        const [one, other] = [await stateOf(before), await stateOf(after)];
        if (!one || !other) throw new Error("there is no pg_hba.conf");
        const changes = compareStates(one, other);
        const chosen = choose(
          Array.from({ length: 120 }, () => anyClient(random)),
          changes,
        );
        const clients = chosen.map(({ client }) => client);
        const [was, is] = [await apply(before, clients), await apply(after, clients)];
        for (const [at, { client, classes }] of chosen.entries()) {
          const [effect = "unchanged", ...more] = new Set(classes.map((change) => change.effect));
          seen.set(effect, (seen.get(effect) ?? 0) + 1);
          const hasMap = [before, after].some(({ hba }) => hba.includes("map="));
          if (more.length === 0 && agrees(effect, client, hasMap, was[at], is[at])) continue;
          const results = [was[at], is[at]].map((one) => [one?.answer, one?.decision?.reason]);
          disagreements.push(
            JSON.stringify({ before, after, client, classes: classes.map(inOneLine), results }, null, 1),
          );
        }
      }
    } finally {
      await running.stop();
    }
    if (process.env.PGSSL_PAIRS) process.stdout.write(`${version}: ${JSON.stringify([...seen])}\n`);
    expect(disagreements).toEqual([]);
    expect([...seen.keys()]).toEqual(expect.arrayContaining(["lost", "gained", "unchanged"]));
  },
);

const off = { ssl: "off" } as const;

const hbaIn = (data: string) => pathToFileURL(join(data, "pg_hba.conf")).href;

const serviceOf = () => createService(nodeHost, { openssl: "1.1.1", serverBuild: new Set(["ssl"]) });

async function createRoles({ socketFolder, port }: RunningServer): Promise<void> {
  const admin = new pg.Client({ host: socketFolder, port, user: "postgres", database: "postgres" });
  await admin.connect();
  await admin.query("create role staff; create role team; create role shop; create role crm");
  for (const [role, groups] of Object.entries(memberships)) {
    await admin.query(`create role ${role} login`);
    for (const group of groups) await admin.query(`grant ${group} to ${role}`);
  }
  await admin.end();
}

/** What the servers of the test know and no file contains. */
const world: World = {
  isMember: (role, group) => role === group || (memberships[role]?.includes(group) ?? false),
  isOwn: (word, address) =>
    word === "samenet" ? address.startsWith("127.") : word === "samehost" && address === "127.0.0.1",
};

interface Chosen {
  readonly client: ConnectionClient;
  /** The changes that are about it: one, or none where nothing changes. */
  readonly classes: readonly ConnectionChange[];
}

/** Some connections of each class. */
function choose(clients: readonly ConnectionClient[], changes: readonly ConnectionChange[]): Chosen[] {
  const counts = new Map<ConnectionChange | undefined, number>();
  return clients.flatMap((client): Chosen[] => {
    const classes = changes.filter((change) => covers(change, toClient(client), world));
    const count = (counts.get(classes[0]) ?? 0) + 1;
    counts.set(classes[0], count);
    return count <= samples || classes.length > 1 ? [{ client, classes }] : [];
  });
}

function ask(
  { socketFolder, port }: RunningServer,
  { type, from, ...client }: ConnectionClient,
): Promise<Answer> {
  const { user, database = user, replication = false } = client;
  const to = type === "local" ? join(socketFolder, `.s.PGSQL.${port}`) : port;
  const tls = certificateOf(client) ?? {};
  return attempt({ to, user, database, replication, ...(from && { from }), ...(type === "ssl" && { tls }) });
}

interface Result {
  readonly answer: Answer;
  readonly decision: ConnectionDecision | undefined;
}

/** Whether a server did before and after what a class says. A client that its own certificate keeps out is no exception to it. */
function agrees(
  effect: ConnectionChange["effect"] | "unchanged",
  client: ConnectionClient,
  hasMap: boolean,
  was?: Result,
  is?: Result,
): boolean {
  if (!was || !is) return false;
  const [certificate] = toClient(client).certificates ?? [];
  const isNamedOtherwise =
    certificate !== undefined && (hasMap || certificate.subject.commonName !== client.user);
  const isBefore = ({ answer, decision }: Result, stages: readonly string[]) =>
    answer === "refuses" && stages.includes(decision?.stage ?? "");
  const isKeptOut = [was, is].every((result) => isBefore(result, ["certificate", "encryption"]));
  const isIn = ({ answer }: Result) => answer !== "refuses";
  const mayBeIn = (result: Result) => isNamedOtherwise || isIn(result) || result.decision?.stage === "name";
  if (isKeptOut && [was, is].some((result) => isBefore(result, ["certificate"]))) return true;
  switch (effect) {
    case "lost":
    case "cleartext-closed":
      return mayBeIn(was) && !isIn(is);
    case "gained":
    case "cleartext-opened":
      return !isIn(was) && mayBeIn(is);
    case "weaker":
    case "stricter":
      return mayBeIn(was) && mayBeIn(is);
    case "undecidable":
      return true;
    case "unchanged":
      return was.answer === is.answer;
  }
}
