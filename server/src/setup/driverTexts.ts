import type { ClientForm, SetupDriver } from "./request.ts";

/** What a driver is to connect with. Paths are those of the copies that the client has. */
export interface DriverFacts {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly root: string;
  /** The client's own, if it has one. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  /** The key, in the form that the driver reads where PEM is not enough: PKCS #8 in DER, or with the certificate as PKCS #12. */
  readonly other?: string | undefined;
}

/** What makes one driver verify the server, and show a certificate. */
export interface DriverText {
  readonly title: string;
  /** The forms of the client's files of which it needs one, the best first; PEM where absent. */
  readonly forms?: readonly ClientForm[];
  write(facts: DriverFacts): string;
}

/** The database is the reader's to name. */
const database = "DATABASE";

/** Each driver's own words; that they connect is tried with the real drivers. */
export const driverTexts: Readonly<Record<SetupDriver, DriverText>> = {
  // A PKCS #12 file holds the certificate, and the driver requests its password from its caller.
  jdbc: {
    title: "JDBC",
    forms: ["pkcs8-der", "pkcs12"],
    write: ({ certificate, other, ...facts }) =>
      `jdbc:${uri(
        { ...facts, user: "" },
        {
          user: facts.user,
          ...verifying(facts),
          sslcert: other?.endsWith(".p12") ? undefined : certificate,
          sslkey: other,
        },
      )}`,
  },
  npgsql: {
    title: "Npgsql (6 and later)",
    write: ({ host, port, user, root, certificate, key }) =>
      pairs({
        Host: host,
        Port: port,
        Database: database,
        Username: user,
        "SSL Mode": "VerifyFull",
        "Root Certificate": root,
        "SSL Certificate": certificate,
        "SSL Key": key,
      })
        .map(
          ([name, value]) =>
            `${name}=${/[;'"]|^\s|\s$/.test(value) ? `"${value.replace(/"/g, '""')}"` : value}`,
        )
        .join(";"),
  },
  "node-postgres": { title: "node-postgres (8.3 and later)", write: libpqUri },
  "postgres.js": {
    title: "postgres.js",
    write: ({ host, port, user, root, certificate, key }) => {
      const files = pairs({ ca: root, cert: certificate, key }).map(
        ([name, path]) => `${name}: require("fs").readFileSync(${JSON.stringify(path)})`,
      );
      const parts = pairs({ host, user, database }).map(
        ([name, value]) => `${name}: ${JSON.stringify(value)}`,
      );
      return `{ ${parts.join(", ")}, port: ${port}, ssl: { ${files.join(", ")} } }`;
    },
  },
  psycopg: { title: "psycopg and psycopg2", write: libpqUri },
  asyncpg: { title: "asyncpg (0.25 and later)", write: libpqUri },
  sqlalchemy: {
    title: "SQLAlchemy with psycopg",
    write: (facts) => libpqUri(facts).replace("postgresql:", "postgresql+psycopg:"),
  },
  django: {
    title: "Django: DATABASES in settings.py",
    write: ({ host, port, user, ...files }) => {
      const quoted = (values: Readonly<Record<string, string | undefined>>) =>
        pairs(values).map(([name, value]) => `"${name}": ${JSON.stringify(value)},`);
      return [
        `"default": {`,
        ...quoted({
          ENGINE: "django.db.backends.postgresql",
          HOST: host,
          PORT: port,
          NAME: database,
          USER: user,
        }).map((line) => `    ${line}`),
        `    "OPTIONS": {`,
        ...quoted(libpqFiles(files)).map((line) => `        ${line}`),
        "    },",
        "}",
      ].join("\n");
    },
  },
  rails: {
    title: "Rails: config/database.yml",
    write: ({ host, port, user, ...files }) =>
      [
        "production:",
        ...pairs({
          adapter: "postgresql",
          host,
          port,
          database,
          username: user,
          ...libpqFiles(files),
        }).map(([name, value]) => `  ${name}: ${/^[\w./-]+$/.test(value) ? value : JSON.stringify(value)}`),
      ].join("\n"),
  },
  pgx: { title: "pgx", write: libpqUri },
  pq: { title: "lib/pq", write: libpqUri },
  sqlx: { title: "SQLx", write: libpqUri },
  // Its engine up to 6: `sslcert` is the CA, and only strict verifies.
  prisma: {
    title: "Prisma (up to 6)",
    forms: ["pkcs12"],
    write: ({ other, ...facts }) =>
      uri(facts, {
        sslmode: "require",
        sslaccept: "strict",
        sslcert: facts.root,
        sslidentity: other,
        sslpassword: other && "PASSWORD",
      }),
  },
};

type Options = Readonly<Record<string, string | undefined>>;

function pairs(options: Options): (readonly [string, string])[] {
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
}

function verifying({ root }: Pick<DriverFacts, "root">): Options {
  return { sslmode: "verify-full", sslrootcert: root };
}

function libpqFiles({ root, certificate, key }: Pick<DriverFacts, "root" | "certificate" | "key">): Options {
  return { ...verifying({ root }), sslcert: certificate, sslkey: key };
}

/** As libpq, and all who follow it, read it. */
function libpqUri(facts: DriverFacts): string {
  return uri(facts, libpqFiles(facts));
}

function uri({ host, port, user }: Pick<DriverFacts, "host" | "port" | "user">, options: Options): string {
  const authority = `${user === "" ? "" : `${encoded(user)}@`}${host.includes(":") ? `[${host}]` : host}:${port}`;
  const query = pairs(options).map(([name, value]) => `${name}=${encoded(value)}`);
  return `postgresql://${authority}/${database}?${query.join("&")}`;
}

/** Slashes of a path may stay in a query. */
const encoded = (text: string): string => encodeURIComponent(text).replaceAll("%2F", "/");
