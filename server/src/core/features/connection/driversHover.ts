import { toDriverOptions, writtenOptions } from "../../carriers/strings/driverOptions.ts";
import type { FoundString } from "../../carriers/strings/foundString.ts";
import type { Driver } from "../../data/drivers/driver.ts";
import { type DriverOptions, driverMode, namesRoot, rowsOfDriver } from "../../data/drivers/driverMode.ts";
import { drivers } from "../../data/drivers/drivers.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { type Span, touches } from "../../model/span.ts";
import { describeDriver, describeDriverMode } from "../describe/describeDriver.ts";
import { bullets, heading, type Markdown, md, paragraphs } from "../hover/render.ts";

/** Options that decide what is verified. */
const decisive = /^(?:sslmode|ssl|sslaccept|sslfactory|uselibpqcompat|SSL Mode|Trust Server Certificate)$/;

/**
 * What drivers make of an application's string, where its option for TLS or its scheme is at an offset: the driver that reads it, or all
 * that may.
 */
export function driversHover(
  string: FoundString,
  offset: number,
  version: ServerVersion,
): { readonly span: Span; readonly markdown: Markdown } | undefined {
  if (string.use !== "application" || string.form === "parameters") return undefined;
  const options = writtenOptions(string, version);
  const at = options.find(
    ({ name, nameSpan, valueSpan }) =>
      decisive.test(name) && (touches(nameSpan, offset) || touches(valueSpan, offset)),
  );
  const span = at ? (touches(at.nameSpan, offset) ? at.nameSpan : at.valueSpan) : schemeAt(string, offset);
  if (!span) return undefined;
  const lines = inWords(rowsFor(string), asDriverSees(string, toDriverOptions(options)));
  if (lines.length === 0) return undefined;
  const title = string.driver ? "In this driver" : "In a driver that reads such a string";
  return { span, markdown: paragraphs(heading(title), bullets(lines)) };
}

/** The scheme of a URI, on which what is true without any option is shown, too. */
function schemeAt({ form, text }: FoundString, offset: number): Span | undefined {
  const scheme = form === "text" ? /^[a-z:+]{1,40}(?=:\/\/)/.exec(text)?.[0] : undefined;
  const span = { start: 0, end: scheme?.length ?? 0 };
  return scheme !== undefined && touches(span, offset) ? span : undefined;
}

/** The rows of the driver that reads a string, or of all that read URIs. */
function rowsFor({ driver }: FoundString): readonly Driver[] {
  return driver ? rowsOfDriver(driver) : drivers.filter(({ id }) => id !== "pgjdbc" && id !== "npgsql");
}

/** SQLAlchemy hands `ssl` to asyncpg, where it is what `sslmode` is in a string. */
function asDriverSees({ isSqlAlchemy, driver }: FoundString, given: DriverOptions): DriverOptions {
  const ssl = given.get("ssl");
  return isSqlAlchemy && driver === "asyncpg" && ssl !== undefined
    ? new Map([...given, ["sslmode", ssl]])
    : given;
}

/** One line for each outcome, with the drivers that have it. */
function inWords(rows: readonly Driver[], given: DriverOptions): readonly Markdown[] {
  const byOutcome = new Map<string, string[]>();
  for (const row of rows) {
    const mode = driverMode(row, given);
    if (!mode) continue;
    const outcome = describeDriverMode(mode, namesRoot(row, given));
    byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), describeDriver(row)]);
  }
  return [...byOutcome].map(([outcome, names]) => md`${outcome}: ${names.join(", ")}`);
}
