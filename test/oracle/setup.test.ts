import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createCertificate, createKey } from "../../server/src/pki/create.ts";
import { readPrivateKey } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";
import type { ClientAdvice } from "../../server/src/setup/plan.ts";
import type { SetupKeyKind, SetupPath, SetupRequest } from "../../server/src/setup/request.ts";
import { connectAsAdvised, onThisMachine } from "../support/connectAsAdvised.ts";
import { server } from "../support/postgres.ts";
import type { EmbeddedVersion } from "../support/servers.ts";
import { planOf, setUp } from "../support/setUp.ts";
import { temporaryFolder } from "../support/unprivileged.ts";

/** What real servers did: all kinds of key of the oldest and the newest, a sample of those between. */
const cases: readonly (readonly [EmbeddedVersion, SetupKeyKind])[] = [
  [13, "EC P-256"],
  [13, "EC P-384"],
  [13, "RSA 3072"],
  [13, "RSA 4096"],
  [13, "Ed25519"],
  [14, "EC P-256"],
  [15, "RSA 3072"],
  [16, "Ed25519"],
  [17, "EC P-384"],
  [18, "EC P-256"],
  [18, "EC P-384"],
  [18, "RSA 3072"],
  [18, "RSA 4096"],
  [18, "Ed25519"],
];

const advised = (clients: readonly ClientAdvice[]): ClientAdvice => {
  const [first] = clients;
  if (!first) throw new Error("a plan advises no client");
  return onThisMachine(first);
};

test.each(cases)(
  "a running server %i takes up %s certificates of every path at a reload",
  async (version, keyKind) => {
    const postgres = await server(version);
    const cluster = await postgres.initdb();
    const authorityFolder = join(await temporaryFolder(), "the ca");
    const running = await postgres.start(cluster, { tcp: true });
    const common = { cluster, authorityFolder, keyKind, hosts: ["localhost"] };
    /** Carries a path out and lets the server read it; a second run must leave the configuration alone (a second rollover makes another CA). */
    const go = async (path: SetupPath, more: Partial<SetupRequest> = {}) => {
      const request: SetupRequest = { ...common, path, ...more };
      const plan = await setUp(request);
      if (path !== "rollover") expect((await planOf(request)).configuration).toEqual([]);
      expect(plan.activation.kind).toBe("reload");
      const log = await running.reload();
      expect(log).not.toMatch(/ERROR|FATAL|not reloaded|could not/);
      return plan;
    };
    const connect = (advice: ClientAdvice, departure = {}) =>
      connectAsAdvised(advice, running.port, departure);
    try {
      const alone = advised((await go("self-signed")).clients);
      expect(await connect(alone)).toBe("lets in");
      expect(await connect(alone, { host: "127.0.0.1" })).toBe("is not believed");

      const fromRoot = advised((await go("ca")).clients);
      expect(await connect(fromRoot)).toBe("lets in");
      const fromChain = advised((await go("chain")).clients);
      expect(await connect(fromChain)).toBe("lets in");
      expect(await connect(fromChain, { host: "db.example.com" })).toBe("is not believed");

      const configuration = { access: { method: "cert" as const }, cleartext: "reject" as const };
      const clients = [{ role: "postgres" }];
      const client = advised((await go("client", { clients, configuration })).clients);
      expect(await connect(client)).toBe("lets in");
      expect(await connect(client, { withoutCertificate: true })).toBe("refuses");

      const clientFolder = join(authorityFolder, "by map");
      const named = [{ role: "postgres", subject: "CN=Ada Lovelace,O=Analytical\\, Ltd" }];
      const mapped = advised((await go("client", { clients: named, clientFolder })).clients);
      expect(await connect(mapped)).toBe("lets in");
      expect(await connect(client)).toBe("refuses"); // its name is in no map, and the new record is above the old one

      await go("crl", { revoke: [join(clientFolder, "postgres.crt")], revocationReason: "keyCompromise" });
      expect(await connect(mapped)).toBe("refuses");

      await go("renew", { newKey: true });
      expect(await connect(fromChain, { host: "db.example.com" })).toBe("is not believed");

      const newAuthorityFolder = `${authorityFolder} anew`;
      await go("rollover", { newAuthorityFolder });
      await go("renew", { authorityFolder: newAuthorityFolder });
      const bundle = join(newAuthorityFolder, "bundle.crt");
      expect(await connect(fromRoot, { rootCertificate: bundle })).toBe("refuses"); // for want of a client certificate
      expect(await connect(fromRoot)).toBe("is not believed");
    } finally {
      await running.stop();
    }
  },
);

