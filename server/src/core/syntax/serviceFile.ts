import type { Span } from "../model/span.ts";

/** A section of a service file: what a client connects with when it names the service. */
export interface Service {
  readonly name: string;
  /** The line of its head, from 0. */
  readonly line: number;
  readonly options: ReadonlyMap<string, ServiceOption>;
}

/** One option of a service. */
export interface ServiceOption {
  readonly value: string;
  readonly line: number;
  readonly span: Span;
}

/**
 * Reads `pg_service.conf` as libpq does (its manual, "The Connection Service File"): blanks around a line do not count, `#`
 * starts a comment only at its beginning, nothing is quoted, and the first section of a name counts, in it the first line of a keyword.
 */
export function readServices(text: string): Service[] {
  const services = new Map<string, Service & { readonly options: Map<string, ServiceOption> }>();
  let current: Map<string, ServiceOption> | undefined;
  for (const [line, raw] of text.split("\n").entries()) {
    const start = raw.length - raw.trimStart().length;
    const content = raw.trim();
    const name = /^\[([^\]]*)\]/.exec(content)?.[1];
    const equals = content.indexOf("=");
    if (content === "" || content.startsWith("#")) continue;
    if (name !== undefined) {
      current = new Map();
      if (!services.has(name)) services.set(name, { name, line, options: current });
    } else if (equals > 0 && current && !current.has(content.slice(0, equals))) {
      const span = { start: start + equals + 1, end: start + content.length };
      current.set(content.slice(0, equals), { value: content.slice(equals + 1), line, span });
    }
  }
  return [...services.values()];
}
