import { writtenOptions } from "../carriers/strings/driverOptions.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

/** An option of libpq in a URI that SQLAlchemy hands to asyncpg. */
export const connectionDriverOption: Rule = {
  id: "connection-driver-option",
  severity: "warning",
  serverEffect: null,
  summary: "SQLAlchemy passes an option to asyncpg that asyncpg does not have as an argument.",
  why: "SQLAlchemy hands the options of its URI to `asyncpg.connect` as arguments, and that has `ssl`, but no `sslmode` and no files: the program ends with `unexpected keyword argument`.",
  instead: "Write `ssl=` for `sslmode=`; pass files as an `ssl.SSLContext` in `connect_args`.",
  strings({ strings, version, placeOf }, report) {
    for (const string of strings) {
      if (!string.isSqlAlchemy || string.driver !== "asyncpg") continue;
      for (const { name, nameSpan } of writtenOptions(string, version)) {
        if (!/^ssl(?:mode|rootcert|cert|key|crl|password)$/.test(name)) continue;
        const place = placeOf(string, nameSpan);
        const isMode = name === "sslmode";
        report(
          place,
          `asyncpg has no argument ${name} for SQLAlchemy to pass; ${isMode ? "write ssl=…" : "pass an SSLContext in connect_args"}.`,
          { detail: `The program ends with “connect() got an unexpected keyword argument '${name}'”.` },
          isMode ? [{ title: "Change to ssl", edit: { span: place, newText: "ssl" } }] : [],
        );
      }
    }
  },
};

export const connectionDriverOptionExamples: RuleExamples = {
  bad: [
    `
      -- .env --
      DATABASE_URL=postgresql+asyncpg://db/app?sslmode=require
      #                                        ^^^^^^^
    `,
    `
      -- .env --
      DATABASE_URL=postgresql+asyncpg://db/app?ssl=verify-full&sslrootcert=/etc/ssl/root.crt
      #                                                        ^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- .env --
      DATABASE_URL=postgresql+asyncpg://db/app?ssl=require
    `,
    null,
  ],
  good: [
    `
      -- .env --
      DATABASE_URL=postgresql+asyncpg://db/app?ssl=require
      OTHER=postgresql+psycopg2://db/app?sslmode=verify-full&sslrootcert=/etc/ssl/root.crt
    `,
  ],
};
