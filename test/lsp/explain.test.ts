import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { causesRequest, type ExplainQuestion, explainRequest } from "../../server/src/lsp/protocol.ts";
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
