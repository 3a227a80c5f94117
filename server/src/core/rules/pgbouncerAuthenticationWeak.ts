import { placeOfSetting, settingOf, wordOf } from "../cluster/pgbouncer.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A way of authentication that is none, or that gives passwords away. */
export const pgbouncerAuthenticationWeak: Rule = {
  id: "pgbouncer-authentication-weak",
  severity: "warning",
  serverEffect: null,
  summary: "PgBouncer lets clients in without a password, or takes passwords in clear text.",
  instead: "`auth_type = scram-sha-256`, `cert`, or `hba` with records.",
  pgbouncer(pgbouncer, report) {
    const place = placeOfSetting(pgbouncer, "auth_type");
    const type = wordOf(pgbouncer, "auth_type");
    const isLocal = settingOf(pgbouncer, "listen_addr")
      .split(",")
      .every((address) => /^(?:|localhost|127\.[\d.]+|::1)$/.test(address.trim()));
    if (!place) return;
    if (type === "any")
      report(place, "any lets everybody in, to the console as administrator too; use scram-sha-256.");
    else if (type === "trust" && !isLocal)
      report(place, "trust lets in whoever names a user, from other machines too; use scram-sha-256.");
    else if (
      type === "plain" &&
      !isLocal &&
      !/^(?:require|verify)/.test(wordOf(pgbouncer, "client_tls_sslmode"))
    )
      report(place, "plain takes passwords in clear text over the network; use scram-sha-256.");
  },
};

export const pgbouncerAuthenticationWeakPage: RulePage = {
  why: "With `trust` whoever names a user is that user on the server, since PgBouncer logs in with its own secrets; with `any` everybody is administrator of the console as well. With `plain` clients send their passwords as they are.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      listen_addr = *
      auth_type = trust
      #           ^^^^^
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = any
      #           ^^^
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      listen_addr = 10.0.0.5
      auth_type = plain
      #           ^^^^^
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      listen_addr = 127.0.0.1, ::1
      auth_type = trust
    `,
  ],
};
