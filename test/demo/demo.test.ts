import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, server } from "../support/postgres.ts";
import { reachableFolder } from "../support/unprivileged.ts";
import { writeDemo } from "./makeDemo.ts";
import { plainWords } from "./plainWords.ts";

describe("the demo's clusters, in the hands of the real server", () => {
  let folder: string;
  let postgres: PostgresServer;

  beforeAll(async () => {
    const parent = await mkdtemp(join(reachableFolder, "pgssl-demo-"));
    folder = join(parent, "demo");
    postgres = await server(18);
    await writeDemo(folder, new Date());
    await chmod(parent, 0o755); // the server runs as another user when the tests run as root
  });

  afterAll(() => rm(join(folder, ".."), { recursive: true, force: true }));

  it("start as they should be, and show a certificate that clients trust", async () => {
    const running = await postgres.start(join(folder, "cluster"), { tcp: true });
    try {
      expect(running.log()).not.toMatch(/pg_hba|pg_ident|certificate|could not/);
      const ca = await readFile(join(folder, "client/root.crt"));
      expect(await subjectShown(running.port, ca)).toBe("db.example.com");
    } finally {
      await running.stop();
    }
  });

  it("do not start with the mistakes", async () => {
    const { started, log } = await postgres.tryStart(join(folder, "mistakes"));
    expect(started).toBe(false);
    expect(log).toContain("sslmode");
    expect((await stat(join(folder, "mistakes/tls/server.key"))).mode & 0o777).toBe(0o644);
  });
});

/** The common name of the server's certificate, once it was verified as `sslmode=verify-full` does. */
async function subjectShown(port: number, ca: Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(Buffer.from("0000000804d2162f", "hex")); // SSLRequest (manual, "Message Formats")
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toBe("S");
  const secure = connectTls({ socket, ca, servername: "localhost" });
  await once(secure, "secureConnect");
  const subject = secure.getPeerCertificate().subject.CN;
  secure.destroy();
  return String(subject);
}

describe("plain words", () => {
  it.each([
    ["npm error code ENOTFOUND registry.npmjs.org", "registry cannot be reached"],
    ["npm error nospc ENOSPC: no space left on device", "no space left"],
    ["npm error code EBADPLATFORM", "no package for this platform"],
    ["EACCES: permission denied, mkdir '.tools'", "belong to another user"],
  ])("for %j", (message, words) => {
    expect(plainWords(new Error(message))).toContain(words);
    expect(plainWords(new Error(message))).toContain(message);
  });

  it("leave others as they are", () => {
    expect(plainWords(new Error("Port 80 is in use; choose another with --port N."))).toBe(
      "Port 80 is in use; choose another with --port N.",
    );
  });
});
