import { describe, test } from "vitest";
import { checkHover, checkNoHover } from "./checkHover.ts";

describe("a record of pg_hba.conf in plain words", () => {
  test.each<[line: string, version: number, shown: string]>([
    [
      "|hostssl all all 10.0.0.0/8 cert",
      18,
      "TLS connections from 10.0.0.0/8 by any user to any database must present a certificate signed by a CA of ssl_ca_file, whose CN equals the role.",
    ],
    [
      "|hostssl all all 10.0.0.0/8 scram-sha-256 clientcert=verify-ca",
      18,
      "must prove their password (SCRAM) and present a certificate signed by a CA of ssl_ca_file.",
    ],
    [
      "|hostssl all all all cert clientname=DN map=people",
      14,
      "whose DN the map people turns into the role.",
    ],
    [
      "|host all all all reject",
      13,
      "TCP/IP connections, encrypted or not, from any address by any user to any database are refused.",
    ],
    [
      "|local all all trust",
      13,
      "Connections over the Unix socket by any user to any database are let in without any check.",
    ],
    ["|local all all ident", 13, "must be that user of the operating system."],
    [
      "|hostssl all all all trust clientcert=1",
      13,
      "must present a certificate signed by a CA of ssl_ca_file, and nothing else.",
    ],
    ["|hostssl all all all trust clientcert=1", 14, "are let in without any check."],
    [
      "|host replication,app +admins,bob samenet md5",
      18,
      "from networks that the server is in by members of admins or bob for physical replication or to the database app",
    ],
    [
      "|host sameuser /^u 10.0.0.1 255.0.0.0 password",
      16,
      "from 10.0.0.1 with the mask 255.0.0.0 by users that match ^u to the database named like the user must send their password in clear.",
    ],
    ["|host sameuser /^u samehost password", 15, "by /^u to"],
    [
      "|host constructor toString valueOf constructor",
      18,
      "by toString to the database constructor must pass the method constructor.",
    ],
    ['|host "all" "all" "all" trust', 15, "from all by all to the database all are"],
  ])("%s in %i", async (line, version, shown) => {
    await checkHover(line, { version }, line.slice(1).split(" ")[0] ?? "", [shown]);
  });

  test("says that hostssl is idle while ssl is off", async () => {
    const files = { "postgresql.conf": "ssl = off\n" };
    await checkHover("|hostssl all all all cert", { files }, "hostssl", ["It never matches now"]);
    const on = { "postgresql.conf": "ssl = on\n" };
    await checkHover("|hostssl all all all cert", { files: on }, "hostssl", [], ["never matches now"]);
  });

  test("says what the type means while the record is unfinished", async () => {
    await checkHover("hostssl| all", {}, "hostssl", ["encrypted with TLS"], ["must"]);
  });
});

