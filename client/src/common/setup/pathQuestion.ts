import type { QuickPickItem } from "vscode";
import type { SetupPath } from "../../../../server/src/setup/request.ts";
import { type Choice, pickOne, separator } from "../dialog/inputs.ts";
import type { SetupQuestion } from "./answers.ts";

const paths: readonly (Choice<SetupPath> | QuickPickItem)[] = [
  separator("the server"),
  {
    label: "$(beaker) Self-Signed Server Certificate",
    detail: "For a test: clients trust this one certificate",
    value: "self-signed",
  },
  {
    label: "$(shield) Root CA and Server Certificate",
    detail: "A CA of your own, made where there is none yet, signs the server's certificate",
    value: "ca",
  },
  {
    label: "$(list-tree) Root, Intermediate and Server Certificate",
    detail: "The root's key can stay offline: an intermediate signs",
    value: "chain",
  },
  separator("clients"),
  {
    label: "$(person) Client Certificates",
    detail: "For roles, signed by your CA: as PEM, and for JDBC as PKCS #12 or PKCS #8",
    value: "client",
  },
  separator("your company's CA"),
  {
    label: "$(mail) Certificate Signing Request",
    detail: "A key, and a request that you send to the CA",
    value: "csr",
  },
  {
    label: "$(mail-read) Take In the CA's Answer",
    detail: "Checks that it matches the key, and puts the chain in order",
    value: "answer",
  },
  separator("later on"),
  { label: "$(sync) Renew a Certificate", detail: "With the same key or a new one", value: "renew" },
  {
    label: "$(circle-slash) Revoke Certificates, Renew the Revocation List",
    detail: "A CRL in one file, or in a hashed directory",
    value: "crl",
  },
  {
    label: "$(arrow-swap) CA Rollover",
    detail: "A new CA beside the old one, until all certificates are renewed",
    value: "rollover",
  },
  {
    label: "$(trash) Retire the Old CA",
    detail: "The end of a rollover: the bundles lose the old CA, once no certificate comes from it any more",
    value: "retire",
  },
];

/** What is to be set up. */
export const pathQuestion: SetupQuestion = {
  field: "path",
  async ask({ path: current = "ca" }, frame) {
    const path = await pickOne(frame, "What do you want to set up?", paths, current);
    return path && { path };
  },
};
