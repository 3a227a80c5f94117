import { carrierMarks } from "../../model/carrierMarks.ts";
import { entriesOf, knownScalar, type LineParts, recordsOf, textOf } from "../ansible/ansibleRecord.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import { notText } from "../writeEntries.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";

// puppetlabs/puppetlabs-postgresql, manifests/server.pp, server/instance/config.pp, server/pg_hba_rule.pp, server/config_entry.pp and
// templates/pg_hba_rule.conf.epp, at c25db98cfc6b618b733e8cea9839d7d2fa9d2f55.

const server = "postgresql::server::";

/** Maps of rules by their names; the second is read by modules that make resources of data. */
const ruleMaps = ["pg_hba_rules", "pg_hba_rule"] as const;

/** Lists of records as texts, and the order of the first of each. */
const lists = { ipv4acls: 10, ipv6acls: 102 } as const;

/** What the module adds where `pg_hba_conf_defaults` says so; its default does, but other levels may say otherwise. */
const ownRules: readonly (readonly [order: string, record: string])[] = [
  ["001", "local all postgres ident"],
  ["002", "local all all ident"],
  ["003", "host all postgres 127.0.0.1/32 METHOD"],
  ["004", "host all postgres DENIED reject"],
  ["100", "host all all ALLOWED METHOD"],
  ["101", "host all all ::1/128 METHOD"],
];

/** The order of a rule that gives none. */
const usualOrder = "150";

/** Methods that the module lets through for all versions that are known here. */
const methods: ReadonlySet<string> = new Set(
  "trust reject scram-sha-256 md5 password gss sspi krb5 ident peer ldap radius cert pam crypt bsd".split(
    " ",
  ),
);

const fields: ReadonlySet<string> = new Set([
  "type",
  "database",
  "user",
  "address",
  "auth_method",
  "auth_option",
]);

/** Rules, records and settings that are read. */
const maxEntries = 1_000;

/** Data for Puppet's module. Other levels of the hierarchy may have more, and so may manifests. */
export const hiera: Carrier = {
  name: "Puppet",
  language: "yaml",
  mark: carrierMarks.yaml.hiera,
  reader: "PyYAML",
  onRefusal: {
    "pg-hba":
      "The module writes the line without checking it: a running server keeps the records it has, and one that is restarted stops here.",
    "postgresql-conf":
      "The module writes the line without checking it: a server that is restarted stops here.",
  },
  embed(document) {
    const problems: EmbeddedProblem[] = [];
    const files = [...recordsIn(document, problems), ...settingsIn(document, problems)];
    const version = imageVersion(
      document.text("postgresql::globals::version"),
      "postgresql::globals::version says so",
    );
    return files.length + problems.length === 0 || version?.isOlder
      ? undefined
      : ({
          carrier: hiera,
          ...(version && { version }),
          knowsSettings: false,
          files,
          problems,
        } satisfies EmbeddedCluster);
  },
};

/** A record, and by what it is sorted. */
interface Rule {
  readonly order: string;
  readonly name: string;
  readonly parts: LineParts;
  /** The module's own record. */
  readonly own?: string;
}

function recordsIn(document: YamlDocument, problems: EmbeddedProblem[]): readonly EmbeddedFile[] {
  const maps = ruleMaps.flatMap((name) => document.at(server + name) ?? []);
  const texts = Object.entries(lists).flatMap(([name, first]) => {
    const node = document.at(server + name);
    return node && document.items(node) ? [{ node, name, first }] : [];
  });
  const [place] = [...maps, ...texts.map(({ node }) => node)];
  if (!place) return [];
  const rules = [
    ...maps.flatMap((map) =>
      document
        .entries(map)
        .slice(0, maxEntries)
        .flatMap((entry) => ruleOf(document, entry, problems)),
    ),
    ...texts.flatMap(({ node, name, first }) =>
      (document.items(node) ?? []).slice(0, maxEntries).flatMap((item, index): Rule[] => {
        const text = known(document, item);
        const order = String(first + index).padStart(3, "0");
        return text
          ? [{ order, name: `postgresql class generated rule ${name} ${index}`, parts: [text] }]
          : [];
      }),
    ),
    ...ownRulesIn(document),
  ].sort((a, b) => compare(a.order, b.order) || compare(a.name, b.name));
  if (rules.length === 0) return [];
  const writer = new FileWriter("pg-hba", document.source);
  for (const { parts, own } of rules) {
    if (own === undefined) writer.record(parts, "");
    else writer.add(own);
  }
  return [writer.finish(document.place(place), "items", true)];
}

