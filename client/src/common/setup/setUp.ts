import { commands, l10n, type Memento, ProgressLocation, type Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorText } from "../../../../server/src/lsp/editorText.ts";
import { sealSecret } from "../../../../server/src/lsp/sealSecret.ts";
import type { SetupPath } from "../../../../server/src/setup/request.ts";
import { clusterQuestion, clustersFor } from "../dialog/clusters.ts";
import { AnswerProblem, promptAll } from "../dialog/promptAll.ts";
import { type SetupAnswers, type SetupQuestion, toRequest } from "./answers.ts";
import { applyConfiguration } from "./applyConfiguration.ts";
import { authorityFolderQuestion, authorityQuestions } from "./authorityQuestions.ts";
import { clientQuestions } from "./clientQuestions.ts";
import { configurationQuestions } from "./configurationQuestions.ts";
import { deniedQuestion } from "./deniedQuestion.ts";
import { type Engine, engineOf } from "./engine.ts";
import { keyQuestions } from "./keyQuestions.ts";
import { pathQuestion } from "./pathQuestion.ts";
import { showResult } from "./result.ts";
import { secretQuestions } from "./secretQuestions.ts";
import { replaceQuestion, summaryQuestion } from "./summaryQuestions.ts";
import { titleOf } from "./titleOf.ts";
import { upkeepQuestions } from "./upkeepQuestions.ts";

/** Where the folder of the CA is remembered. */
const authorityFolderKey = "authorityFolder";

/**
 * Sets TLS up: prompts for the options, shows what they would do, makes the files, changes the configuration,
 * and shows what remains. Chosen already may be one way through it, and the certificate to renew; `memory` keeps the CA's folder for the
 * next time.
 */
export async function setUp(
  client: BaseLanguageClient,
  memory: Memento,
  active: Uri | undefined,
  { path, certificate }: Pick<Partial<SetupAnswers>, "path" | "certificate"> = {},
): Promise<void> {
  if (!workspace.isTrusted) {
    await window.showWarningMessage(l10n.t("Nothing is set up in a workspace that is not trusted."));
    return;
  }
  const clusters = await clustersFor(active);
  const engine = engineOf(client);
  const questions = [clusterQuestion<SetupAnswers>(clusters), ...setupQuestions(engine, client, path)];
  const [document] = clusters;
  const authorityFolder = memory.get<string>(authorityFolderKey);
  const known = {
    ...(document && { document }),
    ...(path && { path }),
    ...(certificate !== undefined && { certificate }),
    ...(authorityFolder !== undefined && { authorityFolder }),
  };
  const answers = await promptAll<SetupAnswers>(({ path }) => titleOf(path), questions, known).catch(
    async (error) => {
      if (!(error instanceof AnswerProblem)) throw error;
      await window.showErrorMessage(editorText(error.message));
      return undefined;
    },
  );
  const written = answers?.isConfirmed ? answers.outcome.written.length : 0;
  const result =
    [l10n.t("nothing was written"), l10n.t("1 file was written")][written] ??
    l10n.t("{0} files were written", written);
  window.setStatusBarMessage(`${titleOf(path ?? answers?.path)}: ${result}`, 10_000);
  if (!answers?.isConfirmed) return;
  const { newAuthorityFolder = answers.authorityFolder ?? authorityFolder } = answers;
  await memory.update(authorityFolderKey, newAuthorityFolder);
  await commands.executeCommand("setContext", "pgssl.madeCertificates", true);
  const isApplied = answers.configures && (await applyConfiguration(client, engine, answers.planned));
  if (isApplied) await commands.executeCommand("setContext", "pgssl.changedConfiguration", true);
  showResult(titleOf(answers.path), answers.planned.plan, isApplied);
}

function setupQuestions(
  engine: Engine,
  client: BaseLanguageClient,
  path: SetupPath | undefined,
): readonly SetupQuestion[] {
  /** Looks at the cluster, and again at the CA when it is elsewhere. */
  const look: SetupQuestion = {
    isSilent: true,
    async prompt({ document, authorityFolder }) {
      const uri = document && client.code2ProtocolConverter.asUri(document);
      const params = { ...(uri !== undefined && { uri }), ...(authorityFolder && { authorityFolder }) };
      return { surroundings: await engine.surroundings(params) };
    },
  };
  const plan: SetupQuestion = {
    isSilent: true,
    prompt: async (answers) => ({ planned: await engine.plan(toRequest(answers)) }),
  };
  const apply: SetupQuestion = {
    isSilent: true,
    when: ({ isConfirmed }) => isConfirmed === true,
    prompt: (answers) => makeFiles(engine, answers),
  };
  return [
    look,
    deniedQuestion,
    ...(path ? [] : [pathQuestion]),
    authorityFolderQuestion,
    { ...look, when: isElsewhere },
    ...authorityQuestions,
    ...upkeepQuestions,
    ...clientQuestions,
    ...keyQuestions,
    ...configurationQuestions,
    plan,
    replaceQuestion,
    ...secretQuestions,
    summaryQuestion,
    apply,
  ];
}

/** The user chose another folder for the CA than the one that was looked at. */
function isElsewhere({ authorityFolder, surroundings }: Partial<SetupAnswers>): boolean {
  return authorityFolder !== undefined && authorityFolder !== surroundings?.authorityFolder;
}

/** Has the files made while a progress is shown, which the user can cancel. */
async function makeFiles(
  engine: Engine,
  { planned, secrets = {}, replace = [] }: Partial<SetupAnswers>,
): Promise<Partial<SetupAnswers> | undefined> {
  if (!planned) return undefined;
  const { plan, sealingKey } = planned;
  const wanted = plan.secrets.flatMap(({ id }) =>
    secrets[id] === undefined ? [] : [[id, secrets[id]] as const],
  );
  const sealed = await Promise.all(
    wanted.map(async ([id, secret]) => [id, await sealSecret(sealingKey, secret)] as const),
  );
  const params = { request: plan.request, secrets: Object.fromEntries(sealed), replace };
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t("Making keys and certificates"),
    cancellable: true,
  };
  return window.withProgress(options, async (progress, token) => ({
    outcome: await engine.apply(params, progress, token),
  }));
}
