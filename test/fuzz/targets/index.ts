import { documents } from "./documents.ts";
import { manifests } from "./manifests.ts";
import { pemFiles } from "./pem.ts";
import { recordsTarget } from "./records.ts";
import { service } from "./service.ts";
import { cipherList, directive, regularExpression, serviceFile } from "./words.ts";

/** Everything that is fuzzed, by the name that `npm run fuzz` takes. */
export const targets = {
  conf: recordsTarget("postgresql-conf"),
  hba: recordsTarget("pg-hba"),
  ident: recordsTarget("pg-ident"),
  hosts: recordsTarget("pg-hosts"),
  "service-file": serviceFile,
  regex: regularExpression,
  ciphers: cipherList,
  directive,
  manifests,
  documents,
  pem: pemFiles,
  service,
};

export type TargetName = keyof typeof targets;
