import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  manifestWithNames,
  repositoryModule,
  settingsSchema,
} from "../../server/scripts/generateManifest.ts";
import { readGivenSettings } from "../../server/src/core/cluster/readGivenSettings.ts";
import { severities } from "../../server/src/core/model/diagnostic.ts";
import {
  clientLanguageOfPath,
  clientLanguages,
  hostIdentifiers,
  languageOfPath,
  languageOfText,
  languages,
} from "../../server/src/core/model/language.ts";
import { repositoryUri } from "../../server/src/core/model/repository.generated.ts";
import { buildFeatures, openSslFamilies, packagedBuild } from "../../server/src/core/model/serverBuild.ts";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { projectRoot } from "../support/tools.ts";

interface Language {
  readonly id: string;
  readonly filenames: readonly string[];
  readonly filenamePatterns: readonly string[];
  readonly firstLine?: string;
  readonly configuration: string;
}

interface Walkthrough {
  readonly steps: readonly {
    readonly description: string;
    readonly media: { readonly svg: string; readonly altText: string };
    readonly completionEvents: readonly string[];
  }[];
}

const text = await readFile(join(projectRoot, "package.json"), "utf8");
const manifest = JSON.parse(text);
const words = JSON.parse(await readFile(join(projectRoot, "package.nls.json"), "utf8")) as Record<
  string,
  string
>;
const contributed = manifest.contributes.languages as readonly Language[];
const commands = (manifest.contributes.commands as { command: string }[]).map(({ command }) => command);
const settings = manifest.contributes.configuration.properties;

describe("languages", () => {
  it("are those of the core", () => {
    expect(contributed.map(({ id }) => id)).toEqual([...languages, ...clientLanguages]);
  });

  it("start the extension, as those do that hold ours as parts", () => {
    const started = hostIdentifiers.map((identifier) => `onLanguage:${identifier}`);
    expect(manifest.activationEvents).toEqual(started);
  });

  it.each([
    ["pg_hba.conf", "pg-hba"],
    ["etc/postgresql/16/main/pg_hba.conf", "pg-hba"],
    ["pg_hba.conf.sample", "pg-hba"],
    ["pg_hba-replica.conf", "pg-hba"],
    ["staging.pg_hba.conf", "pg-hba"],
    ["pg_hba_16.conf.bak", "pg-hba"],
    ["staging.pg_hba.conf.orig", "pg-hba"],
    ["pg_hba.conf~", "pg-hba"],
    ["pg_hba.conf.dpkg-old", "pg-hba"],
    ["postgresql.conf.rpmnew", "postgresql-conf"],
    ["pg_ident.conf.dist", "pg-ident"],
    ["pg_hba.conf.sql", undefined],
    ["pg_hba_replica.conf", "pg-hba"],
    ["horizon-pg_hba.conf", "pg-hba"],
    ["master_pg_hba.conf.erb", "pg-hba"],
    ["pg_hba-conf.j2", "pg-hba"],
    ["pg_hba.tpl", "pg-hba"],
    ["pg_hba.conf.tftpl", "pg-hba"],
    ["pg_hba.conf.backup", "pg-hba"],
    ["10-postgresql.conf", "postgresql-conf"],
    ["10-postgresql.conf.j2", "postgresql-conf"],
    ["postgresql-conf.j2", "postgresql-conf"],
    ["postgresql.j2", undefined],
    ["postgres.conf", "postgresql-conf"],
    ["my-postgres.conf", "postgresql-conf"],
    ["postgres.conf.example", "postgresql-conf"],
    ["postgres_exporter.conf", undefined],
    ["mypg_hba.conf", undefined],
    ["pg_ident.conf", "pg-ident"],
    ["pg_ident.conf.example", "pg-ident"],
    ["pg_hosts.conf", "pg-hosts"],
    ["postgresql.conf", "postgresql-conf"],
    ["postgresql.auto.conf", "postgresql-conf"],
    ["postgresql.conf.sample", "postgresql-conf"],
    ["etc/postgresql/16/main/conf.d/tls.conf", "postgresql-conf"],
    ["var/lib/pgsql/16/data/conf.d/tls.conf", "postgresql-conf"],
    ["postgres/conf.d/tls.conf", "postgresql-conf"],
    ["etc/nginx/conf.d/tls.conf", undefined],
    ["etc/postgresql/16/main/conf.d/deeper/tls.conf", undefined],
    ["my_pg_hba.txt", undefined],
    ["recovery.conf", undefined],
    ["home/alice/.pg_service.conf", "pg-service"],
    ["etc/postgresql-common/pg_service.conf", "pg-service"],
    ["home/alice/.pgpass", "pgpass"],
    ["etc/pgbouncer/pgbouncer.ini", "pgbouncer"],
    ["etc/pgbouncer/databases.ini", "pgbouncer"],
    ["pgbouncer-replica.ini", "pgbouncer"],
    ["etc/php/php.ini", undefined],
  ])("%s is %s, in VS Code as in the core", (path, language) => {
    expect(contributed.find((candidate) => isNamed(candidate, path))?.id).toBe(language);
    const onWindows = `C:\\${path.replaceAll("/", "\\")}`;
    for (const whole of [`/${path}`, onWindows])
      expect(languageOfPath(whole) ?? clientLanguageOfPath(whole), whole).toBe(language);
  });

  it.each([
    ["# PostgreSQL Client Authentication Configuration File", "pg-hba"],
    ["# TYPE  DATABASE        USER            ADDRESS                 METHOD", "pg-hba"],
    ["# PostgreSQL User Name Maps", "pg-ident"],
    ["# MAPNAME       SYSTEM-USERNAME         DATABASE-USERNAME", "pg-ident"],
    ["# PostgreSQL configuration file", "postgresql-conf"],
    ["# Apache configuration file", undefined],
  ])("the first line %j makes it %s, in VS Code as in the core", (line, language) => {
    expect(contributed.find(({ firstLine }) => firstLine && new RegExp(firstLine).test(line))?.id).toBe(
      language,
    );
    expect(languageOfText(`${line}\n`)).toBe(language);
  });
});

