import type { EmbeddedProblem, MountedText } from "./carrier.ts";
import type { HostSpan } from "./hostSpan.ts";
import { decodeBase64 } from "./kubernetes/decodeBase64.ts";
import type { FindResource } from "./kubernetes/kubernetes.ts";
import type { YamlDocument } from "./yaml/yaml.ts";
import { keyText, type MapEntry } from "./yaml/yamlNodes.ts";

/** A Secret of Kubernetes in a stream of YAML. */
export interface Secret {
  readonly name: string;
  /** Where its name is written. */
  readonly place: HostSpan;
  /** Its keys, with the text of those whose value is given as it is. */
  readonly entries: ReadonlyMap<string, { readonly place: HostSpan; readonly text?: string }>;
}

/** The Secret of a name that a resource means, if the stream has it with its values. */
export type FindSecret = (document: YamlDocument, name: string | undefined) => Secret | undefined;

/** Finds the Secrets of a stream, each of which is read once. */
export function secretsIn(findResource: FindResource): FindSecret {
  const known = new Map<YamlDocument, Secret | undefined>();
  return (document, name) => {
    const found = findResource(document, "Secret", name);
    if (!found) return undefined;
    if (!known.has(found)) known.set(found, readSecret(found));
    return known.get(found);
  };
}

function readSecret(document: YamlDocument): Secret | undefined {
  const named = document.at("metadata", "name");
  const name = document.text("metadata", "name");
  if (!named || !name) return undefined;
  const entries = new Map<string, { readonly place: HostSpan; readonly text?: string }>();
  for (const { entry, text } of pemEntries(document))
    entries.set(keyText(entry.key), {
      place: document.place(entry),
      ...(text !== undefined && { text }),
    });
  return entries.size === 0 ? undefined : { name, place: document.span(named), entries };
}

/** The fields of a resource that hold texts, those of which are encoded first: the API server writes the others over them. */
const fields: Readonly<Record<string, { readonly encoded: string; readonly plain: string }>> = {
  Secret: { encoded: "data", plain: "stringData" },
  ConfigMap: { encoded: "binaryData", plain: "data" },
};

/** The entries of a Secret or ConfigMap, with the text of those that are PEM as it is; none where SOPS encrypts them or a template fills them in. */
export function pemEntries(
  document: YamlDocument,
): readonly { readonly entry: MapEntry; readonly text: string | undefined }[] {
  const { encoded, plain } = fields[document.text("kind") ?? ""] ?? {};
  if (encoded === undefined || plain === undefined || document.isTemplate || document.at("sops")) return [];
  return [encoded, plain].flatMap((field) =>
    document.entries(document.at(field)).map((entry) => {
      const value = document.scalar(entry)?.value ?? "";
      const text = field === encoded ? decodeBase64(value) : value;
      const isPem = text?.includes("-----BEGIN ") === true && !/\{\{|\$\{|<%/.test(text);
      return { entry, text: isPem ? text : undefined };
    }),
  );
}

/** A file in a container, and the key of a Secret that it is made of. */
export interface SecretFile {
  readonly path: string;
  readonly secret: Secret | undefined;
  readonly key: string;
}

/** The files that are texts of Secrets. */
export function mountedTexts(files: readonly SecretFile[]): readonly MountedText[] {
  return files.flatMap(({ path, secret, key }) => {
    const { text, place } = secret?.entries.get(key) ?? {};
    return secret && text !== undefined && place
      ? [{ path, text, place, shown: `${key} of ${secret.name}` }]
      : [];
  });
}

/** What the Secrets lack of the keys that are made files. */
export function lackingKeys(files: readonly SecretFile[]): EmbeddedProblem[] {
  return files.flatMap(({ secret, key }): EmbeddedProblem[] =>
    !secret || secret.entries.has(key)
      ? []
      : [
          {
            kind: "secret-incomplete",
            place: secret.place,
            word: `The secret ${secret.name} has no ${key}, which the server needs; add it`,
            detail:
              "Without the key the file is missing in the server's container, or its pod does not start.",
          },
        ],
  );
}
