import { isAbsolutePath } from "../cluster/uris.ts";
import { connectionKeyword } from "../data/connectionKeywords.ts";
import { newestServerVersion } from "../model/serverVersion.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

/** A file that a service names and that is not there. */
export const serviceFileMissing: Rule = {
  id: "service-file-missing",
  severity: "warning",
  serverEffect: null,
  summary: "A service names a certificate, key or root file that does not exist here.",
  why: "Without the file in `sslrootcert`, `verify-ca` and `verify-full` fail, and `require` verifies nothing. A certificate that does not exist is not sent, without a word; a certificate without its key makes every connection fail. CRLs that do not exist are ignored. libpq expands neither `~` nor variables.",
  instead: "Correct the path, or make the file.",
  service({ sections, files }, report) {
    for (const { parameters } of sections) {
      const mode = parameters.find(({ name }) => name === "sslmode")?.value;
      for (const { name, value, valueSpan } of parameters) {
        if (!connectionKeyword(name, newestServerVersion)?.file || value === "") continue;
        if (/^~|^\$/.test(value)) {
          report(valueSpan, "libpq expands neither ~ nor variables in a path; write the whole path.");
          continue;
        }
        if (!isAbsolutePath(value) || files.get(value)?.state !== "missing") continue;
        const isFatal = name === "sslrootcert" && (mode === "verify-ca" || mode === "verify-full");
        report(valueSpan, `${name} names a file that does not exist here; correct the path or make it.`, {
          detail: isFatal
            ? `With sslmode=${mode}, clients fail with “root certificate file … does not exist”.`
            : (effects[name] ?? "libpq goes on without it."),
        });
      }
    }
  },
};

export const serviceFileMissingExamples: RuleExamples = {
  bad: [
    `
      -- pg_service.conf --
      [shop]
      sslmode=verify-full
      sslrootcert=/data/nowhere.crt
      #           ^^^^^^^^^^^^^^^^^
      sslcert=~/client.crt
      #       ^^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- roots.crt: root --
      -- pg_service.conf --
      [shop]
      sslmode=verify-full
      sslrootcert=/data/roots.crt
      [public]
      sslmode=verify-full
      sslrootcert=system
      sslcert=relative.crt
    `,
  ],
};

const effects: Readonly<Record<string, string>> = {
  sslrootcert: "Without it the server's certificate is not verified, with sslmode=require as well.",
  sslcert: "libpq then sends no client certificate, without a word; the server may demand one.",
  sslkey: "If there is a certificate, clients fail with “certificate present, but not private key file”.",
  sslcrl: "libpq ignores it without a word: no certificate counts as revoked.",
  sslcrldir: "libpq ignores it without a word: no certificate counts as revoked.",
};
