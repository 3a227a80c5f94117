import type { Disguise, PemFile } from "../pki.ts";
import { nothingFound, sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shellPath } from "../ruleKit/shell.ts";

/** A file in a format other than PEM. */
export const sslFileNotPem: Rule = {
  id: "ssl-file-not-pem",
  severity: "error",
  serverEffect: "start-error",
  summary: "A certificate, key, CA or CRL file is not PEM.",
  instead: "Convert it with `openssl`, as the detail of the message says.",
  cluster({ cluster }, report) {
    for (const use of cluster.fileUses) {
      const { pem, path } = use.file;
      if (!pem || pem.form === "pem" || pem.form === "empty" || use.setting === "ssl_crl_dir") continue;
      const [what, remedy, command] = formatOf(pem, shellPath(use));
      const convert = command ? `\nThe command that makes a PEM file of it: ${command}` : "";
      const refusal = sslFileRefused(use.setting, nothingFound(use.setting, cluster.openSsl));
      report(use.place, `${path} is ${what}, not PEM; ${remedy}.`, {
        detail: `The server reads PEM only. ${refusal}${convert}`,
        refusal,
      });
    }
  },
  fix(finding, { cluster }) {
    for (const use of cluster.fileUses) {
      const { uri, line, span } = use.place;
      const { pem } = use.file;
      if (!pem || uri !== finding.uri || line !== finding.line || span.start !== finding.span.start) continue;
      const path = shellPath(use);
      const copy = `${path}${pem.form.startsWith("der-") ? ".der" : ".orig"}`;
      const convert = conversion(pem, use.setting, copy, path);
      if (!convert) continue;
      return [
        {
          title: `Convert ${use.file.path} to PEM`,
          command: `test ! -e ${copy} && cp -p ${path} ${copy} && ${convert}`,
        },
      ];
    }
    return [];
  },
};

export const sslFileNotPemPage: RulePage = {
  why: "The server reads PEM only: text with `-----BEGIN …-----` at the start of a line. DER, PKCS #12 and PKCS #7 files have the same content in binary; the server finds nothing in them and stops with “no start line”, “no certificate or crl found” (CA and CRL files) or “unsupported” (keys, OpenSSL 3). UTF-16 text, which some editors write on Windows, looks right on the screen but is not PEM either.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.der'
      #               ^^^^^^^^^^^^
      -- server.der: leaf-der --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt --
      The certificate goes here.
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.b64'
      #               ^^^^^^^^^^^^
      -- server.b64: leaf-base64 --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.b64'
      #               ^^^^^^^^^^^^
      -- server.b64: leaf-base64-der --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ its first line was not copied
      -- root.crt --
      MIIBfzCCASWgAwIBAgIUAvJmAxc7q2cR5nBq0Gm3c1i0xXgwCgYIKoZIzj0EAwIw
      -----END CERTIFICATE-----
    `,
  ],
  fixed: [
    "$ test ! -e /data/server.der.der && cp -p /data/server.der /data/server.der.der && openssl x509 -inform DER -in /data/server.der.der -out /data/server.der",
    null,
    "$ test ! -e /data/server.b64.orig && cp -p /data/server.b64 /data/server.b64.orig && base64 -d /data/server.b64.orig > /data/server.b64",
    "$ test ! -e /data/server.b64.orig && cp -p /data/server.b64 /data/server.b64.orig && base64 -d /data/server.b64.orig | openssl x509 -inform DER -out /data/server.b64",
    null,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'db.crt'
      -- db.crt: leaf --
    `,
  ],
};

/** The commands of OpenSSL that read one thing in DER, and write it as PEM. */
const tools: Readonly<Partial<Record<PemFile["form"], string>>> = {
  "der-certificate": "x509",
  "der-key": "pkey",
  "der-crl": "crl",
};

/** What a setting reads, as a command of OpenSSL. */
const toolFor: Readonly<Record<string, string>> = {
  ssl_cert_file: "x509",
  ssl_ca_file: "x509",
  ssl_key_file: "pkey",
  ssl_crl_file: "crl",
};

