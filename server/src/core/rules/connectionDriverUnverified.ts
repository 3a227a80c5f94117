import { toDriverOptions, writtenOptions } from "../carriers/strings/driverOptions.ts";
import { driverMode, namesRoot, rowsOfDriver } from "../data/drivers/driverMode.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A string that seems to verify the server, and does not in the driver that reads it. */
export const connectionDriverUnverified: Rule = {
  id: "connection-driver-unverified",
  severity: "warning",
  serverEffect: null,
  summary:
    "A connection string names a root certificate, or a mode that verifies, and the driver that reads it verifies nothing.",
  instead:
    "Write what makes that driver verify: `sslmode=verify-full` in JDBC, `SSL Mode=VerifyFull` in Npgsql, `sslaccept=strict` in Prisma's engine.",
  strings({ strings, version, placeOf }, report) {
    for (const string of strings) {
      const row = string.driver ? rowsOfDriver(string.driver).at(-1) : undefined;
      if (!row) continue;
      const options = writtenOptions(string, version);
      const given = toDriverOptions(options);
      const mode = driverMode(row, given);
      const isNpgsql = row.id === "npgsql";
      const modeName = isNpgsql ? "SSL Mode" : "sslmode";
      const written = options.findLast(({ name }) => name === modeName);
      if (!mode?.encrypts || !written) continue;
      const verifies = (namesRoot(row, given) && mode.withRoot) || mode.verifies;
      const isExplicit = written.value.startsWith("verify");
      if (verifies !== "nothing" || mode.encrypts === "never" || !(isExplicit || namesRoot(row, given)))
        continue;
      const place = placeOf(string, written.valueSpan);
      const own = row.id === "prisma";
      const newText = own ? "require&sslaccept=strict" : isNpgsql ? "VerifyFull" : "verify-full";
      const factory = given.has("sslfactory") ? "sslfactory" : undefined;
      const way = factory
        ? `remove ${factory}`
        : `write ${own ? "sslaccept=strict" : `${modeName}=${newText}`}`;
      report(
        place,
        `${row.name} verifies nothing with ${modeName}=${written.value}${isExplicit ? "" : `, also with ${row.rootOption}`}; ${way}.`,
        {
          detail: `The connection is encrypted${mode.encrypts === "always" ? "" : " if the server offers it"}, with whoever answers.${isNpgsql ? " Npgsql up to 5 verified the CA here, and has no VerifyFull." : ""}`,
        },
        factory ? [] : [{ title: `Change to ${newText}`, edit: { span: place, newText } }],
      );
    }
  },
};

export const connectionDriverUnverifiedPage: RulePage = {
  why: "The words are those of libpq, and some drivers mean less by them: JDBC ignores `sslrootcert` with `sslmode=require`, where libpq verifies the CA, so does Npgsql with `Root Certificate` since 6, and Prisma's engine (up to 6) takes every `sslmode` that it does not know for `prefer`. Anybody between can pose as the server, and nothing says so.",
  bad: [
    `
      -- .env --
      DB=jdbc:postgresql://db/app?sslmode=require&sslrootcert=/etc/ssl/root.crt
      #                                   ^^^^^^^
    `,
    `
      -- .env --
      DB=jdbc:postgresql://db/app?sslmode=verify-ca&sslfactory=org.postgresql.ssl.NonValidatingFactory
      #                                   ^^^^^^^^^
    `,
    `
      -- .env --
      DATABASE_URL=postgresql://db/app?connection_limit=5&sslmode=verify-full
      #                                                           ^^^^^^^^^^^
    `,
    `
      -- appsettings.Production.json --
      { "Default": "Host=db;Database=app;SSL Mode=Require;Root Certificate=/etc/ssl/root.crt" }
      #                                           ^^^^^^^
    `,
    `
      -- application.properties --
      spring.datasource.url=jdbc:postgresql://db/app?sslmode=require&sslrootcert=/etc/ssl/root.crt
      #                                                      ^^^^^^^
    `,
  ],
  fixed: [
    `
      -- .env --
      DB=jdbc:postgresql://db/app?sslmode=verify-full&sslrootcert=/etc/ssl/root.crt
    `,
    null,
    `
      -- .env --
      DATABASE_URL=postgresql://db/app?connection_limit=5&sslmode=require&sslaccept=strict
    `,
    `
      -- appsettings.Production.json --
      { "Default": "Host=db;Database=app;SSL Mode=VerifyFull;Root Certificate=/etc/ssl/root.crt" }
    `,
    `
      -- application.properties --
      spring.datasource.url=jdbc:postgresql://db/app?sslmode=verify-full&sslrootcert=/etc/ssl/root.crt
    `,
  ],
  good: [
    `
      -- .env --
      NET=Host=db;Database=app;SSL Mode=Require
      DB=jdbc:postgresql://db/app?sslmode=verify-full&sslrootcert=/etc/ssl/root.crt
      PLAIN=jdbc:postgresql://db/app?sslmode=require
      DATABASE_URL=postgresql://db/app?sslmode=verify-full
    `,
  ],
};
