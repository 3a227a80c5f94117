import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { formats } from "../../server/src/cli/formats/index.ts";
import { isClean, isWorkflowCommand } from "../support/hostile.ts";
import { runCli } from "../support/runCli.ts";
import { folderPerFile } from "../support/scratchFolder.ts";

const at = folderPerFile();
const secret = "c4n4ry";

/** A folder of a stranger whose files lead to those of the user who checks it. */
function makeStranger(): string {
  mkdirSync(at("home"));
  writeFileSync(at("home/.env"), `TOKEN=${secret}\n${secret} second\n`);
  writeFileSync(at("home/.pgpass"), `${secret}:5432:*:user:${secret}\n`);
  mkdirSync(at("repo"));
  symlinkSync(at("home/.pgpass"), at("repo/pg_ident.conf"));
  writeFileSync(at("repo/PG_VERSION"), "18\n");
  writeFileSync(
    at("repo/postgresql.conf"),
    `include '${at("home/.env")}'\ninclude '/proc/self/environ'\nssl = on\n`,
  );
  writeFileSync(
    at("repo/pg_hba.conf"),
    `host @${at("home/.env")} all 10.0.0.0/8 md5\nhost all all 10.0.0.0/8 @${at("home/.env")}\ninclude ${at("home/.pgpass")}\n` +
      "include /proc/self/environ\nhost all @/proc/self/environ all md5\n",
  );
  return at("repo");
}

let repo: string;

beforeAll(() => {
  repo = makeStranger();
});

test.each(Object.keys(formats))("%s shows no word of a file elsewhere", async (format) => {
  const { output, errors, status } = await runCli(["check", repo, "--format", format], {
    env: { SECRET: secret },
  });
  expect(status).toBe(1);
  expect(output).not.toContain(secret);
  expect(errors).not.toContain(secret);
  expect(output).not.toMatch(/PATH=|SECRET/);
});

test("neither do a file that is named, the differences of fixes, and explanations", async () => {
  for (const args of [
    ["check", `${repo}/pg_hba.conf`],
    ["check", "--fix-dry-run", repo],
    ["explain", repo, "--user", "x", "--address", "10.0.0.1"],
    ["explain", repo, "--user", "x", "--address", "10.0.0.1", "--format", "json"],
  ]) {
    const { output, errors } = await runCli(args, { env: { SECRET: secret } });
    expect(output + errors).not.toContain(secret);
  }
});

test("a manifest shows no word of a file elsewhere, and no password", async () => {
  mkdirSync(at("k8s"));
  const records = [
    `host @${at("home/.env")} all 10.0.0.0/8 md5`,
    `include ${at("home/.pgpass")}`,
    "include /proc/self/environ",
    `hosst all all 10.0.0.0/8 ldap ldapserver=x ldapbindpasswd=${secret}`,
    `host all all 10.0.0.0/8 ldap ldapserver=x ldapbindpasswd ${secret}`,
  ];
  writeFileSync(
    at("k8s/cluster.yaml"),
    `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  postgresql:\n    parameters:\n      my.secret: ${secret}\n    pg_hba:\n` +
      `${records.map((record) => `      - ${record}\n`).join("")}      - {ldapbindpasswd: ${secret}}\n---\nkind: Secret\nstringData: {password: ${secret}}\n`,
  );
  for (const args of [
    ["check", at("k8s")],
    ["check", at("k8s"), "--format", "json"],
    ["explain", at("k8s/cluster.yaml"), "--user", "x", "--address", "10.0.0.1"],
  ]) {
    const { output, errors } = await runCli(args, { env: { SECRET: secret } });
    expect(output).not.toBe("");
    expect(output + errors).not.toContain(secret);
  }
});

/** Writes files below a folder, which is made. */
function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(at(`${folder}/${name}`)), { recursive: true });
    writeFileSync(at(`${folder}/${name}`), text);
  }
}

const service = (volume: string) =>
  `services:\n  db:\n    image: postgres:16\n    command: postgres -c hba_file=/pg_hba.conf\n    volumes: ["${volume}:/pg_hba.conf"]\n`;

