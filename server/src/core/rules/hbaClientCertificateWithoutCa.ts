import { clientCertificateOf, effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import { folderOf, nameOf, pathOf } from "../cluster/uris.ts";
import type { PemFile } from "../pki.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { changeSetting } from "../ruleKit/settingFix.ts";
import { settingState } from "../ruleKit/settingState.ts";
import { quoteConf } from "../syntax/quote.ts";
import { isAuthority, isRoot } from "../x509/authority.ts";

/** CA files that are proposed at most. */
const maxProposals = 3;

export const hbaClientCertificateWithoutCa: Rule = {
  id: "hba-client-certificate-without-ca",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A line requires client certificates, but `ssl_ca_file` names no CA to verify them.",
  instead: "Set `ssl_ca_file` in postgresql.conf to the CA certificate that signs the clients' certificates.",
  hbaAccess(record, context, report) {
    const { settings } = context;
    if (record.type?.tokens[0]?.text !== "hostssl" || settings?.isOn("ssl") !== true) return;
    if (
      settings.value("ssl_ca_file") !== "" ||
      !clientCertificateOf(record, context.serverVersion) ||
      !usableMethod(record, context)
    )
      return;
    // Then each line of pg_hosts.conf has a CA of its own.
    if (context.serverVersion >= 19 && settings.isOn("ssl_sni") !== false) return;
    if (record.method?.tokens[0]?.text === "reject") return;
    const option = effectiveOption(record, "clientcert")?.token ?? record.method?.tokens[0];
    const assignment = settings.assignment("ssl_ca_file") ?? settings.assignment("ssl");
    if (!option) return;
    const { where, remedy } = settingState(settings, "ssl_ca_file", "the clients' CA", context.uri);
    report(option.span, `Client certificates need ssl_ca_file, which is empty ${where}; ${remedy}.`, {
      detail:
        "The server starts, and refuses every connection that matches the line, with “client certificates can only be checked if a root certificate store is available”.",
      ...(assignment && {
        related: [{ place: assignment.place, message: "ssl_ca_file must name the clients' CA." }],
      }),
    });
  },
  looksNearby: true,
  fix(_finding, target) {
    const roots = target.nearby.filter(({ pem }) => holdsCas(pem)).slice(0, maxProposals);
    if (roots.length === 0) return changeSetting(target, "ssl_ca_file", "'root.crt'");
    const folder = target.cluster.dataDirectory?.value;
    return roots.flatMap(({ uri }) => {
      const path = folderOf(uri) === folder ? nameOf(uri) : pathOf(uri);
      return target.readsAs(path, uri) ? changeSetting(target, "ssl_ca_file", quoteConf(path)) : [];
    });
  },
};

export const hbaClientCertificateWithoutCaPage: RulePage = {
  why: "The server starts and loads the line, and then refuses every connection that it matches, with “client certificates can only be checked if a root certificate store is available”: without a CA it cannot verify a certificate.",
  bad: [
    `
    -- postgresql.conf --
    ssl = on
    -- pg_hba.conf --
    hostssl all all 10.0.0.0/8 cert
    #                          ^^^^
    `,
    `
    -- postgresql.conf --
    ssl = on
    -- pg_hba.conf --
    hostssl all all 10.0.0.0/8 scram-sha-256 clientcert=verify-ca
    #                                        ^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_ca_file = 'root.crt'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ca_file = 'root.crt'
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_ca_file = 'ca.crt'
    -- pg_hba.conf --
    hostssl all all 10.0.0.0/8 cert
    `,
  ],
};

/** Whether a file holds CA certificates and nothing else, a root among them. */
function holdsCas({ form, blocks }: PemFile): boolean {
  return (
    form === "pem" &&
    blocks.every(({ certificate }) => certificate && isAuthority(certificate)) &&
    blocks.some(({ certificate }) => certificate && isRoot(certificate))
  );
}