test.each([13, 18] as const)(
  "%i takes a company's answer, certificates of an encrypted CA beside passwords, and lists in a directory",
  async (version) => {
    const postgres = await server(version);
    const cluster = await postgres.initdb();
    const folder = await temporaryFolder();
    const authorityFolder = join(folder, "ca");
    const hosts = ["localhost"];

    // A company's CA answers the request, in PKCS #7 or not; here it is ours, with a folder of its own.
    await setUp({ path: "csr", cluster, hosts });
    const company = await companyChain(join(cluster, "server.key"));
    const [answer, root] = [join(folder, "answer"), join(folder, "company.crt")];
    await writeFile(answer, toPem("CERTIFICATE", company.root) + toPem("CERTIFICATE", company.leaf));
    await writeFile(root, toPem("CERTIFICATE", company.root));
    const advice = advised((await setUp({ path: "install", cluster, answerFiles: [answer] })).clients);
    const running = await postgres.start(cluster, { tcp: true }); // all is fit for a start as well
    const reload = async () =>
      expect(await running.reload()).not.toMatch(/ERROR|FATAL|not reloaded|could not/);
    try {
      expect(await connectAsAdvised(advice, running.port, { rootCertificate: root })).toBe("lets in");
      expect(await connectAsAdvised(advice, running.port, { rootCertificate: root, host: "db" })).toBe(
        "is not believed",
      );

      const secrets = { newAuthorityKey: "geheim", authorityKey: "geheim" };
      const access = { method: "password+cert" as const };
      const ca = { cluster, authorityFolder, hosts, encryptAuthorityKey: true, configuration: { access } };
      await setUp({ ...ca, path: "chain", serverName: "own" }, secrets);
      const plan = await setUp({ ...ca, path: "client", clients: [{ role: "postgres" }] }, secrets);
      await reload();
      const client = advised(plan.clients);
      expect(await connectAsAdvised(client, running.port)).toBe("requests a password");
      expect(await connectAsAdvised(client, running.port, { withoutCertificate: true })).toBe("refuses");

      const revoke = [join(authorityFolder, "clients", "postgres.crt")];
      const crlForm = version === 13 ? ("file" as const) : ("directory" as const);
      await setUp({ ...ca, path: "crl", crlForm }, secrets);
      await reload();
      expect(await connectAsAdvised(client, running.port)).toBe("requests a password");
      await setUp({ ...ca, path: "crl", crlForm, revoke }, secrets);
      await reload();
      expect(await connectAsAdvised(client, running.port)).toBe("refuses");
    } finally {
      await running.stop();
    }
    expect(await postgres.tryStart(cluster)).toMatchObject({ started: true });
  },
);

test.each([
  [13, "none"],
  [13, "file"],
  [18, "none"],
  [18, "file"],
  [18, "directory"],
] as const)(
  "%i (CRLs: %s) believes both CAs after a rollover, and the new one alone once the old one is retired",
  async (version, lists) => {
    const postgres = await server(version);
    const cluster = await postgres.initdb();
    const folder = await temporaryFolder();
    const authorityFolder = join(folder, "ca");
    const common = { cluster, authorityFolder, hosts: ["localhost"] };
    await setUp({ ...common, path: "chain" });
    const configuration = { access: { method: "cert" as const } };
    const plan = await setUp({ ...common, path: "client", clients: [{ role: "postgres" }], configuration });
    const certificate = join(authorityFolder, "clients", "postgres.crt");
    const copy = join(folder, "old.crt");
    await writeFile(copy, await readFile(certificate));
    const crlForm = lists === "none" ? undefined : lists;
    if (crlForm) await setUp({ ...common, path: "crl", crlForm });
    await setUp({ ...common, path: "rollover" });
    const renewed = { cluster, path: "renew" as const, authorityFolder: `${authorityFolder}-2` };
    const running = await postgres.start(cluster, { tcp: true });
    const answers = async () => {
      expect(await running.reload()).not.toMatch(/ERROR|FATAL|not reloaded|could not/);
      const advice = advised(plan.clients);
      const old = { ...advice, service: "", connectionString: "" };
      for (const key of ["service", "connectionString"] as const)
        old[key] = advice[key].replaceAll(certificate, copy);
      const rootCertificate = join(`${authorityFolder}-2`, "bundle.crt");
      const connect = (one: ClientAdvice) => connectAsAdvised(one, running.port, { rootCertificate });
      return { renewed: await connect(advice), old: await connect(old) };
    };
    const retire = () => setUp({ ...common, path: "retire" });
    try {
      await expect(retire()).rejects.toThrow(`${join(cluster, "server.crt")}, ${certificate}.`);
      await setUp(renewed);
      await expect(retire()).rejects.toThrow(`come from it: ${certificate}.`);
      await setUp({ ...renewed, certificate });
      expect(await answers()).toEqual({ renewed: "lets in", old: "lets in" });
      if (crlForm) {
        // The lists of one CA are renewed, and those of the other stay.
        await setUp({ ...common, path: "crl", crlForm, authorityFolder: renewed.authorityFolder });
        expect(await answers()).toEqual({ renewed: "lets in", old: "lets in" });
      }
      const { files, steps } = await retire();
      expect(steps.join()).toContain(`${join(authorityFolder, "intermediate.key")}, and all copies`);
      expect(files.some(({ kind }) => kind === "crl")).toBe(lists === "file");
      expect(steps.join("\n").match(/\.r0/g)?.length).toBe(lists === "directory" ? 2 : undefined);
      expect(await answers()).toEqual({ renewed: "lets in", old: "refuses" });
      await expect(retire()).rejects.toThrow("no longer in any of these");
    } finally {
      await running.stop();
    }
  },
);

async function companyChain(keyFile: string): Promise<{ root: Uint8Array; leaf: Uint8Array }> {
  const { publicKey } = await readPrivateKey(await readFile(keyFile));
  const dates = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 86_400_000) };
  const key = await createKey("RSA 3072");
  const root = await createCertificate({ subject: "Company", key, role: "ca", ...dates });
  const issuer = { certificate: root, key };
  const names = { subject: "localhost", dnsNames: ["localhost"] };
  return {
    root,
    leaf: await createCertificate({ ...names, key: { publicKey }, issuer, role: "server", ...dates }),
  };
}
