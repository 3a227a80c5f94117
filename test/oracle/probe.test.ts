import { chmod, chown, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { expect, test } from "vitest";
import { createCurrentAuthority } from "../support/currentCertificates.ts";
import { server } from "../support/postgres.ts";
import { runCli } from "../support/runCli.ts";
import { account } from "../support/unprivileged.ts";

interface Host {
  readonly protocol: string | null;
  readonly alpn: string | null;
  readonly group: string | null;
  readonly ocspStaple: boolean | null;
  readonly authorities: readonly string[] | null;
  readonly chain: readonly { subject: string; daysLeft: number }[];
  readonly clients: readonly { client: string; verifies: boolean | null }[];
  readonly findings: readonly { rule: string; message: string }[];
}

async function probed(
  ...args: readonly string[]
): Promise<Host & { status: number | null; rules: string[] }> {
  const { output, errors, status } = await runCli(["probe", ...args, "--format", "json"]);
  expect(errors).toBe("");
  const [host] = (JSON.parse(output) as { hosts: Host[] }).hosts;
  if (!host) throw new Error("no host");
  return { ...host, status, rules: host.findings.map(({ rule }) => rule) };
}

test.each([13, 18] as const)("%i: renewed, old one served, reloaded, as on disk", async (version) => {
  const postgres = await server(version);
  const data = await postgres.initdb();
  const give = async (path: string, content: string, mode = 0o644) => {
    await writeFile(join(data, path), content);
    await chmod(join(data, path), mode);
    if (account) await chown(join(data, path), account.uid, account.gid);
  };
  const ca = await createCurrentAuthority("Probe Root");
  const other = await createCurrentAuthority("Client CA");
  const names = { name: "db", dnsNames: ["localhost"], ipAddresses: ["127.0.0.1"] };
  const old = await ca.issue({ ...names, daysAgo: 80, daysAhead: 100 });
  const renewed = await ca.issue({ ...names, daysAgo: 1, daysAhead: 365 });
  const place = async ({ certificate, key }: typeof old, sent: string) => {
    await give("server.crt", certificate + sent);
    await give("server.key", key, 0o600);
  };
  await place(old, "");
  await give("root.crt", ca.pem);
  await give("client-ca.crt", ca.pem);
  await give("postgresql.conf", "ssl = on\nssl_ca_file = 'client-ca.crt'\n");
  const running = await postgres.start(data, { tcp: true });
  const target = `127.0.0.1:${running.port}`;
  const root = join(data, "root.crt");
  try {
    const first = await probed(target, "--cluster", data, "--root-cert", root);
    expect(first).toMatchObject({
      status: 0,
      rules: [],
      protocol: "TLSv1.3",
      authorities: ["CN=Probe Root"],
    });
    expect(first.alpn).toBe(version >= 17 ? "postgresql" : null);
    expect(first.chain.map(({ subject, daysLeft }) => [subject, daysLeft])).toEqual([
      ["CN=db", 99],
      ["CN=Probe Root", 899], // OpenSSL adds it from the CA file
    ]);
    expect(first.clients.map(({ verifies }) => verifies)).toEqual([true, true, true, true, true]);
    const untrusted = await probed(`localhost:${running.port}`, "--root-cert", join(data, "server.crt"));
    expect(untrusted.rules).toEqual(["served-chain-untrusted"]);
    const foreign = await probed(target, "--root-cert", root, "--server-name", "db.example.com");
    expect([foreign.rules, foreign.status]).toEqual([["served-host-uncovered"], 1]);

    await place(renewed, other.pem);
    const outdated = await probed(target, "--cluster", data, "--root-cert", root);
    expect([outdated.rules, outdated.status]).toEqual([["served-certificate-outdated"], 1]);
    const conninfo = `host=127.0.0.1 port=${running.port} user=postgres dbname=postgres`;
    const live = await runCli(["live", conninfo, "--cluster", data, "--reload", "--yes", "--format", "json"]);
    expect(live.errors).toBe("");
    expect(JSON.parse(live.output).reload).toMatchObject([
      { rule: "live-reloaded" },
      { rule: "live-served-as-on-disk" },
    ]);
    expect(await probed(target, "--cluster", data, "--root-cert", root)).toMatchObject({
      status: 0,
      rules: [],
    });

    const withSystem = (env: Record<string, string>) =>
      runCli(["live", `${conninfo} sslrootcert=system`, "--format", "json"], { env });
    expect(JSON.parse((await withSystem({ SSL_CERT_FILE: root })).output).tls).toBe(true);
    expect((await withSystem({ SSL_CERT_FILE: "" })).status).toBe(2);

    await give("server.crt", renewed.certificate);
    await give("client-ca.crt", other.pem);
    const both = ["served-chain-outdated", "served-authorities-outdated"];
    expect((await probed(target, "--cluster", data, "--root-cert", root)).rules).toEqual(both);
    await running.reload();
    const now = await probed(target, "--cluster", data, "--root-cert", root);
    expect([now.rules, now.authorities]).toEqual([[], ["CN=Client CA"]]);
    await place(old, "");
    expect((await probed(target, "--cluster", data, "--root-cert", root)).rules).toEqual([
      "served-certificate-other",
    ]);

    const direct = await probed(target, "--direct", "--root-cert", root);
    expect(direct.rules).toEqual(version >= 17 ? [] : ["server-handshake-failed"]);
    await give("postgresql.conf", "ssl = off\n");
    await running.reload();
    expect((await probed(target)).rules).toEqual(["served-without-tls"]);
  } finally {
    await running.stop();
  }
  expect((await probed(target)).findings).toMatchObject([
    { rule: "server-unreachable", message: "no server listens at this address and port (ECONNREFUSED)" },
  ]);
});

/** A server that answers each connection in its way. */
async function answering(answer: (socket: Socket) => void): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    answer(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { port: typeof address === "object" && address ? address.port : 0, server };
}

test.each<[string, (socket: Socket) => void, string]>([
  ["never answers", () => undefined, "server-unreachable"],
  ["is a web server", (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"), "server-handshake-failed"],
  ["writes before the handshake", (socket) => socket.write("Sxyz"), "server-handshake-failed"],
  ["hangs up", (socket) => socket.destroy(), "server-unreachable"],
  ["agrees, then is silent", (socket) => socket.write("S"), "server-unreachable"],
  [
    "agrees, then writes nonsense",
    (socket) => socket.once("data", () => socket.write("S", () => socket.write("\u001b[31m".repeat(9)))),
    "server-handshake-failed",
  ],
])("a server that %s ends in a finding", async (_, answer, rule) => {
  const { port, server } = await answering(answer);
  try {
    expect((await probed(`127.0.0.1:${port}`, "--timeout", "1")).rules).toEqual([rule]);
  } finally {
    server.close();
  }
});

test.each([
  ["staples an OCSP response", Buffer.from("30030a0106", "hex"), true], // RFC 6960: tryLater
  ["staples none", null, false],
])("a server that %s", async (_, response, ocspStaple) => {
  const ca = await createCurrentAuthority("Staple Root");
  const { certificate, key } = await ca.issue({
    name: "db",
    ipAddresses: ["127.0.0.1"],
    daysAgo: 1,
    daysAhead: 365,
  });
  const withTls = createTlsServer({ cert: certificate, key });
  withTls.on("tlsClientError", () => undefined);
  withTls.on("OCSPRequest", (_certificate, _issuer, callback) => callback(null, response as Buffer));
  const { port, server } = await answering((socket) =>
    socket.once("data", () => socket.write("S", () => withTls.emit("connection", socket))),
  );
  try {
    expect(await probed(`127.0.0.1:${port}`)).toMatchObject({ status: 0, protocol: "TLSv1.3", ocspStaple });
    const { output } = await runCli(["probe", `127.0.0.1:${port}`]);
    expect(output.includes("with an OCSP response")).toBe(ocspStaple);
    expect(output).toMatch(/host name accepted by libpq \(sslmode=verify-full\), .*, Node \(ssl: true\): /);
  } finally {
    server.close();
  }
});

test("many hosts come from a list, and a wrong name stops the run", async () => {
  const { status, output } = await runCli(["probe", "--hosts", "-", "--timeout", "2"], {
    input: "127.0.0.1:1 # nobody\n\n[::1]:1\n",
  });
  expect([status, output.match(/^\S+:1$/gm)]).toEqual([1, ["127.0.0.1:1", "[::1]:1"]]);
  for (const wrong of ["a:b", "host:70000", "a b", "http://x/"])
    expect((await runCli(["probe", wrong])).status, wrong).toBe(2);
});
