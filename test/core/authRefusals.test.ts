import { describe, expect, it } from "vitest";
import { recordChecker } from "../../server/src/core/check/recordChecker.ts";
import type { AuthLanguage } from "../../server/src/core/model/language.ts";
import { toServerVersion } from "../../server/src/core/model/serverVersion.ts";
import { rules } from "../../server/src/core/rules/index.generated.ts";
import { authContext } from "../support/authContext.ts";
import results from "./fixtures/authRefusals.json" with { type: "json" };

const library = { oauth_validator_libraries: "my" };

describe("pg_hba.conf with ssl = off: refused are the lines that real servers refuse", () => {
  it.each(results.hbaWithoutSsl)("%j", (line, bits) => {
    expect(resultsOf("pg-hba", line as string, { ssl: "off", oauth_validator_libraries: "" })).toBe(bits);
  });
});

describe("pg_hba.conf with ssl = on: refused are the lines that real servers refuse", () => {
  it.each(results.hbaWithSsl)("%j", (line, bits) => {
    expect(resultsOf("pg-hba", line as string, { ssl: "on", ssl_ca_file: "ca.crt", ...library })).toBe(bits);
  });
});

describe("pg_ident.conf: refused are the lines that real servers refuse", () => {
  it.each(results.ident)("%j", (line, bits) => {
    expect(resultsOf("pg-ident", line as string, {})).toBe(bits);
  });
});

/** One bit for each server: `e…` are built with OpenSSL only, `d…` as Debian builds them. */
function resultsOf(language: AuthLanguage, line: string, settings: Readonly<Record<string, string>>): string {
  const isRefused = (server: string) => {
    const version = toServerVersion(server.slice(1)) ?? 18;
    const isDebian = server.startsWith("d");
    const context = authContext({
      version,
      build: isDebian ? ["ssl", "gssapi", "ldap", "pam"] : ["ssl"],
      settings,
    });
    const checkTexts = recordChecker(language, [line], context, rules);
    return checkTexts(0).some(({ serverEffect }) => serverEffect === "line-error");
  };
  return results.servers.map((server) => (isRefused(server) ? "1" : "0")).join("");
}
