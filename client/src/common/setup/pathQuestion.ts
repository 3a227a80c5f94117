import { l10n, type QuickPickItem } from "vscode";
import type { SetupPath } from "../../../../server/src/setup/request.ts";
import { type Choice, pickOne, separator } from "../dialog/inputs.ts";
import type { SetupQuestion } from "./answers.ts";
import { titleOf } from "./titleOf.ts";

const paths: readonly (Choice<SetupPath> | QuickPickItem)[] = [
  separator(l10n.t("the server")),
  {
    label: `$(beaker) ${titleOf("self-signed")}`,
    detail: l10n.t("For a test: clients trust this one certificate"),
    value: "self-signed",
  },
  {
    label: `$(shield) ${titleOf("ca")}`,
    detail: l10n.t("A CA of your own, made where there is none yet, signs the server's certificate"),
    value: "ca",
  },
  {
    label: `$(list-tree) ${titleOf("chain")}`,
    detail: l10n.t("The root's key can stay offline: an intermediate signs"),
    value: "chain",
  },
  separator(l10n.t("clients")),
  {
    label: `$(person) ${titleOf("client")}`,
    detail: l10n.t("For roles, signed by your CA: as PEM, and for JDBC as PKCS #12 or PKCS #8"),
    value: "client",
  },
  separator(l10n.t("your company's CA")),
  {
    label: `$(mail) ${titleOf("csr")}`,
    detail: l10n.t("A key, and a request that you send to the CA"),
    value: "csr",
  },
  {
    label: `$(mail-read) ${titleOf("install")}`,
    detail: l10n.t("Checks that it matches the key, and puts the chain in order"),
    value: "install",
  },
  separator(l10n.t("later on")),
  { label: `$(sync) ${titleOf("renew")}`, detail: l10n.t("With the same key or a new one"), value: "renew" },
  {
    label: `$(circle-slash) ${titleOf("crl")}`,
    detail: l10n.t("A CRL in one file, or in a hashed directory"),
    value: "crl",
  },
  {
    label: `$(arrow-swap) ${titleOf("rollover")}`,
    detail: l10n.t("A new CA beside the old one, until all certificates are renewed"),
    value: "rollover",
  },
  {
    label: `$(trash) ${titleOf("retire")}`,
    detail: l10n.t(
      "The end of a rollover: the old CA leaves the bundles, when no certificate from it is in use",
    ),
    value: "retire",
  },
];

/** What is to be set up. */
export const pathQuestion: SetupQuestion = {
  field: "path",
  async prompt({ path: current = "ca" }, frame) {
    const path = await pickOne(frame, l10n.t("What do you want to set up?"), paths, current);
    return path && { path };
  },
};
