import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";

/** The mode of a file of a volume, 0644 where none is given: octal with a zero in front, as YAML 1.1 has it; `undefined` where it is not written as a number. */
export function readMode(document: YamlDocument, at: YamlNode | undefined): number | undefined {
  if (!at) return 0o644;
  const scalar = document.scalar(at);
  const text = scalar?.style === "plain" ? scalar.value : "";
  const value = /^0o?[0-7]{1,4}$/.test(text)
    ? Number.parseInt(text.replace("o", ""), 8)
    : /^[1-9]\d{0,2}$/.test(text)
      ? Number(text)
      : undefined;
  return value === undefined || value > 0o777 ? undefined : value;
}