describe("columns of pg_hba.conf", () => {
  test.each<[line: string, word: string, shown: string[]]>([
    ["host |all all all trust", "all", ["Every database"]],
    ["host all,repli|cation all all trust", "replication", ["Physical replication"]],
    ['host "a|ll" all all trust', '"all"', ["Database all", "no keyword"]],
    ["host all al|l all trust", "all", ["Every role"]],
    ["host all +ad|mins all trust", "+admins", ["Members of the role admins"]],
    ["host all /^a|dm all trust", "/^adm", ["All roles that match ^adm"]],
    ["host all all same|net trust", "samenet", ["connected directly"]],
    [
      "host all all 10.1.2.3|/8 trust",
      "10.1.2.3/8",
      [
        "10.0.0.0 to 10.255.255.255",
        "16,777,216, about 17 million",
        "private",
        "ignores the bits of 10.1.2.3",
      ],
    ],
    [
      "host all all 127.0.0.1|/32 trust",
      "127.0.0.1/32",
      ["Address 127.0.0.1", "one address", "this machine"],
    ],
    ["host all all ::/|0 trust", "::/0", ["2 to the power of 128", "all IPv6 addresses"]],
    ["host all all 10.0.0.0 |255.0.0.0 trust", "255.0.0.0", ["Network 10.0.0.0/8"]],
    ["host all all |10.0.0.0 255.0.255.0 trust", "10.0.0.0", ["gaps"]],
    ["host all all db.exa|mple.com trust", "db.example.com", ["Host db.example.com"]],
    ["host all all .exa|mple.com trust", ".example.com", ["names end in .example.com"]],
    ["hostssl all all all ce|rt", "cert", ["Method cert", "hostssl"]],
    ["hostssl all all all cert |clientcert=verify-full", "clientcert", ["Option clientcert", "verify-full:"]],
    ["hostssl all all all cert clientcert=|verify-full", "verify-full", ["is the role's name"]],
    ["hostssl all all all cert map=peo|ple", "people", ["The map people"]],
  ])("%s", async (line, word, shown) => {
    await checkHover(line, {}, word, shown);
  });

  test.each<[line: string, version: number, word: string, shown: string]>([
    ["host all /^a|dm all trust", 15, "/^adm", "itself: this column"],
    ["incl|ude more.conf", 15, "include", "PostgreSQL 15 does not know it: PostgreSQL 16 and later"],
    ["host all all all rad|ius", 19, "radius", "PostgreSQL 19 does not know it: up to PostgreSQL 18"],
    ["host all all all oa|uth", 17, "oauth", "PostgreSQL 17 does not know it: PostgreSQL 18 and later"],
    ["hostssl all all all md5 clientcert=|1", 14, "1", "PostgreSQL 14 does not know it: up to PostgreSQL 13"],
    ["hostssl all all all md5 client|name=DN", 13, "clientname", "PostgreSQL 13 does not know it"],
  ])("%s in %i", async (line, version, word, shown) => {
    await checkHover(line, { version }, word, [shown]);
  });

  test("a network that only holds a well-known one is not called by its name", async () => {
    await checkHover("host all all 10.0.0.0|/7 trust", {}, "10.0.0.0/7", ["Network 10.0.0.0/7"], ["private"]);
  });

  test("blanks and comments have no hover", async () => {
    await checkNoHover("host all all  |  all trust");
    await checkNoHover("# ho|st\nlocal all all peer");
    await checkNoHover("|\nlocal all all peer");
  });

  test("an unknown word has no hover but the detail of its finding", async () => {
    const refusal = "The server refuses the whole file";
    await checkHover("hots|t all", {}, "hotst", ["hba-type-unknown: The types are local", refusal]);
    await checkHover("host all all all what|ever", {}, "whatever", ["hba-method-unknown", refusal]);
  });

  test("a record that goes on over lines is one", async () => {
    await checkHover("hostssl all \\\nall all \\\nce|rt\nlocal all all trust", {}, "cert", ["Method cert"]);
  });

  test("a word of the file cannot become a link or a command", async () => {
    await checkHover(
      'host "[x](command:run) `y` <img src=a>|" all all trust',
      {},
      '"[x](command:run) `y` <img src=a>"',
      ["Database"],
    );
  });
});

test.each([
  ["10.0.0.0/33", "33"],
  ["db.example.com/32", "db.example.com/32"],
])("%s is no host that is looked up", async (address, wrong) => {
  await checkHover(`host all all ${address}| trust`, {}, wrong, ["refuses the whole file"], ["looks up"]);
});

describe("files that pg_hba.conf takes in", () => {
  const files = { "more.conf": "local all all peer\n# x\n", roles: "a\nb\n", "hba.d/1.conf": "" };
  test.each<[line: string, word: string, shown: string[]]>([
    ["include mo|re.conf", "more.conf", ["Takes in the lines", "File /data/more.conf: one line"]],
    ["inc|lude_if_exists other.conf", "include_if_exists", ["skipped", "no such file"]],
    ["include_dir hb|a.d", "hba.d", ["Folder /data/hba.d"]],
    ["host all @ro|les all trust", "@roles", ["Words of the file roles", "/data/roles: 2 lines"]],
  ])("%s", async (line, word, shown) => {
    await checkHover(line, { files }, word, shown);
  });
});
