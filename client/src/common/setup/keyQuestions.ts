import { l10n } from "vscode";
import type { SetupKeyKind } from "../../../../server/src/setup/request.ts";
import { type Choice, pickOne, typeText } from "../dialog/inputs.ts";
import { daysProblem, hostProblem, listed, listProblem } from "../dialog/problems.ts";
import { onPaths, type SetupAnswers, type SetupQuestion } from "./answers.ts";

const kinds: readonly Choice<SetupKeyKind>[] = [
  { label: "EC P-256", detail: l10n.t("Small, fast, supported everywhere"), value: "EC P-256" },
  { label: "EC P-384", detail: l10n.t("Where a policy requires more"), value: "EC P-384" },
  { label: "RSA 3072", detail: l10n.t("For clients without elliptic curves"), value: "RSA 3072" },
  { label: "RSA 4096", detail: l10n.t("Slower handshakes"), value: "RSA 4096" },
  {
    label: "Ed25519",
    detail: l10n.t("Only where servers and clients have OpenSSL 1.1.1 or later"),
    value: "Ed25519",
  },
];

/** Days that are proposed; a CRL is renewed more often. */
const usualDays = ({ path }: Partial<SetupAnswers>) => (path === "crl" ? 30 : 397);

/** For whom a certificate is, its key, and how long it is good. */
export const keyQuestions: readonly SetupQuestion[] = [
  {
    field: "hosts",
    when: onPaths("self-signed", "ca", "chain", "csr"),
    async prompt({ hosts, surroundings }, frame) {
      const text = await typeText(frame, {
        prompt: l10n.t("Host names and IP addresses by which clients reach the server, the main one first"),
        placeholder: "db.example.com, 10.0.0.5",
        value: (hosts ?? surroundings?.hosts ?? []).join(", "),
        problem: listProblem(hostProblem),
      });
      return text === undefined ? undefined : { hosts: listed(text) };
    },
  },
  {
    field: "newKey",
    when: onPaths("renew"),
    async prompt({ newKey: current = false }, frame) {
      const choices = [
        { label: l10n.t("The Same Key"), detail: l10n.t("The key's file stays as it is"), value: false },
        {
          label: l10n.t("A New Key"),
          detail: l10n.t("After a leak, or because a policy requires it"),
          value: true,
        },
      ];
      const newKey = await pickOne(
        frame,
        l10n.t("With which key is the certificate renewed?"),
        choices,
        current,
      );
      return newKey === undefined ? undefined : { newKey };
    },
  },
  {
    field: "keyKind",
    when: onPaths("self-signed", "ca", "chain", "client", "csr", "rollover"),
    async prompt({ keyKind: current = "EC P-256" }, frame) {
      const keyKind = await pickOne(frame, l10n.t("Which kind of key?"), kinds, current);
      return keyKind && { keyKind };
    },
  },
  {
    field: "days",
    when: onPaths("self-signed", "ca", "chain", "client", "renew", "crl"),
    async prompt(answers, frame) {
      const text = await typeText(frame, {
        prompt:
          answers.path === "crl"
            ? l10n.t("Days until the CRL expires")
            : l10n.t("Days until the certificate expires"),
        value: String(answers.days ?? usualDays(answers)),
        problem: daysProblem,
      });
      return text === undefined ? undefined : { days: Number(text) };
    },
  },
];
