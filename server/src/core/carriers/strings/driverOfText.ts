/** Options that Prisma alone has. */
const ofPrisma = /[?&](?:sslaccept|sslidentity|connection_limit|pgbouncer)=/;

/** The beginning of a URI in which SQLAlchemy reads the driver, and how much of it is before `+`. */
const sqlAlchemy = /^(postgres(?:ql)?)\+(\w+)(?=:\/\/)/;

/** How a text names the driver that reads it, and which stretch of it is not part of the URI. */
export interface DriverOfText {
  /** The id of its rows. */
  readonly driver?: string;
  /** SQLAlchemy reads the text and passes its options on as arguments. */
  readonly isSqlAlchemy?: true;
  /** What is not part of a URI of libpq. */
  readonly extra?: { readonly start: number; readonly end: number };
}

/** Which driver reads a text, as far as the text itself says so. */
export function driverOfText(text: string): DriverOfText {
  if (text.startsWith("jdbc:")) return { driver: "pgjdbc", extra: { start: 0, end: 5 } };
  const [, scheme, driver] = sqlAlchemy.exec(text) ?? [];
  if (scheme && driver)
    return {
      driver: driver.replace(/_async$/, ""),
      isSqlAlchemy: true,
      extra: { start: scheme.length, end: scheme.length + 1 + driver.length },
    };
  return ofPrisma.test(text) ? { driver: "prisma" } : {};
}
