import { l10n } from "vscode";
import type { ClientForm } from "../../../../server/src/setup/request.ts";
import { pickMany, pickOne, typeText } from "../dialog/inputs.ts";
import { listed, listProblem, nameProblem } from "../dialog/problems.ts";
import { onPaths, type SetupQuestion } from "./answers.ts";

const forms: readonly { label: string; detail: string; value: ClientForm }[] = [
  { label: "PEM", detail: l10n.t("For libpq, and what is built on it"), value: "pem" },
  { label: "PKCS #12", detail: l10n.t("For JDBC: one file, with a passphrase"), value: "pkcs12" },
  {
    label: l10n.t("PKCS #8 in DER"),
    detail: l10n.t("For JDBC: the key in a file of its own"),
    value: "pkcs8-der",
  },
];

/** Who gets a client certificate, and as which files. */
export const clientQuestions: readonly SetupQuestion[] = [
  {
    field: "roles",
    when: onPaths("client"),
    async prompt({ roles = [] }, frame) {
      const text = await typeText(frame, {
        prompt: l10n.t("The roles that get a certificate"),
        placeholder: "app, reporting",
        value: roles.join(", "),
        problem: listProblem(nameProblem),
      });
      return text === undefined ? undefined : { roles: listed(text) };
    },
  },
  {
    field: "hasSubject",
    when: onPaths("client"),
    async prompt({ hasSubject: current = false }, frame) {
      const choices = [
        {
          label: l10n.t("The Role Alone"),
          detail: l10n.t("CN=app: the server compares it with the role, nothing else is needed"),
          value: false,
        },
        {
          label: l10n.t("A Subject of Your Own"),
          detail: l10n.t("Such as CN=Ada Lovelace,O=Example: a line of pg_ident.conf leads to the role"),
          value: true,
        },
      ];
      const hasSubject = await pickOne(
        frame,
        l10n.t("Which subject does the certificate have?"),
        choices,
        current,
      );
      return hasSubject === undefined ? undefined : { hasSubject };
    },
  },
  {
    field: "subject",
    when: ({ path, hasSubject }) => path === "client" && hasSubject === true,
    async prompt({ subject: value, roles = [] }, frame) {
      const subject = await typeText(frame, {
        prompt: l10n.t("The subject; {role} is replaced by the role"),
        value: value ?? "CN={role}@example.com,O=Example",
        problem(text) {
          if (!/^[A-Za-z]+=./.test(text)) return l10n.t("A subject such as CN=Ada Lovelace,O=Example");
          const isOne = roles.length > 1 && !text.includes("{role}");
          return isOne
            ? l10n.t("Several roles need {role} in it, so that their certificates differ")
            : undefined;
        },
      });
      return subject === undefined ? undefined : { subject };
    },
  },
  {
    field: "clientForms",
    when: onPaths("client"),
    async prompt({ clientForms: current = ["pem"] }, frame) {
      const clientForms = await pickMany(
        frame,
        l10n.t("As which files?"),
        forms,
        (form) => current.includes(form),
        (picked) => (picked.length === 0 ? l10n.t("Pick at least one") : undefined),
      );
      return clientForms && { clientForms };
    },
  },
];
