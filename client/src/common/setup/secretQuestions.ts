import { l10n } from "vscode";
import type { SecretId, secretIds } from "../../../../server/src/setup/request.ts";
import { typeText } from "../dialog/inputs.ts";
import type { SetupAnswers, SetupQuestion } from "./answers.ts";

/** Characters that OpenSSL wants of a passphrase that is to encrypt a key. */
const minLength = 4;
/** Bytes that can be sealed on the way to the server. */
const maxBytes = 300;

const ids = ["authorityKey", "newAuthorityKey", "serverKey", "export"] as const satisfies
  | typeof secretIds
  | readonly SecretId[];

/** The passphrases that the plan needs, new ones twice. They are kept in the dialog's answers and nowhere else. */
export const secretQuestions: readonly SetupQuestion[] = ids.flatMap((id) => [typed(id), repeated(id)]);

function typed(id: SecretId): SetupQuestion {
  return {
    field: "secrets",
    when: (answers) => needed(answers, id) !== undefined,
    async prompt(answers, frame) {
      const { prompt = "", isNew } = needed(answers, id) ?? {};
      const secret = await typeText(frame, {
        prompt: isNew ? l10n.t("{0}; it is not stored", prompt) : prompt,
        secret: true,
        problem(text) {
          if (new TextEncoder().encode(text).length > maxBytes)
            return l10n.t("{0} bytes at the most", maxBytes);
          if (text === "") return l10n.t("Type a passphrase");
          return isNew && text.length < minLength ? l10n.t("At least {0} characters", minLength) : undefined;
        },
      });
      return secret === undefined ? undefined : { secrets: { ...answers.secrets, [id]: secret } };
    },
  };
}

function repeated(id: SecretId): SetupQuestion {
  return {
    when: (answers) => needed(answers, id)?.isNew === true,
    async prompt(answers, frame) {
      const secret = await typeText(frame, {
        prompt: l10n.t("Repeat the passphrase"),
        secret: true,
        problem: (text) => (text === answers.secrets?.[id] ? undefined : l10n.t("The passphrases differ")),
      });
      return secret === undefined ? undefined : {};
    },
  };
}

function needed({ planned }: Partial<SetupAnswers>, id: SecretId) {
  return planned?.plan.secrets.find((secret) => secret.id === id);
}
