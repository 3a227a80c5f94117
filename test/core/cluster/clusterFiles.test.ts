import { expect, test } from "vitest";
import { loadPki } from "../../../server/src/pki/loadPki.ts";
import { createService, type Files, openCluster, openFiles, toUri } from "../../support/openService.ts";

const [conf, hba] = [toUri("postgresql.conf"), toUri("pg_hba.conf")];

/** A cluster whose postgresql.conf is open. */
function open(text: string, files: Files = {}) {
  const cluster = openCluster({ "pg_hba.conf": "local all all peer\n", ...files });
  const document = cluster.edit("postgresql.conf", text);
  return { ...cluster, document, shown: (name = "postgresql.conf") => cluster.rules(name) };
}

test("findings about files move with the line that names them", async () => {
  const { document, shown } = open("ssl = on\nssl_ca_file = 'none.crt'\n");
  expect(await shown()).toContain("1 ssl-file-missing");
  document.update(
    [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "\n# x\n" }],
    2,
  );
  expect(await shown()).toContain("3 ssl-file-missing");
});

test("data_directory counts in small letters only, as while the server looks for it", async () => {
  for (const [name, found] of [
    ["data_directory", "/elsewhere"],
    ["Data_Directory", "/data"],
  ]) {
    const { service } = open(`${name} = '/elsewhere'\n`);
    expect((await service.summary(conf))?.dataDirectory?.value).toBe(found);
  }
});

test("an hba_file and an ident_file behind a folder that the server's user may not enter are not read", async () => {
  const text = "hba_file = '/closed/pg_hba.conf'\nident_file = '/closed/pg_ident.conf'\n";
  for (const [mode, start, ident] of [
    [0o700, "refuses", "kept"],
    [0o711, "starts", "applied"],
  ] as const) {
    const { service } = open(text, {
      "/closed": { kind: "directory", mode, owner: 0 },
      "/closed/pg_hba.conf": "local all all trust\n",
      "/closed/pg_ident.conf": "m a b\n",
    });
    expect(await service.outcome(conf)).toMatchObject({ start, reload: { ident } });
  }
});

test("a slash at the end of hba_file says nothing, and one at the end of an absolute include that it is a folder", async () => {
  const files = { "/data/other": "local all all trust\n", "/data/more.conf": "work_mem = 4MB\n" };
  for (const [text, start] of [
    ["hba_file = '/data/other/'\n", "starts"],
    ["include 'more.conf/'\n", "starts"],
    ["include '/data/more.conf/'\n", "refuses"],
    ["include_if_exists '/data/more.conf/'\n", "starts"],
  ] as const) {
    expect(await open(text, files).service.outcome(conf), text).toMatchObject({ start });
  }
});

test("another file's setting decides about a line, and an edit there shows here", async () => {
  const { document, shown } = open("ssl = off\n", {
    "pg_hba.conf": "hostssl all all 10.0.0.0/8 scram-sha-256\n",
  });
  const before = await shown(hba);
  expect(before.length).toBe(1);
  document.update([{ text: "ssl = on\n" }], 2);
  expect(await shown(hba)).toEqual([]);
});

test("an edit of a file that two clusters include shows in both", async () => {
  const main = (name: string) => `/${name}/postgresql.conf`;
  const { edit, shown } = open("", {
    ...Object.fromEntries(
      ["one", "two"].flatMap((name) => [
        [`/${name}/PG_VERSION`, "18\n"],
        [`/${name}/pg_hba.conf`, "local all all peer\n"],
        [`/${name}/postgresql.conf`, "include '/shared/ssl.conf'\nssl_ca_file = 'none.crt'\n"],
      ]),
    ),
  });
  const document = edit("/shared/ssl.conf", "ssl = on\n");
  for (const name of ["one", "two"]) expect(await shown(main(name))).toContain("1 ssl-file-missing");
  document.update([{ text: "ssl = off\n" }], 2);
  for (const name of ["one", "two"]) expect(await shown(main(name))).not.toContain("1 ssl-file-missing");
});

test("an edit that names another pg_hba.conf leaves the one that was named to itself, and takes it back when it is undone", async () => {
  const [here, elsewhere] = ["ssl = off\n", "ssl = off\nhba_file = '/data/other_hba.conf'\n"];
  const { document, shown } = open(here, {
    "pg_hba.conf": "hostssl all all 10.0.0.0/8 scram-sha-256\n",
    "other_hba.conf": "local all all peer\n",
  });
  expect(await shown(hba)).toEqual(["0 hba-hostssl-without-ssl"]);
  document.update([{ text: elsewhere }], 2);
  expect(await shown(hba)).toEqual([]);
  document.update([{ text: here }], 3);
  await shown();
  expect(await shown(hba)).toEqual(["0 hba-hostssl-without-ssl"]);
});

