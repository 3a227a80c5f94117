import { splitLines } from "../../server/src/core/model/lines.ts";
import type { BuildFeature, OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import { type ServerVersion, toServerVersion } from "../../server/src/core/model/serverVersion.ts";
import type { PostgresServer } from "../support/postgres.ts";
import { type ProductResult, productResult } from "./product.ts";
import { type CheckOptions, type Kind, type Refusal, refusalsOf } from "./refusals.ts";

/** A real server, and what pgssl knows of it. */
export interface Subject {
  readonly server: PostgresServer;
  readonly build: readonly BuildFeature[];
  readonly openssl: OpenSslFamily;
}

/** A text on which pgssl and a real server are not of one mind. */
export interface Disagreement {
  readonly kind: Kind;
  readonly version: ServerVersion;
  readonly text: string;
  readonly server: readonly Refusal[];
  readonly product: readonly ProductResult[];
}

/** What a comparison of many texts gave. */
export interface Comparison {
  readonly count: number;
  /** How many texts the server refused, in part at least. */
  readonly refused: number;
  readonly disagreements: readonly Disagreement[];
}

/** npm's servers as pgssl knows them. */
export function embeddedSubject(server: PostgresServer): Subject {
  return { server, build: ["ssl"], openssl: "1.1.1" };
}

/** What a server refuses because its machine lacks the locale or the time zone, and not because of the file. */
const aboutMachine =
  /^invalid value for parameter "(lc_(messages|monetary|numeric|time)|TimeZone|log_timezone)"/;

/** Puts each text to the server and to pgssl. */
export async function compare(
  { server, build, openssl }: Subject,
  kind: Kind,
  texts: readonly string[],
  options: CheckOptions = {},
): Promise<Comparison> {
  const version = toServerVersion(server.version);
  if (!version) throw new Error(`pgssl does not know version ${server.version}`);
  const checked = await refusalsOf(server, kind, texts, options);
  const disagreements: Disagreement[] = [];
  let refused = 0;
  for (const [place, text] of texts.entries()) {
    const refusals = (checked[place] ?? []).filter(
      ({ file, message }) => file === undefined && !aboutMachine.test(message),
    );
    if (refusals.length > 0) refused++;
    const results = await productResult(kind, text, { ...options, version, build, openssl });
    const product = results.filter(({ effect }) => effect === "line-error");
    if (!agree(kind, text, refusals, product)) {
      disagreements.push({ kind, version, text, server: refusals, product });
    }
  }
  return { count: texts.length, refused, disagreements };
}

/**
 * Whether both refuse the same lines, as far as the server says: it gives no line for some errors of older versions, and
 * in postgresql.conf a syntax error keeps it from looking at names, an unknown name from looking at values.
 */
export function agree(
  kind: Kind,
  text: string,
  refusals: readonly Refusal[],
  product: readonly ProductResult[],
): boolean {
  if ((refusals.length === 0) !== (product.length === 0)) return false;
  if (!text.includes("\n") || miscounts(text) || refusals.some(({ line }) => line === 0)) return true;
  const refused = new Set(refusals.map(({ line }) => line));
  const reported = new Set(product.map(({ line }) => lineOfServer(text, line)));
  const named = new Set(
    product.flatMap(({ rule, line }) => (rule === "hba-record-split" ? aroundLine(text, line) : [])),
  );
  const missed = [...refused].some((line) => !reported.has(line) && !named.has(line));
  const invented = kind !== "postgresql-conf" && [...reported].some((line) => !refused.has(line));
  return !missed && !invented;
}

/** The record above a line, and those right below it: the pieces of one that a finding at the line is about. */
function aroundLine(text: string, line: number): number[] {
  const lines = splitLines(text);
  const isRecord = (at: number) => /^[ \t]*[^\s#]/.test(lines[at - 1] ?? "");
  let above = line - 1;
  while (above > 0 && !isRecord(above)) above--;
  const around = [above];
  for (let below = line + 1; isRecord(below); below++) around.push(below);
  return around;
}

/** The server loses count of lines at a NUL, and 13 at a line that is too long for it. */
function miscounts(text: string): boolean {
  return text.includes("\0") || text.split("\n").some((line) => Buffer.byteLength(line) > 20_000);
}

/** The number that the server gives to a line of an editor, for which a lone carriage return ends a line, too. */
function lineOfServer(text: string, line: number): number {
  const before = splitLines(text)
    .slice(0, line - 1)
    .join("");
  return before.split("\n").length;
}

/** A disagreement in words, with all that is needed to see it again. */
export function describeDisagreement({ kind, version, text, server, product }: Disagreement): string {
  const refused = server.map(({ line, message }) => `    line ${line}: ${message.split("\n", 1)[0]}`);
  const reported = product.map(({ line, rule, message }) => `    line ${line}: ${rule}: ${message}`);
  return [
    `${kind} ${version}: ${JSON.stringify(text)}`,
    `  PostgreSQL ${refused.length > 0 ? "refuses" : "accepts"}`,
    ...refused,
    `  pgssl ${reported.length > 0 ? "refuses" : "accepts"}`,
    ...reported,
  ].join("\n");
}
