import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hostLanguageOfPath, type Language, languages } from "../../server/src/core/model/language.ts";
import { languagesOf } from "../../server/src/core/ruleKit/rule.ts";
import { rulesWithPages } from "../../server/src/core/rules/pages.generated.ts";
import { recordedCertificates } from "../pki/samples.ts";
import { fileNames, parseExample } from "../support/annotated.ts";
import { projectRoot } from "../support/tools.ts";
import type { Input } from "./engine/mutate.ts";
import { manifestSeeds } from "./manifestSeeds.ts";
import { crl, rootCertificate, serverChain, serverKey } from "./targets/certificateFiles.ts";
import type { TargetName } from "./targets/index.ts";

/** What each target starts with: the files of the tests and the examples of the rules. */
export const seeds: Readonly<Record<TargetName, () => readonly Input[]>> = {
  conf: () => ofLanguage("postgresql-conf"),
  hba: () => ofLanguage("pg-hba"),
  ident: () => ofLanguage("pg-ident"),
  hosts: () => ofLanguage("pg-hosts"),
  "service-file": () => [["[a]\nhost=b\n\n# c\n [d] \nsslmode = verify-full\n"], ["[a"], ["=\n[]\n=x\n"]],
  regex: () =>
    [
      "^(.*)@example\\.org$",
      "[[:alpha:]-z]{2,5}?|(a|b)*\\1",
      "***:(?i)\\y\\d+\\m",
      "(?b)\\(a\\)\\{1,2\\}",
      "[[.hyphen.]-[=a=]]+(?=x)(?<!y)",
    ].map((pattern) => ["18", pattern, "alice@example.org"]),
  ciphers: () =>
    ["HIGH:!aNULL:@STRENGTH", "DEFAULT@SECLEVEL=2:kRSA+AES", "*X25519:?P-256/-ffdhe2048:DEFAULT"].map(
      (text) => [text],
    ),
  directive: () =>
    [
      " pgssl: version=16 build=ssl,ldap; openssl=3 user=postgres platform=windows",
      " pgssl-disable-next-line a, b",
      " pgssl-disable-file",
    ].map((text) => [text]),
  manifests: documentSeeds,
  documents: documentSeeds,
  pem: pemSeeds,
  service: serviceSeeds,
};

interface Text {
  readonly path: string;
  readonly text: string;
}

/** The files of all examples, each example a list. */
const examples: readonly (readonly Text[])[] = rulesWithPages.flatMap((rule) =>
  [...rule.bad, ...rule.good].map((example) =>
    parseExample(example, languagesOf(rule)[0] ?? "postgresql-conf").files.flatMap(({ path, text }) =>
      text === undefined ? [] : { path, text },
    ),
  ),
);

const fixture = (language: Language): string =>
  readFileSync(join(projectRoot, "test/fixtures", fileNames[language]), "utf8");

function ofLanguage(language: Language): Input[] {
  const texts = examples.flat().filter(({ path }) => path === fileNames[language]);
  const pieces = fixture(language).match(/(?:.*\n){1,12}/g) ?? [];
  return [
    ...pieces.map((text) => ["18", text, "0 1 5 0 3\nall", "0 0 0 1 0\n"]),
    ...texts.map(({ text }) => ["18", text]),
  ];
}

/** The texts that an input of the service has, behind the version. */
const order = ["postgresql.conf", "pg_hba.conf", "pg_ident.conf", "pg_hosts.conf", "more.conf"];

function serviceSeeds(): Input[] {
  const texts = [...languages].reverse().map((language) => fixture(language).slice(0, 500));
  const edits = ["1 1 5 0 3\nall", "0 0 0 1 0\nssl = on\n", "2 0 0 0 0\nm x y\n"];
  return [
    ["18\n", ...texts, "a, b\n", ...edits],
    ...examples.map((files) => [
      "18\n",
      ...order.map((name) => files.find(({ path }) => path === name)?.text ?? ""),
    ]),
  ];
}

/** The manifests of the examples, and documents of all carriers. */
function documentSeeds(): Input[] {
  const own = examples.flat().flatMap(({ path, text }) => {
    const language = hostLanguageOfPath(path);
    return language ? [[language, text]] : [];
  });
  return [...own, ...manifestSeeds];
}

function pemSeeds(): Input[] {
  const toDer = (text: string) => Buffer.from(text.replace(/-----.*-----/g, ""), "base64").toString("latin1");
  return [
    [serverChain, rootCertificate],
    [serverKey, serverChain],
    [toDer(crl), rootCertificate],
    [crl, rootCertificate],
    [toDer(serverKey)],
    ...recordedCertificates.filter(({ pem }) => pem.length < 4000).map(({ pem }) => [toDer(pem)]),
  ];
}
