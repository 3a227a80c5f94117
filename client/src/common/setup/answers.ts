import type { SetupPlanAnswer } from "../../../../server/src/lsp/protocol.ts";
import type { SetupOutcome, SetupSurroundings } from "../../../../server/src/setup/plan.ts";
import type {
  ConfigurationRequest,
  SecretId,
  SetupPath,
  SetupRequest,
} from "../../../../server/src/setup/request.ts";
import type { WithCluster } from "../dialog/clusters.ts";
import type { Question } from "../dialog/promptAll.ts";

/** How clients log in by a new `hostssl` record, or that none is added. */
export type Access = NonNullable<ConfigurationRequest["access"]>["method"] | "none";

/** What the dialog gathers: the request in pieces, and what its questions and the making of the files need. */
export interface SetupAnswers
  extends WithCluster,
    Omit<SetupRequest, "cluster" | "configuration" | "clients">,
    Omit<ConfigurationRequest, "access"> {
  readonly surroundings: SetupSurroundings;
  readonly roles: readonly string[];
  /** Whether a client's subject is more than its role, and what it then is, with `{role}` in place of the role. */
  readonly hasSubject: boolean;
  readonly subject: string;
  /** Whether certificates are revoked, or the CRL is only made or renewed. */
  readonly isRevoking: boolean;
  readonly access: Access;
  readonly address: string;
  readonly planned: SetupPlanAnswer;
  /** Existing files that may be replaced. */
  readonly replace: readonly string[];
  readonly secrets: Readonly<Partial<Record<SecretId, string>>>;
  /** Whether the user goes on though the cluster is not theirs to write. */
  readonly goesOn: true;
  /** Whether the user accepted the summary, and whether the configuration is changed with it. */
  readonly isConfirmed: boolean;
  readonly configures: boolean;
  readonly outcome: SetupOutcome;
}

export type SetupQuestion = Question<SetupAnswers>;

/** A condition that is true for some paths. */
export function onPaths(...paths: readonly SetupPath[]): (answers: Partial<SetupAnswers>) => boolean {
  return ({ path }) => path !== undefined && paths.includes(path);
}

/** The request that the answers make. */
export function toRequest(answers: Partial<SetupAnswers>): SetupRequest {
  const { path, surroundings, roles, hasSubject, subject = "" } = answers;
  const { access, address, minProtocol, cleartext, sni } = answers;
  if (!path) throw new Error("a set-up needs a path");
  const files = Object.fromEntries(
    fileFields.flatMap((field) => (answers[field] === undefined ? [] : [[field, answers[field]]])),
  ) as Partial<Pick<SetupRequest, (typeof fileFields)[number]>>;
  return {
    path,
    ...files,
    ...(surroundings?.cluster !== undefined && { cluster: surroundings.cluster }),
    ...(roles && {
      clients: roles.map((role) => ({
        role,
        ...(hasSubject && { subject: subject.replaceAll("{role}", role) }),
      })),
    }),
    configuration: {
      ...(minProtocol && { minProtocol }),
      ...(cleartext && { cleartext }),
      ...(sni !== undefined && { sni }),
      ...(access && access !== "none" && { access: { method: access, ...(address && { address }) } }),
    },
  };
}

/** The answers that are parts of the request as they are. */
const fileFields = [
  "authorityFolder",
  "newAuthorityFolder",
  "authorityName",
  "encryptAuthorityKey",
  "hosts",
  "keyKind",
  "days",
  "clientForms",
  "answerFiles",
  "revoke",
  "revocationReason",
  "crlForm",
  "certificate",
  "newKey",
] as const satisfies readonly (keyof SetupRequest & keyof SetupAnswers)[];
