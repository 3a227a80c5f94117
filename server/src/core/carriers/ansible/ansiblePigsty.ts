import type { ScalarText } from "../yaml/scalarMap.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";
import { type EntryLines, itemsOf, ofAnyRole, type Variable } from "./ansibleKinds.ts";
import { entriesOf, knownScalar, recordsOf } from "./ansibleRecord.ts";

// pgsty/pigsty, roles/pgsql/templates/pg_hba.conf, at c73d321ddf84cf3b576d92ff1310a0b2b2c00eca.

/** Its names of methods; `pwd` and `ssl` are what another variable says. */
const methods: Readonly<Record<string, string>> = {
  deny: "reject",
  reject: "reject",
  sha: "scram-sha-256",
  "scram-sha-256": "scram-sha-256",
  "ssl-sha": "scram-sha-256",
  md5: "md5",
  "ssl-md5": "md5",
  cert: "cert",
  os: "ident",
  ident: "ident",
  peer: "peer",
  trust: "trust",
};

const methodsOfTls: ReadonlySet<string> = new Set(["ssl-sha", "ssl-md5", "cert"]);

/** Its names of addresses that are the same for all servers. */
const addresses: Readonly<Record<string, readonly string[]>> = {
  local: [""],
  localhost: ["", "127.0.0.1/32", "::1/128"],
  world: ["0.0.0.0/0", "::/0"],
  all: ["0.0.0.0/0", "::/0"],
};

/** Rules in the words of Pigsty, or with the fields of records, which others have under the same names. */
export const pigsty: Variable = {
  language: "pg-hba",
  lines: (document, node) =>
    inOrder(document, itemsOf(document, node)).map(
      (rule) =>
        rule && (linesOf(document, rule) ?? recordsOf(document, [entriesOf(document, rule)], ofAnyRole)),
    ),
};

/** Rules with an `order` by that, and then the others. */
function inOrder(
  document: YamlDocument,
  rules: readonly (YamlNode | undefined)[],
): readonly (YamlNode | undefined)[] {
  const orderOf = (rule: YamlNode | undefined) => {
    const node = entriesOf(document, rule)("order");
    return Number((node && document.scalar(node)?.value) ?? Number.POSITIVE_INFINITY);
  };
  return rules.toSorted((a, b) => (orderOf(a) === orderOf(b) ? 0 : orderOf(a) - orderOf(b)));
}

/** Lines of one rule at the most. */
const maxLines = 200;

/** The lines of a rule. One for some servers alone is written as a comment on the others. */
function linesOf(document: YamlDocument, rule: YamlNode): EntryLines {
  const find = entriesOf(document, rule);
  const scalarAt = (name: string) => {
    const node = find(name);
    return node && knownScalar(document, node);
  };
  if (!["", "common", "default"].includes(scalarAt("role")?.value ?? "")) return undefined;
  const written = document.items(find("rules")) ?? [];
  if (written.length > maxLines) return undefined;
  const lines = written.map((line) => knownScalar(document, line));
  if (lines.length > 0)
    return lines.every((line) => line !== undefined) ? lines.map((line) => [line]) : undefined;
  const [address, method] = [scalarAt("addr"), scalarAt("auth")];
  const places =
    address && (addresses[address.value] ?? (/^[\d./]+$/.test(address.value) ? [address.value] : undefined));
  const name = method && methods[method.value];
  if (!places || !name) return undefined;
  const isTls = methodsOfTls.has(method.value);
  const isLocal = address.value.startsWith("local");
  const given = (field: string): string | ScalarText => {
    const scalar = scalarAt(field);
    return scalar && scalar.value !== "" ? scalar : "all";
  };
  return places.map((one) => {
    const type = one === "" ? "local" : isTls && !isLocal ? "hostssl" : "host";
    return [
      type,
      " ",
      given("db"),
      " ",
      given("user"),
      " ",
      asWritten(address, one),
      " ",
      asWritten(method, name),
    ];
  });
}

/** A word in whose place another is written. */
function asWritten(scalar: ScalarText, value: string): string | ScalarText {
  return value === "" ? "" : { ...scalar, value };
}
