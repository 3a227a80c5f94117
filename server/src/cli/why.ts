import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { createLanguageService } from "../core/index.ts";
import { documentationUri } from "../core/model/documentationUri.ts";
import type { MessageCause } from "../core/model/messageCause.ts";
import { nodeHost } from "../disk/nodeHost.ts";
import { loadPki } from "../pki/loadPki.ts";
import { CannotRun } from "./cannotRun.ts";
import { checkSettingsFile } from "./checkSettingsFile.ts";
import { clusterUri } from "./clusterUri.ts";
import { colorOf } from "./counts.ts";
import { displayPath } from "./displayPath.ts";
import { type ColorMode, type Output, outputTo } from "./output.ts";
import { printed, toJson } from "./printed.ts";
import { readInput } from "./readInput.ts";
import { createService, type ServerOptions } from "./serverOptions.ts";
import { wrapped } from "./wrapped.ts";

/** The options of `pgssl why`. */
export interface WhyOptions extends ServerOptions {
  /** The folder of a cluster, or one of its files. */
  readonly cluster?: string;
  readonly format: "text" | "json";
  readonly color?: ColorMode;
}

/** Bytes of standard input that are read at the most. */
const maxInput = 16 * 1024 * 1024;

/** Main files by which a folder is known to be a cluster's. */
const mainFiles = ["postgresql.conf", "pg_hba.conf"];

/**
 * Prints what the messages in a text mean, and what in a cluster is behind them; without a text, or for `-`, standard input is read.
 * Returns the exit status: 0 where a message is known, 1 where none is. @throws CannotRun
 */
export async function why(words: readonly string[], options: WhyOptions): Promise<number> {
  const text = words.length === 0 || words.join(" ") === "-" ? await textOfInput() : words.join(" ");
  const main = mainFileOf(options.cluster);
  const service = main
    ? createService([options.cluster ?? "."], options, nodeHost)
    : createLanguageService(nodeHost, loadPki);
  const uri = main && (await clusterUri(main, service));
  if (uri) checkSettingsFile((await service.snapshot(uri))?.settingsFile);
  const causes = await service.causes(text, uri);
  if (options.format === "json") {
    process.stdout.write(`${toJson({ causes: causes.map(inJson) }, 2)}\n`);
  } else {
    const output = outputTo(process.stdout, options.color);
    process.stdout.write(causes.map((cause) => inText(cause, output, main)).join("\n"));
    if (causes.length === 0) process.stderr.write("pgssl: no message in this text is known\n");
  }
  return causes.length > 0 ? 0 : 1;
}

async function textOfInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write("pgssl: paste the message, then press Ctrl+D\n");
  const bytes = await readInput(maxInput);
  if (!bytes) throw new CannotRun("standard input is too large: give the end of the log, as tail prints it");
  return bytes.toString("utf8");
}

/** The main file of the cluster: of the one that is named, else of that in the working folder, if there is one. */
function mainFileOf(cluster: string | undefined): string | undefined {
  const path = cluster ?? ".";
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile()) return resolve(path);
  const found = mainFiles.map((name) => join(path, name)).find((file) => existsSync(file));
  if (!found && cluster !== undefined)
    throw new CannotRun(`${cluster}: there is no postgresql.conf or pg_hba.conf`);
  return found;
}

function inText(
  cause: MessageCause,
  { width, colors, isTerminal }: Output,
  main: string | undefined,
): string {
  const { message, source, count, meaning, remedy, rule, findings, place, decision } = cause;
  // A program reads lines.
  const laidOut = (text: string, indent: string, hanging: string) =>
    isTerminal ? wrapped(text, width, indent, hanging) : indent + text;
  const paragraph = (text: string) => laidOut(text, "  ", "  ");
  const item = (text: string) => laidOut(text, "  - ", "    ");
  const at = ({ uri, line }: { uri: string; line: number }) => `${printed(displayPath(uri))}:${line + 1}`;
  const lines = [
    laidOut(`${colors.bold(printed(message))}${count > 1 ? ` (${count} times)` : ""}`, "", "    "),
    paragraph(`${colors.dim(`${source}:`)} ${printed(meaning)}`),
    paragraph(`${colors.green("what to do:")} ${printed(remedy)}`),
  ];
  if (rule) lines.push(`  ${colors.dim(`page: ${documentationUri(rule)}`)}`);
  const here = findings.map(
    ({ uri, line, severity, message, rule }) =>
      `${colors.bold(`${at({ uri, line })}:`)} ${colorOf(severity, colors)(severity)}: ${printed(message)} ${colors.dim(`[${rule}]`)}`,
  );
  if (decision) {
    const { admitted, reason, place } = decision;
    const word = admitted === null ? "it depends" : admitted ? "admitted" : "refused";
    here.unshift(
      `${place ? `${colors.bold(`${at(place)}:`)} ` : ""}with these files such a client is now: ${word}. ${printed(reason)}`,
    );
  } else if (place && !findings.some(({ line, uri }) => line === place.line && uri === place.uri)) {
    here.unshift(`${colors.bold(`${at(place)}:`)} the line that the message names`);
  }
  if (here.length > 0) lines.push("  in this cluster:", ...here.map(item));
  else if (main) lines.push("  in this cluster: nothing that would explain it");
  return `${lines.join("\n")}\n`;
}

/** A cause in the form that `--format json` promises. */
function inJson({ findings, place, decision, line, ...cause }: MessageCause) {
  const at = (where: { uri: string; line: number } | undefined) =>
    where ? { path: displayPath(where.uri), line: where.line + 1 } : null;
  return {
    ...cause,
    line: line + 1,
    record: at(place),
    findings: findings.map(({ uri, line, rule, severity, message, detail }) => ({
      path: displayPath(uri),
      line: line + 1,
      rule,
      severity,
      message,
      ...(detail && { detail }),
    })),
    decision: decision
      ? { admitted: decision.admitted, reason: decision.reason, record: at(decision.place) }
      : null,
  };
}
