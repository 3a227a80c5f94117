import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { codeFolder } from "./codeServer.ts";
import { projectRoot } from "./tools.ts";

/** A stretch of text and its scopes, the innermost last. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** What is used here of VS Code's tokenizer, `vscode-textmate`. */
interface TextMate {
  readonly INITIAL: unknown;
  parseRawGrammar(text: string, path: string): unknown;
  Registry: new (
    options: unknown,
  ) => {
    loadGrammar(scope: string): Promise<{
      tokenizeLine(
        line: string,
        stack: unknown,
      ): { ruleStack: unknown; tokens: { startIndex: number; endIndex: number; scopes: string[] }[] };
    }>;
  };
}

interface Oniguruma {
  loadWASM(bytes: ArrayBuffer | Uint8Array): Promise<void>;
  OnigScanner: new (patterns: string[]) => unknown;
  OnigString: new (text: string) => unknown;
}

/**
 * Prepares the tokenizer that VS Code itself uses, for one of our languages.
 * The function it returns gives the tokens of each line; blank ones are left out.
 */
export async function tokenizerOf(language: string): Promise<(text: string) => Token[][]> {
  const require = createRequire(join(await codeFolder(), "package.json"));
  const textMate = require("vscode-textmate") as TextMate;
  const oniguruma = require("vscode-oniguruma") as Oniguruma;
  await oniguruma.loadWASM(await readFile(require.resolve("vscode-oniguruma/release/onig.wasm")));
  const registry = new textMate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    async loadGrammar() {
      const path = join(projectRoot, "syntaxes", `${language}.generated.tmLanguage.json`);
      return textMate.parseRawGrammar(await readFile(path, "utf8"), path);
    },
  });
  const grammar = await registry.loadGrammar(`source.${language}`);
  return (text) => {
    let stack = textMate.INITIAL;
    return text.split("\n").map((line) => {
      const { ruleStack, tokens } = grammar.tokenizeLine(line, stack);
      stack = ruleStack;
      return tokens
        .map(({ startIndex, endIndex, scopes }) => ({
          text: line.slice(startIndex, endIndex).trim(),
          scopes: scopes.slice(1),
        }))
        .filter((token) => token.text !== "");
    });
  };
}
