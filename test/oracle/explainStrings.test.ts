import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { expect, test } from "vitest";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { createService } from "../support/openService.ts";
import { server } from "../support/postgres.ts";
import { projectRoot } from "../support/tools.ts";
import { prepareFolder } from "./connectionFolder.ts";

/** Whether libpq can be called by a small program outside of the product. */
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Strings without host and user, where `ROOT` and `OTHER` are files of roots; the versions from which on libpq knows them. */
const strings: readonly string[] = [
  "sslmode=disable",
  "sslmode=allow",
  "sslmode=prefer",
  "sslmode=require",
  "sslmode=require sslrootcert=ROOT",
  "sslmode=require sslrootcert=OTHER",
  "sslmode=require sslrootcert=/nowhere/root.crt",
  "sslmode=verify-ca sslrootcert=ROOT",
  "sslmode=verify-ca sslrootcert=OTHER",
  "sslmode=verify-ca sslrootcert=/nowhere/root.crt",
  "sslmode=verify-full sslrootcert=ROOT",
  "sslmode=verify-full sslrootcert=OTHER",
  "sslmode=verify-full sslrootcert=/nowhere/root.crt",
  "sslmode=verify-ca sslrootcert=ROOT host=db.example.org",
  "sslmode=verify-full sslrootcert=ROOT host=db.example.org",
  "sslmode=verify-full sslrootcert=ROOT host=DB.example.com",
  "sslmode=verify-full sslrootcert=ROOT sslsni=0",
  "sslmode=require channel_binding=require",
  "sslmode=require channel_binding=disable",
  "sslmode=prefer channel_binding=require",
  "sslmode=disable channel_binding=require",
  "sslmode=require channel_binding=require user=scram password=p",
  "sslmode=verify-full sslrootcert=ROOT channel_binding=require user=scram password=p",
  "sslmode=require require_auth=none",
  "sslmode=require require_auth=scram-sha-256",
  "sslmode=require require_auth=!none",
  "sslmode=require require_auth=!scram-sha-256",
  "sslmode=require require_auth=scram-sha-256 user=scram password=p",
  "sslmode=require require_auth=none user=scram password=p",
  "sslmode=require require_auth=md5,password user=scram password=p",
  "sslmode=require require_auth=!scram-sha-256,!none user=scram password=p",
  "sslmode=require sslcertmode=require",
  "sslmode=require sslcertmode=disable",
  "sslmode=require sslcertmode=allow",
  "sslmode=require sslnegotiation=direct",
  "sslmode=verify-full sslrootcert=ROOT sslnegotiation=direct",
  "sslmode=prefer sslnegotiation=direct",
  "sslmode=require sslnegotiation=postgres",
  "sslmode=require ssl_min_protocol_version=TLSv1.3",
  "sslmode=require ssl_max_protocol_version=TLSv1.2",
  "sslmode=require ssl_max_protocol_version=TLSv1.1 ssl_min_protocol_version=TLSv1",
  "sslmode=require ssl_min_protocol_version=TLSv1.3 ssl_max_protocol_version=TLSv1.2",
  "sslmode=require load_balance_hosts=random",
  "sslmode=require load_balance_hosts=on",
  "sslmode=requre",
  "sslmod=require",
  "sslmode=require sslrootcert=system",
];

// Without Python there is no other libpq than that of psql.
if (hasPython)
  test.each([13, 15, 18] as const)(
    "explain says of strings what libpq %i gets from its server",
    async (version) => {
      const postgres = await server(version);
      const data = await postgres.initdb();
      const give = await prepareFolder(data);
      await give("server.crt", Buffer.concat([materialBytes("leaf"), materialBytes("intermediate")]));
      await give("root.crt", materialBytes("root"));
      await give("other.crt", materialBytes("other-root"));
      await give("postgresql.conf", "ssl = on\npassword_encryption = 'scram-sha-256'\n");
      await give(
        "pg_hba.conf",
        "local all all trust\nhostssl all scram all scram-sha-256\nhostssl all all all trust\n",
      );
      const running = await postgres.start(data, { tcp: true });
      const library = join(postgres.binFolder, "../lib/libpq.so.5");
      const libpq = (texts: readonly string[]): { error?: string; start?: string }[] => {
        const input = texts.map((text) => JSON.stringify(text)).join("\n");
        const made = spawnSync("python3", [join(projectRoot, "test/oracle/askLibpq.py"), library], {
          input,
          encoding: "utf8",
          env: {
            PATH: process.env.PATH,
            HOME: "/nowhere",
            LD_LIBRARY_PATH: dirname(library),
            SSL_CERT_FILE: join(data, "other.crt"),
          },
        });
        return made.stdout
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line));
      };
      try {
        const sockets = `host=${running.socketFolder} port=${running.port} user=postgres dbname=postgres`;
        expect(libpq([sockets])).toMatchObject([{ start: "" }]);
        const socket = { host: running.socketFolder, port: running.port };
        const admin = new pg.Client({ ...socket, user: "postgres", database: "postgres" });
        await admin.connect();
        await admin.query("create role scram login password 'p'");
        await admin.end();
        const whole = strings.map((text) => {
          const host = text.includes("host=") ? "" : "host=db.example.com ";
          const user = text.includes("user=") ? "" : "user=postgres ";
          const files = text
            .replace("ROOT", join(data, "root.crt"))
            .replace("OTHER", join(data, "other.crt"));
          return `${host}hostaddr=127.0.0.1 port=${running.port} ${user}dbname=postgres gssencmode=disable ${files}`;
        });
        const service = createService(nodeHost, { openssl: "1.1.1", serverBuild: new Set(["ssl"]) });
        const uri = pathToFileURL(join(data, "postgresql.conf")).href;
        const answers = libpq(whole);
        const disagreements: string[] = [];
        let decided = 0;
        for (const [index, text] of whole.entries()) {
          const { error, start } = answers[index] ?? {};
          const isConnected = error === undefined && start === "";
          const found = await service.explainString(uri, text, "127.0.0.1");
          const { client, server: own } = found ?? {};
          const isRefused = client?.accepts === false || own?.admitted === false;
          // A password is the only thing that is open then.
          const isOpen = !isRefused && client?.accepts === undefined;
          if (isOpen) continue;
          decided++;
          if (isRefused === isConnected)
            disagreements.push(
              `${strings[index]}: libpq ${error ?? start}; pgssl ${client?.reason} ${own?.reason}`,
            );
        }
        expect(disagreements).toEqual([]);
        expect(decided).toBeGreaterThan(40);
      } finally {
        await running.stop();
      }
    },
  );
