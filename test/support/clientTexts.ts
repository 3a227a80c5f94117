import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { transformSync } from "esbuild";
import { parseAst } from "vite";
import { projectRoot } from "./tools.ts";

/** Texts in the client's source: those that go through `vscode.l10n`, and all others, with the file that has them. */
export interface ClientTexts {
  readonly translated: readonly string[];
  readonly plain: readonly { readonly file: string; readonly text: string }[];
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Reads the sources of the client, without their types. */
export function clientTexts(): ClientTexts {
  const files = readdirSync(join(projectRoot, "client/src"), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
  const found = files.map((path) => {
    const texts = textsOf(readFileSync(path, "utf8"));
    const file = relative(projectRoot, path).replaceAll("\\", "/");
    return { translated: texts.translated, plain: texts.plain.map((text) => ({ file, text })) };
  });
  return {
    translated: [...new Set(found.flatMap(({ translated }) => translated))],
    plain: found.flatMap(({ plain }) => plain),
  };
}

/** The texts of one file. A template is one text, with NUL in place of its expressions; of HTML the markup is left out. */
export function textsOf(source: string): { readonly translated: string[]; readonly plain: string[] } {
  const { code } = transformSync(source, { loader: "ts", target: "esnext" });
  const translated: string[] = [];
  const plain: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const part of node) visit(part);
    else if (typeof node === "object" && node !== null) visitNode(node as Node);
  };
  const visitNode = ({ type, ...fields }: Node): void => {
    if (/^(?:Import|ExportAll|ExportNamed)Declaration$/.test(type) && fields.source) return;
    if (type === "Literal" && typeof fields.value === "string") plain.push(fields.value);
    if (type === "TemplateLiteral") plain.push(joined(fields));
    if (type === "TaggedTemplateExpression" && isNamed(fields.tag, "html")) {
      const { expressions, ...quasi } = fields.quasi as Node;
      plain.push(withoutMarkup(joined(quasi)));
      visit(expressions);
    } else if (type === "CallExpression" && isTranslation(fields.callee)) {
      const [message, ...rest] = fields.arguments as Node[];
      if (message?.type === "Literal") translated.push(String(message.value));
      else visit(message);
      visit(rest);
    } else {
      visit(Object.values(fields));
    }
  };
  visit(parseAst(code).body);
  return { translated, plain };
}

function joined(template: { readonly [field: string]: unknown }): string {
  const quasis = template.quasis as readonly { readonly value: { readonly cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join("\0");
}

/** What people read of a piece of HTML: its text, and the labels of its elements. */
function withoutMarkup(text: string): string {
  const labels = [...text.matchAll(/\b(?:aria-label|title|alt)="([^"]*)"/g)].map(([, label]) => label);
  const words = text.replace(/<style[\s\S]*/, "").replace(/<[^>]*>/g, " ");
  return [words, ...labels].join(" ").replace(/\s+/g, " ").trim();
}

function isNamed(node: unknown, name: string): boolean {
  return (node as Node | undefined)?.name === name;
}

/** Whether a call is one of `l10n.t`. */
function isTranslation(callee: unknown): boolean {
  const { object, property } = (callee ?? {}) as Node;
  return isNamed(object, "l10n") && isNamed(property, "t");
}