describe("the manifest", () => {
  it("has a word for every key and a key for every word", () => {
    const keys = [...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    expect(new Set(keys)).toEqual(new Set(Object.keys(words)));
  });

  it("names files that exist", () => {
    const { grammars } = manifest.contributes as { grammars: { path: string }[] };
    const paths = [
      manifest.icon,
      ...grammars.map(({ path }) => path),
      ...contributed.map((l) => l.configuration),
    ];
    expect(paths.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });

  it("has a picture that follows the theme for each step of the walkthrough, and words for who cannot see it", async () => {
    const [walkthrough] = manifest.contributes.walkthroughs as readonly Walkthrough[];
    expect(walkthrough?.steps).toHaveLength(5);
    for (const { media, description, completionEvents } of walkthrough?.steps ?? []) {
      expect(wordsOf(media.altText)).toMatch(/\w+ \w+/);
      const drawing = await readFile(join(projectRoot, media.svg), "utf8");
      expect(drawing.match(/(fill|stroke)="(?!none"|var\(--vscode-)[^"]*"/g)).toBeNull();
      expect(drawing).not.toMatch(/style|<script|href/);
      expect(manifest.files.some((path: string) => media.svg.startsWith(path))).toBe(true);
      const links = [...wordsOf(description).matchAll(/\(command:([\w.]+)/g)].map(
        ([, command = ""]) => command,
      );
      expect(links.length).toBeGreaterThan(0);
      const ours = links.filter((command) => command.startsWith("pgssl."));
      expect(ours.filter((command) => !commands.includes(command))).toEqual([]);
      expect(completionEvents.length).toBeGreaterThan(0);
    }
  });

  it("holds back commands that write or connect, until the workspace is trusted", () => {
    const held = (manifest.contributes.commands as { command: string; enablement?: string }[])
      .filter(({ enablement }) => enablement === "isWorkspaceTrusted")
      .map(({ command }) => command);
    expect(held).toEqual([
      "pgssl.chooseDataDirectory",
      "pgssl.compareWithServer",
      "pgssl.connectToServer",
      "pgssl.reloadServer",
      "pgssl.setUp",
      "pgssl.createClientCertificates",
      "pgssl.renewCertificate",
      "pgssl.revokeCertificates",
    ]);
  });

  it("offers the values that the core knows", () => {
    expect(settings["pgssl.serverVersion"].enum).toEqual(["auto", ...serverVersions]);
    expect(settings["pgssl.serverBuild"].items.enum).toEqual(buildFeatures);
    expect(settings["pgssl.serverBuild"].default).toEqual([...packagedBuild]);
    expect(settings["pgssl.openssl"].enum).toEqual(openSslFamilies);
  });

  it("offers the names of the rules; `npm run generate` writes them", async () => {
    expect(text).toBe(await manifestWithNames());
  });

  it("has the repository's address, with which all links to its pages begin; `npm run generate` writes it", async () => {
    const path = join(projectRoot, "server/src/core/model/repository.generated.ts");
    expect(await readFile(path, "utf8")).toBe(repositoryModule(text));
    const pictures = repositoryUri.replace("//github.com/", "//raw.githubusercontent.com/");
    const starts = [`${repositoryUri}/blob/main`, `${pictures}/main`];
    for (const page of [
      "CHANGELOG.md",
      "client/README.md",
      "server/docs/cli.md",
      "server/docs/rules/index.md",
    ]) {
      const found = (await readFile(join(projectRoot, page), "utf8")).match(
        /https:\/\/[^\s)]+\/server\/docs\//g,
      );
      const others = found?.filter((link) => !starts.some((start) => link === `${start}/server/docs/`));
      expect(others ?? [], page).toEqual([]);
    }
  });

  it("lets the settings page edit the severity of each rule, and shows no null", () => {
    const { properties, additionalProperties } = settings["pgssl.rules"];
    expect(additionalProperties).toBe(false);
    for (const [id, { type, enum: values, description }] of Object.entries<Record<string, unknown>>(
      properties,
    ))
      expect([type, values, `${description}`.length > 10], id).toEqual([
        "string",
        [...severities, "off"],
        true,
      ]);
    for (const [name, { type, default: value }] of Object.entries<Record<string, unknown>>(settings))
      expect([value, type], name).not.toContain(null);
  });

  it.each(["pgssl", "ssl", "tls", "certificate"])("has commands that the palette finds by %j", (word) => {
    const titles = manifest.contributes.commands.map(({ category, title }: Record<string, string>) =>
      `${category}: ${wordsOf(title ?? "")}`.toLowerCase(),
    );
    expect(titles.filter((title: string) => title.includes(word)).length).toBeGreaterThan(3);
  });

  it("has the schema of settings files; `npm run generate` writes it", async () => {
    const [{ fileMatch, url }] = manifest.contributes.jsonValidation;
    expect(fileMatch).toBe(".pgssl.json");
    const schema = await readFile(join(projectRoot, url), "utf8");
    expect(schema).toBe(await settingsSchema(text));
    const { properties } = JSON.parse(schema);
    expect(properties.serverVersion).toMatchObject({ type: "integer", enum: [...serverVersions] });
    expect(properties.serverPlatform.enum).toEqual(["posix", "windows"]);
    expect(schema).not.toContain("%configuration");
    // Whatever the schema allows, the reader reads.
    const sample = {
      serverVersion: 16,
      dataDirectory: "d",
      pathMappings: { "/a": "b" },
      rules: { "hba-trust-remote": "off" },
      expiryWarningDays: 7,
      format: { minimumColumnWidth: 4 },
      serverBuild: ["ssl"],
      openssl: "3.5",
      serverPlatform: "posix",
      serverUser: "postgres",
      serviceFile: "s",
    };
    expect(Object.keys(properties).sort()).toEqual([...Object.keys(sample), "$schema"].sort());
    const problems: string[] = [];
    readGivenSettings(sample, (path, problem) => problems.push(`${path}: ${problem}`));
    expect(problems).toEqual([]);
  });

  it("holds back settings that lead to files elsewhere, until the workspace is trusted", () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations).toEqual([
      "pgssl.dataDirectory",
      "pgssl.pathMappings",
      "pgssl.serviceFile",
    ]);
    for (const name of restrictedConfigurations) expect(settings[name]).toBeDefined();
  });
});

/** The words behind a `%key%`. */
function wordsOf(key: string): string {
  return words[key.slice(1, -1)] ?? "";
}

/** VS Code compares the name alone, unless a pattern holds a slash, and both without regard to case. */
function isNamed({ filenames, filenamePatterns }: Language, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    filenames.includes(name) ||
    filenamePatterns.some((pattern) => toRegExp(pattern).test(pattern.includes("/") ? path : name))
  );
}

function toRegExp(glob: string): RegExp {
  const parts = glob.split(/(\*\*\/|\*|\[[^\]]+\])/).map((part) => {
    if (part.startsWith("[")) return part;
    if (part === "**/") return "(?:.*/)?";
    return part === "*" ? "[^/]*" : part.replace(/[.]/g, "\\.");
  });
  return new RegExp(`^${parts.join("")}$`, "i");
}
