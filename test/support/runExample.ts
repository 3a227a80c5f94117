import {
  clientLanguageOfPath,
  hostLanguageOfPath,
  type LanguageService,
  SourceDocument,
} from "../../server/src/core/index.ts";
import type { Diagnostic } from "../../server/src/core/model/diagnostic.ts";
import { openSslFamilies } from "../../server/src/core/model/serverBuild.ts";
import { languagesOf, type Rule } from "../../server/src/core/ruleKit/rule.ts";
import { toRange } from "../../server/src/lsp/convert.ts";
import { parseExample } from "./annotated.ts";
import { memoryFiles } from "./exampleFiles.ts";
import { materialTime } from "./fixtures/materials.ts";
import type { MemoryHost } from "./memoryHost.ts";
import { openFiles } from "./openService.ts";

/** A finding in an example; line and columns count from 0. */
export interface ExampleFinding {
  /** Relative to the data directory. */
  readonly path: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly diagnostic: Diagnostic;
}

/** The files of an example under `/data`, in memory, at the time for which its certificates are made. */
export interface ExampleRun {
  readonly host: MemoryHost;
  readonly service: LanguageService;
  /** What the example's own rule reports, in the order of the files and of the places in them. */
  readonly findings: readonly ExampleFinding[];
}

/** Runs an example of a rule, `bad` or `good`, through the whole engine. */
export async function runExample(rule: Rule, text: string): Promise<ExampleRun> {
  const example = parseExample(text, languagesOf(rule)[0] ?? "postgresql-conf");
  const openssl = openSslFamilies.find((family) => family === example.directives.openssl);
  const cluster = openFiles(memoryFiles(example), openssl && { openssl }, materialTime);
  const { host, service } = cluster;
  const findings: ExampleFinding[] = [];
  for (const { path, language, text = "" } of example.files) {
    const hostLanguage = hostLanguageOfPath(path) ?? clientLanguageOfPath(path);
    if (hostLanguage) service.open(new SourceDocument(`file:///data/${path}`, hostLanguage, 1, text));
    else if (!language) continue;
    const found = await cluster.findings(path);
    const lines = (await service.document(`file:///data/${path}`))?.lines ?? [];
    const own = found.filter((diagnostic) => diagnostic.rule === rule.id);
    const placed = own.map((diagnostic) => {
      const { start, end } = toRange(lines, diagnostic.line, diagnostic.span);
      return { path, line: start.line, start: start.character, end: end.character, diagnostic };
    });
    findings.push(...placed.sort((one, other) => one.line - other.line || one.start - other.start));
  }
  return { host, service, findings };
}
