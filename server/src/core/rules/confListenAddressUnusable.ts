import type { ServerVersion } from "../model/serverVersion.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { listed, shown } from "../ruleKit/words.ts";
import { readIdentifierList } from "../syntax/conf/checks/identifierList.ts";
import { isListenAddress } from "../syntax/conf/checks/listenAddress.ts";
import { quoteConf } from "../syntax/quote.ts";

export const confListenAddressUnusable: Rule = {
  id: "conf-listen-address-unusable",
  severity: "warning",
  serverEffect: null,
  summary: "listen_addresses holds something that cannot be an address, beside others that can.",
  instead:
    "Write addresses or names of the server's machine, or `*` for all. Which clients may come in is up to pg_hba.conf, and the port to `port`.",
  conf({ name, value }, { serverVersion }, report) {
    if (name?.text.toLowerCase() !== "listen_addresses" || !value) return;
    const { usable, unusable } = listenAddresses(value.text, serverVersion);
    if (unusable.length === 0 || usable.length === 0) return;
    report(
      value.span,
      `${shown(unusable[0] ?? "")} is not an address to listen on; write one of this machine, or * for all.`,
      {
        detail:
          "The server logs a warning and listens on the others. Which clients may come in is up to pg_hba.conf, and the port to the setting of that name.",
      },
    );
  },
  fix({ span }, target) {
    const value = confLineOf(target)?.value;
    if (!value) return [];
    const { usable, unusable } = listenAddresses(value.text, target.context.serverVersion);
    // The server ignores them, so that it listens where it did.
    return [replaceText(target, `Remove ${listed(unusable, "and")}`, span, quoteConf(usable.join(", ")))];
  },
};

function listenAddresses(value: string, version: ServerVersion) {
  const items = readIdentifierList(value, version) ?? [];
  return {
    usable: items.filter(isListenAddress),
    unusable: items.filter((item) => !isListenAddress(item)),
  };
}

export const confListenAddressUnusablePage: RulePage = {
  why: "The server looks each item up as an address or name of its own machine. Networks, ports and URLs are neither: it logs a warning, listens on the others, and clients of the wrong one find nobody. Where none of them works, the server does not start.",
  bad: [
    `
    -- postgresql.conf --
    listen_addresses = 'localhost, 10.0.0.0/24'
    #                  ^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    listen_addresses = '127.0.0.1, 192.168.1.300, db:5433'
    #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    listen_addresses = 'localhost'
    `,
    `
    -- postgresql.conf --
    listen_addresses = '127.0.0.1'
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    listen_addresses = 'localhost, db_1.example.com, 10.0.0.1, ::1'
    `,
    `
    -- postgresql.conf --
    listen_addresses = ''
    `,
  ],
};
