import { join } from "node:path";
import { expect, test } from "vitest";
import type { ClientAdvice } from "../../server/src/setup/plan.ts";
import type { SetupKeyKind, SetupPath, SetupRequest } from "../../server/src/setup/request.ts";
import { connectAsAdvised } from "../support/connectAsAdvised.ts";
import { server } from "../support/postgres.ts";
import type { EmbeddedVersion } from "../support/servers.ts";
import { planOf, setUp } from "../support/setUp.ts";
import { temporaryFolder } from "../support/unprivileged.ts";

/** What was asked of real servers: all kinds of key of the oldest and the newest, a sample of those between. */
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
  return first;
};

test.each(cases)(
  "a running server %i takes up %s certificates of every path at a reload",
  { timeout: 300_000 },
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
      expect(await connect(client)).toBe("refuses"); // its name is in no map, and the new record stands above the old one

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