/** The command that reads one file and writes the other as the PEM that a setting needs; it prompts for a password of PKCS #12. */
function conversion(pem: PemFile, setting: string, from: string, to: string): string | undefined {
  if (pem.byteOrderMark === "utf-16") return `iconv -f UTF-16 -t ASCII ${from} > ${to}`;
  if (pem.byteOrderMark) return undefined;
  switch (pem.disguise) {
    case undefined:
      break;
    case "base64-pem":
      return `base64 -d ${from} > ${to}`;
    case "base64-twice":
      return `base64 -d ${from} | base64 -d > ${to}`;
    case "base64-der": {
      const tool = toolFor[setting];
      return tool && `base64 -d ${from} | openssl ${tool} -inform DER -out ${to}`;
    }
    default:
      return undefined;
  }
  const isCertificate = setting === "ssl_cert_file" || setting === "ssl_ca_file";
  if (pem.form === "pkcs7")
    return isCertificate ? `openssl pkcs7 -inform DER -print_certs -in ${from} -out ${to}` : undefined;
  if (pem.form === "pkcs12") {
    const part = isCertificate ? "-nokeys" : setting === "ssl_key_file" ? "-nocerts -nodes" : undefined;
    return part && `openssl pkcs12 ${part} -in ${from} -out ${to}`;
  }
  const tool = tools[pem.form];
  return tool && `openssl ${tool} -inform DER -in ${from} -out ${to}`;
}

/** What a file is instead, the way out, and the command for it. */
function formatOf(pem: PemFile, path: string): [what: string, remedy: string, command?: string] {
  if (pem.byteOrderMark === "utf-16")
    return ["UTF-16 text", "save it as plain ASCII", `iconv -f UTF-16 -t ASCII ${path}`];
  if (pem.disguise) return disguised(pem.disguise, path);
  switch (pem.form) {
    case "der-certificate":
      return ["a DER certificate", "convert it with openssl x509", `openssl x509 -inform DER -in ${path}`];
    case "der-key":
      return ["a DER key", "convert it with openssl pkey", `openssl pkey -inform DER -in ${path}`];
    case "der-crl":
      return ["a DER CRL", "convert it with openssl crl", `openssl crl -inform DER -in ${path}`];
    case "pkcs12":
      return ["a PKCS #12 archive", "extract it with openssl pkcs12", `openssl pkcs12 -nodes -in ${path}`];
    case "pkcs7":
      return [
        "a PKCS #7 bundle",
        "extract it with openssl pkcs7",
        `openssl pkcs7 -inform DER -print_certs -in ${path}`,
      ];
    default:
      return ["text without a -----BEGIN line", "name a PEM file"];
  }
}

function disguised(disguise: Disguise, path: string): [what: string, remedy: string, command?: string] {
  switch (disguise) {
    case "base64-pem":
      return ["PEM encoded in Base64 once more", "decode it with base64 -d", `base64 -d ${path}`];
    case "base64-twice":
      return [
        "PEM encoded in Base64 twice more",
        "decode it twice with base64 -d",
        `base64 -d ${path} | base64 -d`,
      ];
    case "base64-der":
      return [
        "Base64 without a -----BEGIN line",
        "decode it, and convert it with openssl",
        `base64 -d ${path} | openssl x509 -inform DER (for a key: openssl pkey -inform DER)`,
      ];
    case "no-begin":
      return ["PEM that lost its -----BEGIN line", "copy it again, with its first line"];
    case "putty-key":
      return [
        "a PuTTY key",
        "export it with puttygen",
        `puttygen ${path} -O private-openssh -o server.key (then ssh-keygen -p -m PKCS8 -f server.key)`,
      ];
    case "ssh-public-key":
      return ["an SSH public key", "name a PEM file"];
    case "java-key-store":
      return [
        "a Java key store",
        "convert it with keytool",
        `keytool -importkeystore -srckeystore ${path} -destkeystore server.p12 -deststoretype PKCS12 (then openssl pkcs12 -in server.p12)`,
      ];
  }
}
