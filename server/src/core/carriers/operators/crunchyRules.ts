import type { EmbeddedProblem } from "../carrier.ts";
import type { FileWriter } from "../fileWriter.ts";
import { writeScalarItem } from "../writeEntries.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";

/** Characters that `hba` of a rule may have: pkg/apis/…/v1beta1/postgres_types.go, `PostgresHBARuleSpec`, as all that follows. */
const maxLength = 100;

/**
 * Writes one of `spec.authentication.rules`: a text, or a record by its fields. Percona's operator takes the text whatever there is beside it
 * and in it, but its schema wants a connection and a method of all rules: `PostgresHBARule` and `PostgresAuthenticationRule` in
 * pkg/apis/upstream.pgv2.percona.com/v1beta1/postgrescluster_types.go, and internal/patroni/config.go, the same since 2.9.
 */
export function writeRule(
  document: YamlDocument,
  rule: YamlNode,
  writer: FileWriter,
  problems: EmbeddedProblem[],
  isPercona: boolean,
): void {
  const fields = document.entries(rule);
  const find = (name: string) => fields.find(({ key }) => keyText(key) === name);
  const text = find("hba");
  const refuse = (at: YamlNode, word: string) =>
    problems.push({ kind: "refused", place: document.place(at), word });
  const [connection, method] = [find("connection"), find("method")];
  if (text && isPercona) {
    if (!connection || !method) refuse(text, "a rule needs a connection and a method also beside hba");
    writeScalarItem(document, text, "hba", writer, problems);
    return;
  }
  if (text) {
    const other = fields.find(({ key }) => keyText(key) !== "hba");
    if (other) refuse(other, "hba goes with no other field of a rule");
    writeScalarItem(document, text, "hba", writer, problems, { refuses: whyRefused });
    return;
  }
  if (!isPercona && method && document.scalar(method)?.value === "trust")
    refuse(method, "trust is allowed in hba alone");
  if (method && !connection) refuse(method, "a rule with a method needs a connection");
  if (connection && !method) refuse(connection, "a rule with a connection needs a method");
  writeStructured(document, find, writer);
}

function whyRefused(text: string): string | undefined {
  if (text.trim().startsWith("include")) return "a rule cannot include files";
  return text.length > maxLength ? `a rule has at most ${maxLength} characters` : undefined;
}

/** A record from `connection`, `databases`, `users`, `method` and `options`, each name in quotes; the address is always `all`. */
function writeStructured(
  document: YamlDocument,
  find: (name: string) => YamlNode | undefined,
  writer: FileWriter,
): void {
  const connection = document.scalar(find("connection"));
  const method = document.scalar(find("method"));
  if (!connection || !method) return;
  const names = (name: string) => {
    const scalars = (document.items(find(name)) ?? []).flatMap((item) => document.scalar(item) ?? []);
    return scalars.length === 0
      ? ["all"]
      : scalars.flatMap((scalar, index) => [index === 0 ? '"' : ',"', scalar, '"']);
  };
  const options = document.entries(find("options")).flatMap((entry) => {
    const [name, value] = [document.scalar({ node: entry.key }), document.scalar(entry)];
    return name && value ? [" ", name, '="', value, '"'] : [];
  });
  writer.record([
    connection,
    " ",
    ...names("databases"),
    " ",
    ...names("users"),
    // The address as well where it is none, in a record of type local: internal/postgres/hba.go, `String`.
    " all ",
    // The operator writes scram-sha-256 where a rule says password.
    method.value === "password" ? "scram-sha-256" : method,
    ...options,
  ]);
}
