import { chmod, chown, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CodeAction, TextEdit } from "vscode-languageserver/node";
import { SourceDocument } from "../../server/src/core/index.ts";
import { languageOfPath } from "../../server/src/core/model/language.ts";
import { parseExample } from "../support/annotated.ts";
import { attempt } from "../support/connect.ts";
import { exampleFiles } from "../support/exampleFiles.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
import { defaultOwner } from "../support/memoryHost.ts";
import { server } from "../support/postgres.ts";
import { projectRoot } from "../support/tools.ts";
import { account, giveAway, removeTemporaryFolder } from "../support/unprivileged.ts";
import { canMake } from "./clusterOracle.ts";
import { type FixCase, type FixClient, fixCases } from "./fixCases.ts";

let editor: LspClient;
/** The editor's prompt before it changed a file, and its message after. */
const requested: string[] = [];

beforeAll(async () => {
  editor = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
    initializationOptions: { settings: { openssl: "1.1.1" } },
    answers: {},
  });
  editor.connection.onRequest("window/showMessageRequest", ({ message, actions }) => {
    requested.push(message);
    return actions[0];
  });
});
afterAll(async () => {
  expect(await editor.stop()).toBe(0);
});

describe.each([13, 18] as const)("what the fix takes away, a real server of %i shows", (version) => {
  const cases = fixCases.filter(({ since = 0, until = 99, text }) => {
    return since <= version && version <= until && canMake({ name: "", text });
  });
  test.each(cases)("$fix", async (fixCase) => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    try {
      const folder = await place(fixCase, data);
      const args = ["-c", `config_file=${join(folder, "postgresql.conf")}`];
      const { client } = fixCase;
      if (!client) {
        expect((await postgres.tryStart(data, { args })).started).toBe(false);
        await applyFix(fixCase, folder, data);
        const { started, log } = await postgres.tryStart(data, { args });
        expect(started, log).toBe(true);
      } else {
        const listen = ["-c", "listen_addresses=127.0.0.1,::1"];
        const running = await postgres.start(data, { tcp: true, args: [...args, ...listen] });
        try {
          const before = await answerTo(client, running.port);
          await applyFix(fixCase, folder, data);
          await running.reload();
          const after = await answerTo(client, running.port);
          expect([before, after]).toEqual(outcomes[client.after ?? "lets in"]);
        } finally {
          await running.stop();
        }
      }
      for (const [name, materials] of Object.entries(fixCase.files ?? {})) {
        expect((await readFile(join(data, name))).equals(joined(materials))).toBe(true);
      }
    } finally {
      await removeTemporaryFolder(dirname(data));
    }
  });
});

/** How a client fares before and after a fix. */
const outcomes = {
  "lets in": ["refuses", "lets in"],
  "still lets in": ["lets in", "lets in"],
  refuses: ["lets in", "refuses"],
} as const;

const joined = (materials: string) => Buffer.concat(materials.split(" + ").map(materialBytes));

async function answerTo({ cert, ca, from, plain, oldProtocol }: FixClient, port: number): Promise<string> {
  const tls = {
    ...(cert && { cert: joined(cert), key: Buffer.from(materialBytes("client-key")) }),
    ...(ca && { ca: joined(ca) }),
    ...(oldProtocol && { maxVersion: "TLSv1.2" as const }),
  };
  const user = { user: "postgres", database: "postgres" };
  return attempt({ to: port, ...(from && { from }), ...user, ...(plain ? {} : { tls }) });
}

/** Puts the files of a case into a data directory, and returns the folder of its configuration. */
async function place({ text, apart }: FixCase, data: string): Promise<string> {
  const files = exampleFiles(parseExample(text, "postgresql-conf")).filter(
    ({ path }) => path !== "PG_VERSION",
  );
  for (const { path, kind, bytes } of files) {
    if (kind === "directory") continue;
    await mkdir(dirname(join(data, path)), { recursive: true });
    await writeFile(join(data, path), bytes);
    await giveAway(dirname(join(data, path)));
  }
  for (const { path, mode, owner } of files) {
    if (account && owner !== defaultOwner) await chown(join(data, path), owner, account.gid);
    await chmod(join(data, path), mode);
  }
  if (!apart) return data;
  const folder = join(dirname(data), "conf");
  await mkdir(folder);
  for (const name of ["postgresql.conf", "ca.crt"]) {
    await rename(join(data, name), join(folder, name));
  }
  const main = join(folder, "postgresql.conf");
  await writeFile(main, `data_directory = '${data}'\n${await readFile(main, "utf8")}`);
  await giveAway(folder);
  return folder;
}

/** Does what an editor does whose user picks the fix: opens the document, prompts, edits and saves or has the server act. */
async function applyFix(
  { fix, document = "postgresql.conf" }: FixCase,
  folder: string,
  data: string,
): Promise<void> {
  const path = join(folder, document);
  const uri = pathToFileURL(path).href;
  const text = await readFile(path, "utf8");
  await editor.open(uri, languageOfPath(path) ?? "", text);
  const actions: CodeAction[] = await editor.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
    context: { diagnostics: [] },
  });
  const action = actions.find(({ title }) => title.startsWith(fix.replace("DATA", data)));
  if (!action) throw new Error(`${fix} is not among ${actions.map(({ title }) => title).join(", ")}`);
  for (const [target, edits] of Object.entries(action.edit?.changes ?? {})) await edit(target, edits);
  requested.length = 0;
  if (action.command) {
    const { command, arguments: given } = action.command;
    await editor.connection.sendRequest("workspace/executeCommand", { command, arguments: given });
    expect(requested).toEqual([expect.stringContaining(`${action.title}? ${data}`)]);
  }
  await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
}

async function edit(uri: string, edits: readonly TextEdit[]): Promise<void> {
  const path = fileURLToPath(uri);
  const document = new SourceDocument(uri, languageOfPath(path) ?? "pg-hba", 1, await readFile(path, "utf8"));
  const fromBelow = [...edits].sort((a, b) => {
    return b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character;
  });
  for (const { range, newText } of fromBelow)
    document.update([{ range, text: newText }], document.version + 1);
  await writeFile(path, document.text);
}
