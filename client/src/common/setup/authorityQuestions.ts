import { l10n } from "vscode";
import { pickOne, typeText } from "../dialog/inputs.ts";
import { nameProblem, pathProblem } from "../dialog/problems.ts";
import { onPaths, type SetupAnswers, type SetupQuestion } from "./answers.ts";

const needsAuthority = onPaths("ca", "chain", "client", "crl", "renew", "rollover", "retire");

/** Whether a CA will be made. */
function makesAuthority(answers: Partial<SetupAnswers>): boolean {
  if (answers.path === "rollover") return true;
  return onPaths("ca", "chain")(answers) && !answers.surroundings?.authority;
}

/** Where the CA lives. What is found there is looked at next. */
export const authorityFolderQuestion: SetupQuestion = {
  field: "authorityFolder",
  when: needsAuthority,
  async prompt({ path, authorityFolder, surroundings }, frame) {
    const isRetiring = path === "retire";
    // What is known is the new CA's, unless it was typed here.
    const isTyped = authorityFolder !== surroundings?.authorityFolder;
    const value = isRetiring && !isTyped ? surroundings?.predecessorFolder : authorityFolder;
    const folder = await typeText(frame, {
      prompt: isRetiring
        ? l10n.t("The folder of the old CA")
        : l10n.t(
            "The folder of the CA and its key: outside of the data directory, at best on a medium that is offline most of the time",
          ),
      value: value ?? surroundings?.authorityFolder ?? "",
      problem: pathProblem,
    });
    return folder === undefined ? undefined : { authorityFolder: folder };
  },
};

/** What a new CA is called, and how its key is kept. */
export const authorityQuestions: readonly SetupQuestion[] = [
  {
    field: "newAuthorityFolder",
    when: onPaths("rollover", "retire"),
    async prompt({ path, newAuthorityFolder: value, authorityFolder = "", surroundings }, frame) {
      const { authority, successorFolder } = surroundings ?? {};
      const usual = path === "retire" ? successorFolder : authority?.successor.folder;
      const folder = await typeText(frame, {
        prompt: l10n.t("The folder of the new CA and its key"),
        value: value ?? usual ?? `${authorityFolder}-2`,
        problem: pathProblem,
      });
      return folder === undefined ? undefined : { newAuthorityFolder: folder };
    },
  },
  {
    field: "authorityName",
    when: makesAuthority,
    async prompt({ path, authorityName: value, surroundings }, frame) {
      const [host] = surroundings?.hosts ?? [];
      const successor = path === "rollover" ? surroundings?.authority?.successor : undefined;
      const name = await typeText(frame, {
        prompt: l10n.t("The name of the new CA, as in its certificate"),
        value: value ?? successor?.name ?? `PostgreSQL CA${host ? ` of ${host}` : ""}`,
        problem: nameProblem,
      });
      return name === undefined ? undefined : { authorityName: name };
    },
  },
  {
    field: "encryptAuthorityKey",
    when: makesAuthority,
    async prompt({ encryptAuthorityKey: current = true }, frame) {
      const choices = [
        {
          label: l10n.t("Encrypted with a Passphrase"),
          detail: l10n.t("Needed whenever the CA signs; stored nowhere"),
          value: true,
        },
        {
          label: l10n.t("Not Encrypted"),
          detail: l10n.t("Protected only by file mode 0600 and its location"),
          value: false,
        },
      ];
      const encryptAuthorityKey = await pickOne(
        frame,
        l10n.t("How is the CA's key stored?"),
        choices,
        current,
      );
      return encryptAuthorityKey === undefined ? undefined : { encryptAuthorityKey };
    },
  },
];