test("a bad line of pg_ident.conf shows at the records that name its maps, and goes when it is mended", async () => {
  const { host, service, edit, shown } = open("ssl = off\n", {
    "pg_hba.conf": "local all a peer map=m\nlocal all b peer\nlocal all c peer map=none\n",
    "pg_ident.conf": "m x a\ninclude more.conf\n",
    "more.conf": "n y\n",
  });
  expect(await shown(hba)).toEqual(["0 hba-map-not-loaded", "2 hba-map-unknown"]);
  expect((await service.outcome(hba))?.connections).toBe("some-refused");
  edit("more.conf", "n y b\n", "pg-ident");
  expect(await shown(hba)).toEqual(["2 hba-map-unknown"]);
  const ident = edit("pg_ident.conf", "m x a\n");
  const end = { line: 0, character: 5 };
  ident.update([{ range: { start: { line: 0, character: 3 }, end }, text: "" }], 2);
  expect(await shown(hba)).toEqual(["0 hba-map-not-loaded", "2 hba-map-unknown"]);
  ident.update([{ text: "# empty\n" }], 3);
  host.write("/data/pg_hba.conf", "local all a peer map=\n");
  await service.refresh();
  expect(await shown(hba)).toEqual([]);
});

test("what the server may not open and need not open shows nothing, until its mode changes", async () => {
  const secret = { mode: 0o600, owner: 0 };
  const { host, service, shown } = open("ssl = off\ninclude_if_exists 'more.conf'\n", {
    "/data": { kind: "directory", mode: 0o700, owner: 999 },
    "more.conf": { text: "ssl = on\ninclude 'none.conf'\n", ...secret },
    "postgresql.auto.conf": { text: "ssl = 'on'\n", ...secret },
  });
  const isOn = async () => (await service.snapshot(conf))?.cluster.settings?.isOn("ssl");
  expect(await isOn()).toBe(false);
  expect(await shown()).toContain("1 conf-include-unusable");
  expect((await service.outcome(conf))?.start).toBe("starts");
  host.change("/data/postgresql.auto.conf", { mode: 0o644 });
  await service.refresh();
  expect(await isOn()).toBe(true);
  host.remove("/data/postgresql.auto.conf");
  host.change("/data/more.conf", { mode: 0o644 });
  await service.refresh();
  expect(await isOn()).toBe(true);
  expect(await shown("more.conf")).toContain("1 conf-include-unusable");
});

test("files are read once, and again when they change", async () => {
  const { host, service, shown } = open("ssl = on\n");
  await shown();
  const calls = host.calls;
  await shown();
  await shown();
  expect(host.calls).toBe(calls);
  expect(await service.refresh()).toBe(false);
  host.write("/data/server.crt", "not a certificate");
  expect(await service.refresh()).toBe(true);
  expect(await shown()).toContain("0 ssl-file-not-pem");
});

test("the version comes from the comment, the setting, PG_VERSION, the path, or is the newest", async () => {
  const versionOf = async (path: string, text: string, files: Record<string, string>, serverVersion?: 14) => {
    const { service, edit } = openFiles(files, serverVersion && { serverVersion });
    return (await service.summary(edit(path, text).uri))?.serverVersion.value;
  };
  const path = "/etc/postgresql/16/main/postgresql.conf";
  const data = { "/var/lib/data/PG_VERSION": "15\n" };
  const assigned = "data_directory = '/var/lib/data'\n";
  expect(await versionOf(path, `# pgssl: version=13\n${assigned}`, data, 14)).toBe(13);
  expect(await versionOf(path, assigned, data, 14)).toBe(14);
  expect(await versionOf(path, assigned, data)).toBe(15);
  expect(await versionOf(path, assigned, {})).toBe(16);
  expect(await versionOf(path, assigned, { "/var/lib/data/PG_VERSION": "9.6\n" })).toBe(13);
  expect(await versionOf(path, assigned, { "/var/lib/data/PG_VERSION": "20\n" })).toBe(19);
  expect(await versionOf("/var/lib/pgsql/17/data/postgresql.conf", "", {})).toBe(17);
  expect(await versionOf("/home/me/project/postgresql.conf", "", {})).toBe(19);
});

test("postgresql.auto.conf comes last, includes where they are written, the last setting wins", async () => {
  const { service, shown } = open("include 'a.conf'\nssl = off\n", {
    "a.conf": "ssl = on\n",
    "postgresql.auto.conf": "ssl = on\nssl_ca_file = 'none.crt'\n",
  });
  await shown();
  expect(await shown("postgresql.auto.conf")).toContain("1 ssl-file-missing");
  const members = (await service.summary(conf))?.members.map(({ uri }) => uri.replace("file:///data/", ""));
  expect(members).toEqual(["postgresql.conf", "a.conf", "postgresql.auto.conf", "pg_hba.conf"]);
});

