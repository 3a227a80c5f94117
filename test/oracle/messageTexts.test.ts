import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findMessages } from "../../server/src/core/features/why/findMessages.ts";
import { server } from "../support/postgres.ts";

/** The words that a message about TLS or the login contains. */
const topics =
  /\b(SSL|certificate|channel[ -]binding|SCRAM|SASL|GSSAPI|SSPI|RADIUS|LDAP|OAuth|OAUTHBEARER|pg_hba\.conf|pg_ident\.conf|Ident|private key|sslmode|authentication|ALPN|cipher|service file|URI|require_auth|netmask)\b/i;
/** Messages begin with a small letter, a placeholder or such a name; hints and descriptions of settings are sentences. */
const form = /^([a-z"%]|SSL |GSSAPI |LDAP |RADIUS |SCRAM |SASL |OAuth |SSPI )[^\n]* [^\n]*[^.\s]$/;
/** Faults inside of the programs that no configuration causes, words of other parts, and what is logged of a success. */
const inner =
  /memory|circle|invalid list of auth|\bmutex\b|internal error|exchange state|^invalid OAuth|XML|namespace|SCRAM (client|server) key|unrecognized SSL error|SSL error code|no SSL error|MD5 encryption|encrypt password|could not (encode|set SSL|convert)|propagated|additional OAuth|SASL exchange|SASL (challenge|response of)|AUTH_REQ|context$|, (and )?(cert|oauth|sspi)$|and sspi|buffered unencrypted|^SSL (encryption|connection from)|^direct SSL connection (accepted|rejected)|^connection ready|^skipping missing|retrying connection|sending password|^OAuth validator$|^RADIUS \w+$|user-defined OAuth flow (did not|provided)|more than once$|invalid authentication method|^"trust"|tls-server-end/;

/** The words of a message as the program would write it. */
function filled(text: string): string {
  return text
    .replace(/", %s$/, '", no encryption')
    .replace('authentication method "%s" requires', 'authentication method "radius" requires')
    .replace(/%[\d.*-]*(l|z)?[dux]/g, "7")
    .replace(/%m/g, "No such file or directory")
    .replace(/%[\d.*-]*[sc]/g, "x");
}

test.each([13, 14, 15, 16, 17, 18] as const)(
  "what the server and the libpq of %i can say about TLS and the login is known",
  async (version) => {
    const { binFolder } = await server(version);
    const unknown = new Set<string>();
    for (const program of [join(binFolder, "postgres"), join(dirname(binFolder), "lib", "libpq.so.5")])
      for (const [text] of (await readFile(program, "latin1")).matchAll(/[\x20-\x7e]{12,}/g))
        if (form.test(text) && topics.test(text) && !inner.test(text))
          if (findMessages(`LOG:  ${filled(text)}`).length === 0) unknown.add(text);
    expect([...unknown]).toEqual([]);
  },
);
