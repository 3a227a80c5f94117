import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CancellationTokenSource, type ClientCapabilities, WorkDoneProgress } from "vscode-languageserver";
import {
  type SetupAnswer,
  type SetupApplyParams,
  type SetupOutcome,
  type SetupPlanAnswer,
  type SetupRequest,
  type SetupSurroundings,
  setupApplyRequest,
  setupPlanRequest,
  setupSurroundingsRequest,
} from "../../server/src/lsp/protocol.ts";
import { sealSecret } from "../../server/src/lsp/sealSecret.ts";
import { type LspClient, plainCapabilities, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

const capabilities: ClientCapabilities = {
  ...plainCapabilities,
  workspace: {
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create"],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
  },
};
const passphrase = "correct horse battery staple";
let folder: string;
let client: LspClient;
/** All that went over the wire from the server. */
let shown: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pgssl-setup-"));
  await writeFile(join(folder, "PG_VERSION"), "18\n");
  await writeFile(join(folder, "postgresql.conf"), "port = 5433\n");
  await writeFile(join(folder, "pg_hba.conf"), "host all all 10.0.0.0/8 scram-sha-256\n");
});

afterEach(async () => {
  expect(await client.stop()).toBe(0);
  await rm(folder, { recursive: true });
});

async function start(trusted: boolean): Promise<void> {
  shown = "";
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
    capabilities,
    initializationOptions: { trusted },
  });
  client.process.stdout?.on("data", (chunk: Buffer) => (shown += chunk.toString("latin1")));
}

const ask = <Answer>(name: string, params: unknown): Promise<SetupAnswer<Answer>> =>
  client.connection.sendRequest(name, params);

function expectAnswer<Answer>({ answer, problem }: SetupAnswer<Answer>): Answer {
  expect(problem).toBeUndefined();
  return answer as Answer;
}

test("from the surroundings over a plan to files, with a passphrase that nobody on the way can read", async () => {
  await start(true);
  const uri = pathToFileURL(join(folder, "pg_hba.conf")).toString();
  const authorityFolder = join(folder, "../", `${folder.split("/").at(-1)}-ca`);
  const surroundings = expectAnswer(
    await ask<SetupSurroundings>(setupSurroundingsRequest, { uri, authorityFolder }),
  );
  expect(surroundings).toMatchObject({
    cluster: folder,
    dataDirectory: folder,
    serverVersion: 18,
    isOn: false,
    cleartextRecords: ["host all all 10.0.0.0/8 scram-sha-256"],
  });
  expect(surroundings.hosts).toContain("localhost");
  expect(surroundings.authority).toBeUndefined();

  const request: SetupRequest = {
    path: "ca",
    cluster: folder,
    authorityFolder,
    hosts: ["db.example.com", "10.1.2.3"],
    encryptAuthorityKey: true,
    configuration: { cleartext: "hostssl" },
  };
  const { plan, edit, sealingKey } = expectAnswer(await ask<SetupPlanAnswer>(setupPlanRequest, request));
  expect(plan.files.map(({ path, mode, exists }) => [path, mode, exists])).toEqual([
    [join(authorityFolder, "root.key"), 0o600, false],
    [join(authorityFolder, "root.crt"), 0o644, false],
    [join(folder, "server.key"), 0o600, false],
    [join(folder, "server.crt"), 0o644, false],
  ]);
  expect(plan.secrets).toMatchObject([{ id: "newAuthorityKey", isNew: true }]);
  expect(plan.activation.kind).toBe("reload");
  expect(plan.clients[0]?.connectionString).toContain("host=db.example.com port=5433");
  expect(Object.values(edit.changes ?? {})).toMatchObject([
    [{ newText: "ssl = on\n" }],
    [{ newText: "hostssl" }],
  ]);
  expect(Object.keys(edit.changes ?? {})).toContain(uri);
  expect(edit.changeAnnotations).toBeUndefined(); // with them VS Code would show boxes to tick
  expect(existsSync(authorityFolder)).toBe(false);

  const steps: string[] = [];
  client.connection.onProgress(WorkDoneProgress.type, "t", (step) => {
    if ("message" in step) steps.push(step.message ?? "");
  });
  const apply = (sealed: string): SetupApplyParams => ({
    request: plan.request,
    secrets: { newAuthorityKey: sealed },
    replace: [],
    workDoneToken: "t",
  });
  try {
    const { problem } = await ask(setupApplyRequest, apply(Buffer.from(passphrase).toString("base64")));
    expect(problem?.field).toBe("secrets");
    expect(existsSync(authorityFolder)).toBe(false);
    const sealed = await sealSecret(sealingKey, passphrase);
    const outcome = expectAnswer(await ask<SetupOutcome>(setupApplyRequest, apply(sealed)));
    expect(outcome.written.length).toBe(4);
    for (const { path, mode } of outcome.written) expect((await stat(path)).mode & 0o777).toBe(mode);
    expect(await readFile(join(authorityFolder, "root.key"), "utf8")).toContain("ENCRYPTED PRIVATE KEY");
    expect(steps).toContain("Making the server's key");

    const again = await ask(setupApplyRequest, apply(await sealSecret(sealingKey, passphrase)));
    expect(again.problem).toMatchObject({ field: "replace" });
  } finally {
    await rm(authorityFolder, { recursive: true, force: true });
  }
  expect(shown).toContain("server.key");
  expect(shown).not.toContain(passphrase);
  expect(shown).not.toMatch(/PRIVATE KEY-----/);
});

test("what is cancelled while keys are made leaves no file", async () => {
  await start(true);
  const request: SetupRequest = { path: "chain", authorityFolder: join(folder, "ca"), keyKind: "RSA 3072" };
  const before = await readdir(folder);
  const cancellation = new CancellationTokenSource();
  // The first of three keys is being made.
  client.connection.onProgress(WorkDoneProgress.type, "t", () => cancellation.cancel());
  const params: SetupApplyParams = {
    request: { ...request, serverFolder: folder, hosts: ["db"] },
    secrets: {},
    replace: [],
    workDoneToken: "t",
  };
  const { problem } = await client.connection.sendRequest<SetupAnswer<SetupOutcome>>(
    setupApplyRequest,
    params,
    cancellation.token,
  );
  expect(problem?.message).toBe("Nothing was written: it was cancelled");
  expect(await readdir(folder)).toEqual(before);
});

test("an untrusted workspace is not looked at, let alone changed", async () => {
  await start(false);
  const before = await readdir(folder);
  for (const name of [setupSurroundingsRequest, setupPlanRequest, setupApplyRequest]) {
    const { problem } = await ask(name, {
      request: { path: "self-signed", cluster: folder },
      secrets: {},
      replace: [],
    });
    expect(problem?.message).toContain("not trusted");
  }
  expect(await readdir(folder)).toEqual(before);
});

test("a problem names the question that is at fault", async () => {
  await start(true);
  const { problem } = await ask(setupPlanRequest, {
    path: "ca",
    cluster: folder,
    authorityFolder: join(folder, "ca"),
  } satisfies SetupRequest);
  expect(problem).toMatchObject({ field: "authorityFolder" });
});
