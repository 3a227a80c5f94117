import type { QuickPickItem } from "vscode";
import { pathTitles } from "../../../../server/src/setup/pathTitles.ts";
import type { SetupPath } from "../../../../server/src/setup/request.ts";
import { type Choice, pickOne, separator } from "../dialog/inputs.ts";
import type { SetupQuestion } from "./answers.ts";

const paths: readonly (Choice<SetupPath> | QuickPickItem)[] = [
  separator("the server"),
  {
    label: `$(beaker) ${pathTitles["self-signed"]}`,
    detail: "For a test: clients trust this one certificate",
    value: "self-signed",
  },
  {
    label: `$(shield) ${pathTitles.ca}`,
    detail: "A CA of your own, made where there is none yet, signs the server's certificate",
    value: "ca",
  },
  {
    label: `$(list-tree) ${pathTitles.chain}`,
    detail: "The root's key can stay offline: an intermediate signs",
    value: "chain",
  },
  separator("clients"),
  {
    label: `$(person) ${pathTitles.client}`,
    detail: "For roles, signed by your CA: as PEM, and for JDBC as PKCS #12 or PKCS #8",
    value: "client",
  },
  separator("your company's CA"),
  {
    label: `$(mail) ${pathTitles.csr}`,
    detail: "A key, and a request that you send to the CA",
    value: "csr",
  },
  {
    label: `$(mail-read) ${pathTitles.install}`,
    detail: "Checks that it matches the key, and puts the chain in order",
    value: "install",
  },
  separator("later on"),
  { label: `$(sync) ${pathTitles.renew}`, detail: "With the same key or a new one", value: "renew" },
  {
    label: `$(circle-slash) ${pathTitles.crl}`,
    detail: "A CRL in one file, or in a hashed directory",
    value: "crl",
  },
  {
    label: `$(arrow-swap) ${pathTitles.rollover}`,
    detail: "A new CA beside the old one, until all certificates are renewed",
    value: "rollover",
  },
  {
    label: `$(trash) ${pathTitles.retire}`,
    detail: "The end of a rollover: the old CA leaves the bundles, when no certificate from it is in use",
    value: "retire",
  },
];

/** What is to be set up. */
export const pathQuestion: SetupQuestion = {
  field: "path",
  async prompt({ path: current = "ca" }, frame) {
    const path = await pickOne(frame, "What do you want to set up?", paths, current);
    return path && { path };
  },
};
