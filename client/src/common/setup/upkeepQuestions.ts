import { l10n, Uri, workspace } from "vscode";
import type { RevocationReason } from "../../../../server/src/setup/request.ts";
import { type Choice, pickOne } from "../dialog/inputs.ts";
import { pickFile, pickFiles } from "../dialog/pickFiles.ts";
import { onPaths, type SetupAnswers, type SetupQuestion } from "./answers.ts";

const reasons: readonly Choice<RevocationReason>[] = [
  { label: l10n.t("Unspecified"), value: "unspecified" },
  {
    label: l10n.t("Key Compromised"),
    detail: l10n.t("Somebody else may have the key"),
    value: "keyCompromise",
  },
  {
    label: l10n.t("Affiliation Changed"),
    detail: l10n.t("The owner left, or does something else"),
    value: "affiliationChanged",
  },
  { label: l10n.t("Superseded"), detail: l10n.t("Another certificate took its place"), value: "superseded" },
  { label: l10n.t("No Longer Used"), value: "cessationOfOperation" },
];

const crlForms: readonly Choice<"file" | "directory">[] = [
  { label: l10n.t("One File"), detail: "ssl_crl_file", value: "file" },
  {
    label: l10n.t("Hashed Directory"),
    detail: l10n.t("ssl_crl_dir: CRLs of several CAs side by side"),
    value: "directory",
  },
];

const isRevoking = ({ path, isRevoking }: Partial<SetupAnswers>) => path === "crl" && isRevoking === true;

/** What a company's CA answered, what is revoked, and what is renewed. */
export const upkeepQuestions: readonly SetupQuestion[] = [
  {
    field: "answerFiles",
    when: onPaths("install"),
    async prompt({ answerFiles }, frame) {
      const placeholder = l10n.t("The CA's answer, and its intermediates if they came apart");
      const endings = ["crt", "cer", "pem", "der", "p7b", "p7c"];
      const files = await pickFiles(frame, { placeholder, endings }, answerFiles);
      return files && { answerFiles: files.map(({ fsPath }) => fsPath) };
    },
  },
  {
    field: "isRevoking",
    when: onPaths("crl"),
    async prompt({ isRevoking: current = true }, frame) {
      const choices = [
        { label: l10n.t("Revoke Certificates"), value: true },
        {
          label: l10n.t("Make or Renew the CRL"),
          detail: l10n.t("With the entries that it has"),
          value: false,
        },
      ];
      const isRevoking = await pickOne(frame, l10n.t("What is to be done?"), choices, current);
      return isRevoking === undefined ? undefined : { isRevoking };
    },
  },
  {
    field: "revoke",
    when: isRevoking,
    async prompt({ revoke, authorityFolder }, frame) {
      const placeholder = l10n.t("The certificates to revoke");
      const files = await pickFiles(
        frame,
        { placeholder, endings: ["crt", "cer", "pem"], folders: clientFolders(authorityFolder) },
        revoke,
      );
      return files && { revoke: files.map(({ fsPath }) => fsPath) };
    },
  },
  {
    field: "revocationReason",
    when: isRevoking,
    async prompt({ revocationReason: current = "unspecified" }, frame) {
      const revocationReason = await pickOne(frame, l10n.t("Why?"), reasons, current);
      return revocationReason && { revocationReason };
    },
  },
  {
    field: "crlForm",
    when: ({ path, surroundings }) => path === "crl" && (surroundings?.serverVersion ?? 0) >= 14,
    async prompt({ crlForm: current = "file" }, frame) {
      const crlForm = await pickOne(frame, l10n.t("How does the server get the CRL?"), crlForms, current);
      return crlForm && { crlForm };
    },
  },
  {
    field: "certificate",
    when: onPaths("renew"),
    async prompt({ certificate, surroundings, authorityFolder }, frame) {
      // After a rollover the certificates of the old CA are renewed from the new one.
      const issuers = [authorityFolder ?? surroundings?.authorityFolder, surroundings?.predecessorFolder];
      const current = certificate ?? surroundings?.serverCertificate?.path;
      const own = surroundings?.serverCertificate;
      const outside = certificate !== undefined && !workspace.getWorkspaceFolder(Uri.file(certificate));
      const picked = await pickFile(
        frame,
        {
          placeholder: l10n.t("Which certificate is renewed?"),
          endings: ["crt", "cer", "pem"],
          folders: [
            ...issuers.flatMap(clientFolders),
            ...(outside ? [Uri.joinPath(Uri.file(certificate), "..")] : []),
          ],
        },
        current && current !== own?.path ? Uri.file(current) : undefined,
        own &&
          l10n.t(
            "The server's: {0}, until {1}",
            own.subject,
            new Date(own.notAfter).toISOString().slice(0, 10),
          ),
      );
      if (picked === undefined) return undefined;
      const path = picked === "none" ? own?.path : picked.fsPath;
      return path === undefined ? undefined : { certificate: path };
    },
  },
];

/** Where the certificates of clients lie by default. */
function clientFolders(authorityFolder: string | undefined): Uri[] {
  return authorityFolder === undefined ? [] : [Uri.joinPath(Uri.file(authorityFolder), "clients")];
}
