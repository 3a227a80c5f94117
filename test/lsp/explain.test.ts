import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  causesRequest,
  type ExplainQuestion,
  explainRequest,
  explainStringRequest,
  servicesRequest,
} from "../../server/src/lsp/protocol.ts";
import { withoutPassword } from "../../server/src/lsp/withoutPassword.ts";
import { clientPem } from "../support/fixtures/clientCertificates.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";
import { giveAway } from "../support/unprivileged.ts";

let folder: string;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-explain-"));
  const files = {
    PG_VERSION: "18\n",
    "postgresql.conf": "ssl = on\nssl_ca_file = 'ca.crt'\nhba_file = 'access.conf'\n",
    "access.conf":
      "# who may\nhostssl all all 10.0.0.0/8 cert\nhostssl all all 192.168.0.0/16 scram-sha-256\n",
    "ca.crt": clientPem("root"),
    "alice.crt": clientPem("alice"),
    "empty.crt": "",
    "services.txt": "[far]\nhost=localhost\nuser=bob\nsslmode=require\npassword=geheim\n[other]\nport=1\n",
    "server.crt": Buffer.from(materialBytes("leaf")),
    "server.key": Buffer.from(materialBytes("leaf-key")),
  };
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), content, { mode: 0o600 });
  await giveAway(folder); // the server never runs as root
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A client of the cluster by any of its documents, with a certificate by its file's name. */
type Question = Partial<ExplainQuestion>;

function serve(trusted: boolean): (requested: Question) => Promise<unknown> {
  let client: LspClient;
  beforeAll(async () => {
    client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
      initializationOptions: { trusted, settings: {} },
    });
  });
  afterAll(async () => expect(await client.stop()).toBe(0));
  return ({ certificate, ...requested }) =>
    client.connection.sendRequest(explainRequest, {
      uri: uriOf("postgresql.conf"),
      type: "ssl",
      user: "alice",
      database: "shop",
      address: "10.0.0.1",
      ...requested,
      ...(certificate && { certificate: uriOf(certificate) }),
    });
}

describe("pgssl/explain", () => {
  const ask = serve(true);

  test.each<[Question, true | false | null, RegExp, number?]>([
    [{ certificate: "alice.crt" }, true, /alice/, 1],
    [{ certificate: "alice.crt", user: "bob" }, false, /alice/, 1],
    [{}, false, /certificate/, 1],
    [{ address: "192.168.0.1" }, null, /password/, 2],
    [{ type: "plain" }, false, /record/],
    [{ type: "local" }, false, /record/],
    [{ certificate: "none.crt" }, null, /cannot be read/],
    [{ certificate: "empty.crt" }, null, /no certificate/],
  ])("%j: %s", async (requested, admitted, words, line) => {
    expect(await ask(requested)).toEqual({
      admitted,
      reason: expect.stringMatching(words),
      ...(line !== undefined && { record: { uri: uriOf("access.conf"), line } }),
    });
  });

  test("is null without a pg_hba.conf", async () => {
    expect(await ask({ uri: pathToFileURL("/nowhere/postgresql.conf").toString() })).toBeNull();
  });
});

describe("pgssl/explainString", () => {
  let client: LspClient;
  beforeAll(async () => {
    client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
      initializationOptions: { trusted: true, settings: { serviceFile: join(folder, "services.txt") } },
    });
  });
  afterAll(async () => expect(await client.stop()).toBe(0));
  const explain = (text: string, address = "192.168.0.1") =>
    client.connection.sendRequest(explainStringRequest, { uri: uriOf("postgresql.conf"), text, address });

  test("has both ends of a connection", async () => {
    expect(await explain("host=localhost user=bob sslmode=require")).toMatchObject({
      client: { accepts: true },
      server: { admitted: null, record: { uri: uriOf("access.conf"), line: 2 } },
    });
    expect(await explain("host=localhost user=bob sslmode=verfy-full")).toMatchObject({
      client: { accepts: false },
    });
  });

  test("knows the services that lead to the server, and has no password of theirs", async () => {
    const uri = uriOf("postgresql.conf");
    expect(await client.connection.sendRequest(servicesRequest, { uri })).toEqual(["far"]);
    const answer = await explain("service=far");
    expect(answer).toMatchObject({ client: { accepts: true }, server: { admitted: null } });
    expect(JSON.stringify(answer)).not.toContain("geheim");
  });
});

test.each([
  ["postgres://u:geheim@h/d?sslmode=require", "postgres://u@h/d?sslmode=require"],
  ["postgres://u:ge@heim@h/d", "postgres://u@h/d"],
  ["postgres://h/d?password=geheim&sslmode=require", "postgres://h/d?sslmode=require"],
  ["host=h password=geheim user=u", "host=h  user=u"],
  ["host=h password = 'ge heim\\' x' user=u", "host=h  user=u"],
  ["host=h password='geheim", "host=h "],
  ["host=h passfile=/p options='-c x=a:b@c'", "host=h passfile=/p options='-c x=a:b@c'"],
])("%j without its password is %j", (text, expected) => {
  expect(withoutPassword(text)).toBe(expected);
});

describe("pgssl/causes", () => {
  let client: LspClient;
  beforeAll(async () => {
    client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
      initializationOptions: { settings: {} },
    });
  });
  afterAll(async () => expect(await client.stop()).toBe(0));
  const causes = (text: string, uri?: string) => client.connection.sendRequest(causesRequest, { text, uri });
  const refused =
    'FATAL:  no pg_hba.conf entry for host "10.9.9.9", user "bob", database "shop", no encryption';

  test("has what a message means, with a cluster what its files decide, and the places", async () => {
    expect(await causes(refused, uriOf("postgresql.conf"))).toEqual([
      { message: refused, text: expect.stringMatching(/such a client is now refused: .*record/), places: [] },
    ]);
    const [named] = (await causes(
      'DETAIL:  Connection matched file "/srv/access.conf" line 3: "hostssl all all 192.168.0.0/16 scram-sha-256"',
      uriOf("postgresql.conf"),
    )) as { places: unknown }[];
    expect(named?.places).toEqual([{ uri: uriOf("access.conf"), line: 2 }]);
  });

  test("needs no cluster, and knows not every text", async () => {
    expect(await causes(refused)).toMatchObject([{ text: expect.stringContaining("sslmode=require") }]);
    expect(await causes("hello")).toEqual([]);
  });
});

describe("pgssl/explain in an untrusted workspace", () => {
  const ask = serve(false);

  test("reads no certificate", async () => {
    const answer = await ask({ certificate: "alice.crt" });
    expect(answer).toEqual({ admitted: null, reason: expect.stringMatching(/not trusted/) });
  });
});
