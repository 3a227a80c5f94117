import { cipherSuites } from "../../data/tlsCiphers.generated.ts";
import { readCipherList } from "../../syntax/cipherList.ts";
import type { Rule } from "../rule.ts";
import { sslSetting } from "./sslSettings.ts";

/** Ciphers without encryption or without authentication. */
export const sslCiphersWeak: Rule = {
  id: "ssl-ciphers-weak",
  severity: "warning",
  serverEffect: null,
  summary: "ssl_ciphers allows ciphers without encryption or without authentication of the server.",
  why: "`eNULL` ciphers send everything in the clear inside TLS, `aNULL` ciphers prove nothing about the server and let anybody in between. OpenSSL offers them only at security level 0, which `@SECLEVEL=0` sets; until then they are merely useless.",
  instead: "Append `:!aNULL:!eNULL`.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'ALL:eNULL'
      #             ^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:!aNULL:!eNULL'
    `,
  ],
  cluster({ cluster }, report) {
    const assignment = sslSetting(cluster, "ssl_ciphers");
    if (!assignment) return;
    const { suites } = readCipherList(assignment.value);
    const clear = cipherSuites.filter(
      ([suite, words]) => suites.has(suite) && / eNULL( |$)/.test(` ${words}`),
    );
    const anonymous = cipherSuites.filter(
      ([suite, words]) => suites.has(suite) && / aNULL( |$)/.test(` ${words}`),
    );
    if (clear.length > 0) {
      report(
        assignment.place,
        `${count(clear.length)} in this list ${clear.length === 1 ? "does" : "do"} not encrypt, ${clear[0]?.[0]} for one. Append :!eNULL.`,
      );
    } else if (anonymous.length > 0) {
      report(
        assignment.place,
        `${count(anonymous.length)} in this list ${anonymous.length === 1 ? "does" : "do"} not authenticate the server, ${anonymous[0]?.[0]} for one. Append :!aNULL.`,
      );
    }
  },
};

function count(number: number): string {
  return number === 1 ? "One cipher" : `${number} ciphers`;
}
