import { useAt } from "../cluster/uses.ts";
import { nothingFound, sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { quoteConf } from "../syntax/quote.ts";
import { isSwapped } from "../x509/isSwapped.ts";

/** Certificate and key are in each other's place. */
export const certificateKeySwapped: Rule = {
  id: "certificate-key-swapped",
  severity: "error",
  serverEffect: "start-error",
  summary: "The certificate setting names the key, and the key setting the certificate.",
  instead: "Swap the two values.",
  cluster({ cluster }, report) {
    for (const identity of cluster.identities) {
      const { certificate, key } = identity;
      if (!certificate || !key || !isSwapped(identity, cluster.openSsl)) continue;
      report(
        certificate.place,
        `${certificate.file.path} holds the private key and ${key.file.path} the certificate; swap the two.`,
        {
          refusal: sslFileRefused(certificate.setting, nothingFound(certificate.setting, cluster.openSsl)),
          related: [{ place: key.place, message: "The certificate is named here." }],
        },
      );
    }
  },
  fix(finding, { cluster }) {
    const identity = cluster.identities.find(({ certificate }) => {
      return certificate !== undefined && certificate === useAt(finding, cluster, "ssl_cert_file");
    });
    const { certificate, key } = identity ?? {};
    if (!certificate || !key || certificate.isDefault || key.isDefault || certificate.hostNames) return [];
    return [
      {
        title: "Swap the certificate and the key",
        edits: [
          { place: certificate.place, newText: quoteConf(key.file.path) },
          { place: key.place, newText: quoteConf(certificate.file.path) },
        ],
      },
    ];
  },
};

export const certificateKeySwappedPage: RulePage = {
  why: "The server looks for a certificate in the first file, finds none and stops with “no start line”, which does not say that the two names are swapped.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.key'
      #               ^^^^^^^^^^^^
      ssl_key_file = 'server.crt'
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'we\\\\ird.key'
      #               ^^^^^^^^^^^^^
      ssl_key_file = 'server.crt'
      -- we\\ird.key: leaf-key --
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_cert_file = 'server.crt'
    ssl_key_file = 'server.key'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_cert_file = 'server.crt'
    ssl_key_file = 'we\\\\ird.key'
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      ssl_key_file = 'server.key'
    `,
  ],
};
