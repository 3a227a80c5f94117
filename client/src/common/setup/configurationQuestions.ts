import { l10n } from "vscode";
import type { CleartextPolicy } from "../../../../server/src/setup/request.ts";
import { type Choice, pickOne, typeText } from "../dialog/inputs.ts";
import { networkProblem } from "../dialog/problems.ts";
import { type Access, onPaths, type SetupAnswers, type SetupQuestion } from "./answers.ts";

const setsServerUp = (answers: Partial<SetupAnswers>) =>
  onPaths("self-signed", "ca", "chain", "install")(answers) && answers.surroundings?.cluster !== undefined;
const letsClientsIn = (answers: Partial<SetupAnswers>) =>
  setsServerUp(answers) || (answers.path === "client" && answers.surroundings?.cluster !== undefined);

const protocols: readonly Choice<"TLSv1.2" | "TLSv1.3">[] = [
  {
    label: l10n.t("TLS 1.2 and Newer"),
    detail: l10n.t("What clients of the last ten years can"),
    value: "TLSv1.2",
  },
  {
    label: l10n.t("TLS 1.3 Only"),
    detail: l10n.t("Where all clients have OpenSSL 1.1.1 or later"),
    value: "TLSv1.3",
  },
];

const policies: readonly Choice<CleartextPolicy>[] = [
  { label: l10n.t("Keep Them"), detail: l10n.t("pg_hba.conf stays as it is for now"), value: "keep" },
  {
    label: l10n.t("Make Them hostssl"),
    detail: l10n.t("The same clients, only with encryption"),
    value: "hostssl",
  },
  {
    label: l10n.t("Reject Cleartext Before Them"),
    detail: l10n.t("A record hostnossl … reject above all that admit other machines"),
    value: "reject",
  },
];

const methods: readonly Choice<Access>[] = [
  { label: l10n.t("None"), detail: l10n.t("The records of pg_hba.conf stay as they are"), value: "none" },
  { label: l10n.t("Password over TLS"), detail: "hostssl … scram-sha-256", value: "password" },
  {
    label: l10n.t("Client Certificate"),
    detail: l10n.t("hostssl … cert: the certificate names the role"),
    value: "cert",
  },
  {
    label: l10n.t("Password and Client Certificate"),
    detail: "hostssl … scram-sha-256 clientcert=verify-full",
    value: "password+cert",
  },
];

/** What is proposed for postgresql.conf and pg_hba.conf. */
export const configurationQuestions: readonly SetupQuestion[] = [
  {
    field: "minProtocol",
    when: setsServerUp,
    async prompt({ minProtocol: current = "TLSv1.2" }, frame) {
      const minProtocol = await pickOne(
        frame,
        l10n.t("Which TLS versions does the server allow?"),
        protocols,
        current,
      );
      return minProtocol && { minProtocol };
    },
  },
  {
    field: "sni",
    when: (answers) => setsServerUp(answers) && (answers.surroundings?.serverVersion ?? 0) >= 19,
    async prompt({ sni: current = false }, frame) {
      const choices = [
        { label: l10n.t("For All Hosts"), detail: "ssl_cert_file", value: false },
        {
          label: l10n.t("For These Host Names Alone"),
          detail: l10n.t("pg_hosts.conf and ssl_sni = on"),
          value: true,
        },
      ];
      const sni = await pickOne(
        frame,
        l10n.t("For which hosts does the server send the certificate?"),
        choices,
        current,
      );
      return sni === undefined ? undefined : { sni };
    },
  },
  {
    field: "cleartext",
    when: (answers) => setsServerUp(answers) && (answers.surroundings?.cleartextRecords.length ?? 0) > 0,
    async prompt({ cleartext: current = "hostssl", surroundings }, frame) {
      const count = surroundings?.cleartextRecords.length ?? 0;
      const placeholder =
        count === 1
          ? l10n.t("A record admits other machines without encryption. Change that?")
          : l10n.t("{0} records admit other machines without encryption. Change that?", count);
      const cleartext = await pickOne(frame, placeholder, policies, current);
      return cleartext && { cleartext };
    },
  },
  {
    field: "access",
    when: letsClientsIn,
    async prompt({ access, path, hasSubject }, frame) {
      // A map goes with the method cert alone.
      const offered = methods.filter(
        ({ value }) => !(path === "client" && hasSubject) || value !== "password+cert",
      );
      const current = access ?? (path === "client" ? "cert" : "password");
      const picked = await pickOne(
        frame,
        l10n.t("Which record for clients is added to pg_hba.conf?"),
        offered,
        current,
      );
      return picked && { access: picked };
    },
  },
  {
    field: "address",
    when: (answers) => letsClientsIn(answers) && answers.access !== "none",
    async prompt({ address: value = "all" }, frame) {
      const prompt = l10n.t(
        "From where: an address, a network such as 10.0.0.0/8, a host name, samenet, or all",
      );
      const address = await typeText(frame, { prompt, value, problem: networkProblem });
      return address === undefined ? undefined : { address };
    },
  },
];
