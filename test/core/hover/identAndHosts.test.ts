import { beforeAll, describe, test } from "vitest";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { checkHover } from "./checkHover.ts";

describe("pg_ident.conf", () => {
  test.each<[line: string, version: number, word: string, shown: string[]]>([
    [
      "peo|ple alice bob",
      18,
      "people",
      ["Map people", "The user alice may connect as the role bob.", "map=people"],
    ],
    ["people |/^(.*)@x$ \\1", 18, "/^(.*)@x$", ["Every system user that matches ^(.*)@x$"]],
    ["people /^(.*)@x$ |\\1", 18, "\\1", ["is replaced by what the first parentheses"]],
    ["people alice |all", 18, "all", ["Any role."]],
    ["people alice |all", 15, "all", ["Role all"]],
    ["people alice |+staff", 16, "+staff", ["Members of the role staff"]],
    ["people alice bob ex|tra", 16, "extra", ["ignores"]],
    ["include m|ore.conf", 16, "more.conf", ["no such file"]],
  ])("%s in %i", async (line, version, word, shown) => {
    await checkHover(line, { language: "pg-ident", version }, word, shown);
  });
});

describe("pg_hosts.conf", () => {
  let pem: CertificateFiles;
  beforeAll(async () => {
    pem = await createCertificateFiles();
  });

  test.each<[line: string, word: string, shown: string[]]>([
    ["|* server.crt server.key", "*", ["Any other host"]],
    ["/no|_sni/ server.crt server.key", "/no_sni/", ["Clients that name no host"]],
    ["a.org,b|.org server.crt server.key", "b.org", ["Host b.org", "no wildcards"]],
    ["* |server.crt server.key", "server.crt", ["The server's certificate", "Subject: CN=db.example.com"]],
    [
      "* server.crt |server.key",
      "server.key",
      ["private key of that certificate", "Mode: 0600", "Matches: CN=db.example.com (in server.crt)"],
    ],
    ["* server.crt server.key |root.crt", "root.crt", ["client certificates", "root CA"]],
    ['* server.crt server.key |""', '""', ["No CA"]],
    ['* server.crt server.key "" "cat| x"', '"cat x"', ["whose output opens the key"]],
    ['* server.crt server.key "" "" |on', "on", ["at a reload too"]],
    ['* server.crt server.key "" "" on |on', "on", ["refuses the line"]],
  ])("%s", async (line, word, shown) => {
    const files = {
      "server.crt": pem.serverChain,
      "server.key": { text: pem.serverKey, mode: 0o600 },
      "root.crt": pem.root,
    };
    await checkHover(line, { language: "pg-hosts", version: 19, files }, word, shown);
  });
});