test("a path of another machine is a hint where it is missing, and mapped where the settings do that", async () => {
  const { service, edit, findings } = openFiles({ "/repo/files/root.crt": "no certificate" });
  const { uri } = edit("/repo/postgresql.conf", "ssl = on\nssl_ca_file = '/etc/pki/root.crt'\n");
  const about = async () => (await findings(uri)).filter(({ line }) => line === 1);
  expect(await about()).toMatchObject([{ rule: "ssl-file-not-here", severity: "hint", serverEffect: null }]);
  service.settings = { ...service.settings, pathMappings: { "/etc/pki": "/repo/files" } };
  expect(await about()).toMatchObject([{ rule: "ssl-file-not-pem", serverEffect: "start-error" }]);
});

test("severities are the user's, and suppressions that suppress nothing are reported", async () => {
  const text =
    "# pgssl-disable-next-line conf-setting-unknown\nsll = on\n# pgssl-disable-file key-mismatch\n";
  const { service, shown } = open(`${text}ssll = on\n`);
  expect(await shown()).toEqual(["2 suppression-unused", "3 conf-setting-unknown"]);
  service.settings = {
    ...service.settings,
    rules: { "suppression-unused": "off", "conf-setting-unknown": "hint" },
  };
  expect(await service.diagnose(conf)).toMatchObject([
    { line: 3, severity: "hint", serverEffect: "line-error" },
  ]);
});

test("a pg_hba.conf that an edit empties is reported, and one that comes is not", async () => {
  const { service, host, edit, shown } = open("");
  const document = edit("pg_hba.conf", "# all\nlocal all all peer\n");
  expect(await shown(hba)).toEqual([]);
  document.update([{ text: "# all\n" }], 2);
  expect(await shown(hba)).toEqual(["0 hba-file-empty"]);
  document.update([{ text: "# all\n\nlocal all all peer\n" }], 3);
  expect(await shown(hba)).toEqual([]);
  service.close(hba);
  host.remove("/data/pg_hba.conf");
  await service.refresh();
  expect(await shown()).toEqual(["0 hba-file-unusable"]);
});

test("a cluster in the root folder is one like any other, as containers mount it", async () => {
  const files = {
    "/PG_VERSION": "18\n",
    "/postgresql.conf": "ssl = on\nssl_crl_dir = crls\n",
    "/crls/word": "\n",
    "/pg_hba.conf": "hostssl all all all cert map=none\n",
    "/pg_ident.conf": "m x a\n",
  };
  const shown = async (folder: string) => {
    const { rules } = openFiles(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [folder + path, text])),
    );
    return Promise.all(["postgresql.conf", "pg_hba.conf"].map((name) => rules(`${folder}/${name}`)));
  };
  const [main = [], hba = []] = await shown("");
  expect(main).toContain("0 ssl-file-missing");
  expect(hba).toContain("0 hba-map-unknown");
  expect([main, hba]).toEqual(await shown("/data"));
});

test.each(["untitled:Untitled-1", "git:/data/pg_hba.conf?HEAD"])(
  "nothing is reported of the files that %s names: nobody knows its folder",
  async (uri) => {
    const { edit, shown } = open("");
    edit(uri, "local @names all peer\ninclude_dir folder\n", "pg-hba");
    expect(await shown(uri)).toEqual([]);
    edit(`${uri}.conf`, "include 'x'\ninclude_dir 'y'\n", "postgresql-conf");
    expect(await shown(`${uri}.conf`)).toEqual([]);
  },
);

test("one state of the cluster serves all its files, until one of them is edited", async () => {
  const { document, service } = open("ssl = off\n");
  const stateOf = async (uri: string) => (await service.snapshot(uri))?.cluster;
  const before = await stateOf(hba);
  expect(before).toBeDefined();
  expect(await stateOf(conf)).toBe(before);
  document.update([{ text: "ssl = off\nport = 5433\n" }], 2);
  const after = await stateOf(conf);
  expect(after).not.toBe(before);
  expect(await stateOf(hba)).toBe(after);
});

test("the X.509 code is loaded for a cluster with certificates, and for no other", async () => {
  const isLoaded = async (text: string) => {
    let count = 0;
    const host = openCluster({ "postgresql.conf": text, "root.crt": "" }).host;
    const service = createService(host, {}, () => {
      count++;
      return loadPki();
    });
    await service.diagnose(conf);
    return count > 0;
  };
  expect(await isLoaded("ssl = off\n")).toBe(false);
  expect(await isLoaded("ssl = on\nssl_ca_file = 'root.crt'\n")).toBe(true);
});
