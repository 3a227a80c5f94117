import { nameServer, serverNames } from "./advice.ts";
import type { MessageRow } from "./messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["unable to get certificate CRL"],
    meaning:
      "CRLs are in use, and there is none of this certificate's issuer: then every client certificate of it is refused.",
    remedy: "Add a CRL of each CA in the chain to ssl_crl_file or ssl_crl_dir, and reload.",
    rules: ["crl-missing", "crl-foreign", "crl-directory-names"],
  },
  {
    patterns: ["CRL has expired", "CRL is not yet valid"],
    meaning: "A CRL is out of its time: then every client certificate of its CA is refused.",
    remedy: "Publish a new CRL (pgssl init crl) and reload.",
    rules: ["crl-not-current", "crl-expires-soon"],
  },
  {
    patterns: [
      "self-signed certificate in certificate chain",
      "self signed certificate in certificate chain",
      "self-signed certificate",
      "self signed certificate",
    ],
    meaning: "The chain ends at a certificate that the verifying side does not trust.",
    remedy: "Give that side the root CA: sslrootcert at the client, ssl_ca_file at the server.",
    rules: ["service-root-mismatch", "client-certificate-unverified", "certificate-chain-root"],
  },
  {
    patterns: ["unable to get issuer certificate"],
    meaning: "The trusted file has an intermediate CA without its root.",
    remedy: "Add the root to the file.",
    rules: ["ca-issuer-missing"],
  },
  {
    patterns: ["unsupported certificate purpose", "unsuitable certificate purpose"],
    meaning: "The certificate's extended key usage does not allow this use (TLS server or TLS client).",
    remedy: "Issue one with the right extended key usage.",
    rules: ["certificate-purpose", "ca-purpose", "client-certificate-unverified"],
  },
  {
    patterns: ["invalid CA certificate", "path length constraint exceeded"],
    meaning: "A certificate in the chain is used as a CA and is none, or is deeper than its CA allows.",
    remedy: "Look at the chain with pgssl inspect.",
    rules: ["ca-not-authority", "certificate-chain-invalid"],
  },
  {
    patterns: ["certificate is not yet valid"],
    meaning: "A certificate's first day is still to come, or a clock is wrong.",
    remedy: "Compare the clocks of both machines, then the certificate's dates.",
    rules: ["certificate-expired", "ca-certificate-expired"],
  },
  {
    patterns: ["different CRL scope", "unhandled critical CRL extension", "CRL path validation error"],
    meaning:
      "The CRL says that it is not for this certificate, or has an extension that OpenSSL does not know.",
    remedy: "Use a full CRL of that CA, without issuing distribution point.",
    rules: ["crl-scope", "crl-extension-unhandled", "crl-delta"],
  },
  {
    patterns: [
      "unable to get CRL issuer certificate",
      "key usage does not include CRL signing",
      "CRL signature failure",
      "unable to decrypt CRL's signature",
    ],
    meaning:
      "The CRL's signature cannot be verified: its CA is missing, is another of the same name, or may not sign CRLs.",
    remedy: "Put the CA that signed it into ssl_ca_file; let the CA have the key usage CRL Sign.",
    rules: ["crl-issuer-usage", "crl-foreign"],
  },
  {
    patterns: [
      "key usage does not include certificate signing",
      "invalid non-CA certificate (has CA markings)",
      "issuer certificate doesn't have a public key",
    ],
    meaning: "A CA in the chain lacks the key usage Certificate Sign, or a leaf is marked as a CA.",
    remedy: "Issue that certificate anew with the right basic constraints and key usage.",
    rules: ["ca-not-authority", "certificate-is-authority", "certificate-chain-invalid"],
  },
  {
    patterns: ["key usage does not include digital signature"],
    meaning: "The certificate's key usage forbids TLS, which needs Digital Signature.",
    remedy: "Issue it anew with the key usage Digital Signature.",
    rules: ["certificate-purpose", "client-certificate-unverified"],
  },
  {
    patterns: [
      "certificate signature failure",
      "unable to decrypt certificate's signature",
      "authority and subject key identifier mismatch",
      "authority and issuer serial number mismatch",
      "subject issuer mismatch",
    ],
    meaning:
      "A CA in the chain has the right name and another key than the one that signed: an older CA, or a rebuilt one.",
    remedy: "Give both sides the CA's certificate that really signed; pgssl inspect draws the chain.",
    rules: ["certificate-chain-incomplete", "client-certificate-unverified", "service-root-mismatch"],
  },
  {
    patterns: [
      "permitted subtree violation",
      "excluded subtree violation",
      "unsupported name constraint type",
      "unsupported or invalid name constraint syntax",
      "unsupported or invalid name syntax",
    ],
    meaning: "A CA in the chain may only issue for certain names, and this certificate has another.",
    remedy: "Issue it for names that the CA's name constraints allow, or by another CA.",
    rules: ["certificate-chain-invalid", "client-certificate-unverified"],
  },
  {
    patterns: ["certificate chain too long", "path loop"],
    meaning: "The chain has more certificates than the verifying side allows, or turns in a circle.",
    remedy: "Look at the chain with pgssl inspect; leave out what is not needed.",
    rules: ["certificate-chain-invalid"],
  },
  {
    patterns: [
      "unhandled critical extension",
      "unsupported extension feature",
      "invalid or inconsistent certificate extension",
      "invalid or inconsistent certificate policy extension",
      "no explicit policy",
    ],
    meaning: "The certificate has a critical extension, or a policy, that OpenSSL does not accept.",
    remedy: "Issue it anew without that extension; pgssl inspect names the extensions.",
    rules: ["certificate-chain-invalid", "client-certificate-unverified"],
  },
  {
    patterns: ["EE certificate key too weak", "CA certificate key too weak"],
    meaning: "A key in the chain is too short for the security level of this OpenSSL.",
    remedy: "Make a new key of at least 2048 bits (RSA) or 256 (EC), with a new certificate.",
    rules: ["certificate-key-weak", "ca-certificate-weak"],
  },
  {
    patterns: ["CA signature digest algorithm too weak"],
    meaning:
      "A certificate in the chain is signed with a hash that this OpenSSL no longer accepts, such as SHA-1.",
    remedy: "Issue it anew with SHA-256.",
    rules: ["certificate-digest-weak", "ca-certificate-weak"],
  },
  {
    patterns: ["hostname mismatch", "IP address mismatch"],
    meaning: "The certificate is not for the host name or address that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    patterns: [
      "format error in certificate's",
      "format error in CRL's",
      "unable to decode issuer public key",
    ],
    meaning: "A date or key in a certificate or CRL is malformed.",
    remedy: "Issue it anew with another tool.",
    rules: ["ssl-file-broken", "certificate-chain-invalid"],
  },
  {
    patterns: ["certificate not trusted", "certificate rejected", "application verification failure"],
    meaning: "The verifying side's list of CAs does not trust this certificate for this use.",
    remedy: "Give that side the root CA without trust settings (no BEGIN TRUSTED CERTIFICATE).",
    rules: ["ssl-file-content"],
  },
];

/** Why OpenSSL does not accept a certificate, whoever prints it. */
export const verificationMessages: readonly MessageRow[] = rows.map((row) => ({ source: "openssl", ...row }));
