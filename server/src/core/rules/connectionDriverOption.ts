import { writtenOptions } from "../carriers/strings/driverOptions.ts";
import type { FoundString } from "../carriers/strings/foundString.ts";
import { libpqInNpgsql, libpqValuesInNpgsql, npgsqlKeyword } from "../data/drivers/npgsqlKeywords.ts";
import type { HostStringsContext, ReportClient } from "../ruleKit/clientFile.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A word of libpq that the driver which reads the string does not have. */
export const connectionDriverOption: Rule = {
  id: "connection-driver-option",
  severity: "warning",
  serverEffect: null,
  summary: "A connection string has a word of libpq that the driver which reads it refuses.",
  instead:
    "For asyncpg write `ssl=` in place of `sslmode=`, and pass files as an `ssl.SSLContext` in `connect_args`; for Npgsql write what the message names.",
  strings(context, report) {
    for (const string of context.strings) {
      if (string.isSqlAlchemy && string.driver === "asyncpg") inAsyncpg(string, context, report);
      if (string.form === "npgsql") inNpgsql(string, context, report);
    }
  },
};

function inAsyncpg(
  string: FoundString,
  { version, placeOf }: HostStringsContext,
  report: ReportClient,
): void {
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

function inNpgsql(string: FoundString, { version, placeOf }: HostStringsContext, report: ReportClient): void {
  for (const { name, value, nameSpan, valueSpan } of writtenOptions(string, version)) {
    const keyword = libpqInNpgsql.get(name.toLowerCase());
    const meant = keyword ?? (npgsqlKeyword(name)?.values && libpqValuesInNpgsql.get(value.toLowerCase()));
    if (!meant) continue;
    const place = placeOf(string, keyword ? nameSpan : valueSpan);
    report(
      place,
      keyword
        ? `Npgsql has no keyword ${name}; write ${meant}.`
        : `Npgsql has no ${name} ${value}; write ${meant}.`,
      { detail: "Npgsql ends with an ArgumentException when it reads the string." },
      [{ title: `Change to ${meant}`, edit: { span: place, newText: meant } }],
    );
  }
}

export const connectionDriverOptionPage: RulePage = {
  why: "SQLAlchemy hands the options of its URI to `asyncpg.connect` as arguments, and that has `ssl`, but no `sslmode` and no files: the program ends with `unexpected keyword argument`. Npgsql has words of its own (`SSL Mode=VerifyFull`, `Root Certificate`) and refuses a string with those of libpq.",
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
    `
      -- .env --
      ConnectionStrings__Default=Host=db;Database=app;SSL Mode=verify-full
      #                                                        ^^^^^^^^^^^
    `,
    `
      -- appsettings.json --
      { "ConnectionStrings": { "Default": "Host=db;Username=app;SslMode=VerifyCA;sslrootcert=/etc/ssl/root.crt" } }
      #                                                                          ^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- .env --
      DATABASE_URL=postgresql+asyncpg://db/app?ssl=require
    `,
    null,
    `
      -- .env --
      ConnectionStrings__Default=Host=db;Database=app;SSL Mode=VerifyFull
    `,
    `
      -- appsettings.json --
      { "ConnectionStrings": { "Default": "Host=db;Username=app;SslMode=VerifyCA;Root Certificate=/etc/ssl/root.crt" } }
    `,
  ],
  good: [
    `
      -- .env --
      MINE=Host=db;Database=app;Ssl Mode=verifyfull;Root Certificate=/etc/ssl/root.crt
      MYSQL=Host=db;Port=3306;Database=app;SSL Mode=verify-full
      MSSQL=Data Source=db;Initial Catalog=app;Host=x;Password=y;sslrootcert=z
    `,
    `
      -- .env --
      DATABASE_URL=postgresql+asyncpg://db/app?ssl=require
      OTHER=postgresql+psycopg2://db/app?sslmode=verify-full&sslrootcert=/etc/ssl/root.crt
    `,
  ],
};