/** A document of containers that was named, the files below its folder, and which of their words are to be shown. */
const leading: readonly (readonly [string, string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ["mounts", "compose.yaml", { "compose.yaml": service("./a/pg.txt"), "a/pg.txt": "quotedA\n" }, ["quotedA"]],
  [
    "includes and extends",
    "compose.yaml",
    {
      "compose.yaml":
        "include: [b/db.yaml]\nservices:\n  db:\n    image: postgres:16\n    extends: {file: c.yaml, service: x}\n",
      "b/db.yaml": service("./pg_hba.conf").replace("db:", "other:"),
      "b/pg_hba.conf": "quotedB\n",
      "c.yaml": "services:\n  x:\n    image: postgres:16\n    command: postgres -c quoted_c=on\n",
    },
    ["quotedB", "quoted_c"],
  ],
  [
    "is built of",
    "compose.yaml",
    {
      "compose.yaml":
        "services:\n  db:\n    build: image\n    command: postgres -c hba_file=/pg_hba.conf\n    volumes: [./pg_hba.conf:/pg_hba.conf]\n",
      "image/Dockerfile": 'FROM postgres:16\nCMD ["postgres", "-c", "quoted_d=on"]\n',
      "pg_hba.conf": "quotedD\n",
    },
    ["quotedD", "quoted_d"],
  ],
  [
    "copies",
    "Dockerfile",
    {
      Dockerfile:
        'FROM postgres:16\nCOPY conf/pg_hba.conf /pg_hba.conf\nCMD ["postgres", "-c", "hba_file=/pg_hba.conf"]\n',
      "conf/pg_hba.conf": "quotedE\n",
    },
    ["quotedE"],
  ],
  [
    "generates from",
    "kustomization.yaml",
    {
      "kustomization.yaml":
        "configMapGenerator:\n  - name: pg\n    files: [pg_hba.conf, postgresql.conf=pg.txt]\n",
      "pg_hba.conf": "quotedF\n",
      "pg.txt": "quoted_f = on\n",
    },
    ["quotedF", "quoted_f"],
  ],
];

test.each(leading)(
  "what a named document %s below its folder is quoted, once",
  async (name, document, files, words) => {
    const folder = `leading ${name}`;
    write(folder, files);
    const all = at(folder);
    for (const paths of [
      [`${all}/${document}`],
      [`${all}/${document}`, all],
      [all, `${all}/${document}`],
      [all],
    ]) {
      const { output, status } = await runCli(["check", ...paths]);
      expect(status).toBe(1);
      for (const word of words) expect(output.split(`"${word}"`), `${word} of ${paths}`).toHaveLength(2);
    }
  },
);

test.each([
  ["by its path", "../home/.env"],
  ["by a link", "./link", "../home/.env"],
  ["by a link of its folder", "./link/.env", "../home"],
])(
  "what a named document mounts %s from elsewhere is checked and not quoted",
  async (name, source, target?: string) => {
    const folder = `mounting ${name}`;
    write(folder, { "compose.yaml": service(source) });
    if (target) symlinkSync(target, at(`${folder}/link`));
    const { output, errors } = await runCli(["check", at(`${folder}/compose.yaml`)]);
    expect(output).toContain("Its words are not shown");
    expect(output + errors).not.toContain(secret);
  },
);

test("what lies beside a named document that does not lead there is not quoted", async () => {
  write("beside", {
    "compose.yaml": service("./pg_hba.conf"),
    "pg_hba.conf": "local all @other.txt peer\ninclude other.txt\n",
    "other.txt": `TOKEN=${secret}\n`,
  });
  const { output } = await runCli(["check", at("beside/compose.yaml")]);
  expect(output).toContain("other.txt");
  expect(output).not.toContain(secret);
});

test("a resource beside a named one of Kubernetes is not quoted", async () => {
  const quoted = (name: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n  pg_hba.conf: |\n    ${secret}\n`;
  write("resources", {
    "a.yaml":
      "apiVersion: v1\nkind: Pod\nmetadata: {name: db}\nspec:\n  containers:\n    - {name: db, image: 'postgres:16', args: [-c, sssl=on, -c, hba_file=/c/pg_hba.conf], volumeMounts: [{name: c, mountPath: /c}]}\n  volumes:\n    - {name: c, configMap: {name: hba}}\n",
    "b.yaml": quoted("hba"),
  });
  const { output } = await runCli(["check", at("resources/a.yaml")]);
  expect(output).toContain("sssl");
  expect(output).not.toContain(secret);
  const { output: ofFolder } = await runCli(["check", at("resources")]);
  expect(ofFolder).toContain(secret);
});

test("--fix changes nothing to which a named document leads", async () => {
  const record = "HOSTSSL all all 10.0.0.1 scram-sha-256\n";
  write("fixing", { "compose.yaml": service("./pg_hba.conf"), "pg_hba.conf": record });
  const { errors } = await runCli(["check", "--fix", at("fixing/compose.yaml")]);
  expect(errors).toContain("pg_hba.conf: outside, not changed");
  expect(readFileSync(at("fixing/pg_hba.conf"), "utf8")).toBe(record);
  await runCli(["check", "--fix", at("fixing")]);
  expect(readFileSync(at("fixing/pg_hba.conf"), "utf8")).not.toBe(record);
});

test("a settings file that is a link elsewhere is not quoted", async () => {
  mkdirSync(at("linked"));
  writeFileSync(at("home/login.json"), JSON.stringify({ [secret]: { auth: secret } }));
  symlinkSync(at("home/login.json"), at("linked/.pgssl.json"));
  writeFileSync(at("linked/pg_hba.conf"), "local all all peer\n");
  const { output, errors, status } = await runCli(["check", at("linked")]);
  expect(status).toBe(2);
  expect(errors).toContain(".pgssl.json:1:2: what the link leads to has no such setting or value");
  expect(output + errors).not.toContain(secret);
});

test("a folder with a hostile name gives no command of a pipeline, in any format", async () => {
  const name = "x\n::error file=a,line=1::injected \u001b[31m\u009b31m\u202e";
  mkdirSync(at(name));
  writeFileSync(at(`${name}/pg_hba.conf`), "hosst all all all md5\n");
  writeFileSync(at(`${name}/a.pem`), "nothing");
  for (const args of [
    ["check", name],
    ...Object.keys(formats)
      .filter((format) => format !== "github")
      .map((format) => ["check", name, "--format", format]),
    ["check", `${name}/pg_hba.conf`, "--fix-dry-run"],
    ["check", `${name}/missing`],
    ["inspect", `${name}/a.pem`, `${name}/missing`],
    ["inspect", "--json", `${name}/a.pem`],
    ["explain", name, "--user", "x", "--local"],
    ["explain", `${name}/none`, "--user", "x", "--local"],
    ["check", `--${name}`],
  ]) {
    const { output, errors } = await runCli(args, { cwd: at(".") });
    if (!args.includes("--fix-dry-run")) expect(output + errors).not.toBe("");
    for (const line of `${output}\n${errors}`.split("\n")) {
      expect(isClean(line), `${args}: ${line}`).toBe(true);
      expect(isWorkflowCommand(line), `${args}: ${line}`).toBe(false);
    }
  }
  const { output } = await runCli(["check", name, "--format", "github"], { cwd: at(".") });
  for (const line of output.trimEnd().split("\n")) expect(line).toMatch(/^::(?:error|warning|notice) file=x/);
});