function ownRulesIn(document: YamlDocument): readonly Rule[] {
  const text = (name: string) => document.text(server + name);
  if (text("pg_hba_conf_defaults") !== "true") return [];
  const words: Readonly<Record<string, string>> = {
    // Which it is else depends on the version, and on other levels.
    METHOD: text("pg_hba_auth_password_encryption") ?? text("password_encryption") ?? "",
    DENIED: text("ip_mask_deny_postgres_user") ?? "0.0.0.0/0",
    ALLOWED: text("ip_mask_allow_all_users") ?? "127.0.0.1/32",
  };
  const fill = (record: string) => record.replace(/\b[A-Z]{4,}\b/g, (word) => words[word] || "%{}");
  return ownRules
    .map(([order, record]) => ({ order, name: "", parts: [], own: fill(record) }))
    .filter(({ own }) => !own.includes("%{"));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ruleOf(document: YamlDocument, entry: YamlNode, problems: EmbeddedProblem[]): readonly Rule[] {
  const find = entriesOf(document, entry);
  // The target is another file.
  if (!document.isMap(entry) || find("target")) return [];
  const text = (name: string) => {
    const node = find(name);
    return node && known(document, node);
  };
  const [type, method, order] = [text("type"), text("auth_method"), text("order")];
  const refused =
    type?.value.startsWith("host") && !find("address")
      ? { place: document.place(entry), word: "a rule of this type needs an address" }
      : method && !methods.has(method.value)
        ? { place: { from: method.from, to: method.to }, word: `its module knows no method ${method.value}` }
        : undefined;
  if (refused) {
    problems.push({ kind: "refused", ...refused });
    return [];
  }
  const given = (name: string) => {
    const own = name === "options" ? "auth_option" : name;
    return fields.has(own) ? find(own) : undefined;
  };
  const [parts] = recordsOf(document, [given], {}) ?? [];
  if (!parts || /%\{|^ENC\[/.test(textOf(parts))) return [];
  const isNumber = document.type(find("order") ?? { node: null }) === "number";
  const padded = isNumber ? order?.value.padStart(3, "0") : order?.value;
  return [{ order: padded ?? usualOrder, name: keyText(entry.key), parts }];
}

/** A map of settings; what is nothing is removed from the file. */
function settingsIn(document: YamlDocument, problems: EmbeddedProblem[]): readonly EmbeddedFile[] {
  const map = document.at(`${server}config_entries`);
  if (!map) return [];
  const writer = new FileWriter("postgresql-conf", document.source);
  for (const entry of document.entries(map).slice(0, maxEntries)) {
    const [name, value] = [document.scalar({ node: entry.key }), known(document, entry)];
    const type = document.type(entry);
    if (!name || !value || type === "null") continue;
    if (type === "boolean") problems.push(notText(document, entry, type));
    writer.setting(name, value, { from: name.from, to: value.to });
  }
  const file = writer.finish(document.place(map), "map", true);
  return file.entries.length > 0 ? [file] : [];
}

/** A scalar into which Hiera fills nothing, and that is not encrypted. */
function known(document: YamlDocument, node: YamlNode) {
  const scalar = knownScalar(document, node);
  return scalar && !/%\{|^ENC\[/.test(scalar.value) ? scalar : undefined;
}
