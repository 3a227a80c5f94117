import type { CancellationToken, Progress } from "vscode";
import type {
  BaseLanguageClient,
  ProgressType,
  WorkDoneProgressBegin,
  WorkDoneProgressReport,
} from "vscode-languageclient";
import { editorText } from "../../../../server/src/lsp/editorText.ts";
import type {
  SetupAnswer,
  SetupApplyParams,
  SetupPlanAnswer,
  SetupSurroundingsParams,
  setupApplyRequest,
  setupPlanRequest,
  setupSurroundingsRequest,
} from "../../../../server/src/lsp/protocol.ts";
import type { SetupOutcome, SetupSurroundings } from "../../../../server/src/setup/plan.ts";
import type { SetupRequest } from "../../../../server/src/setup/request.ts";
import { AnswerProblem } from "../dialog/promptAll.ts";

/** What the language server does for a set-up. Each function throws an `AnswerProblem` where something prevents it. */
export interface Engine {
  surroundings(params: SetupSurroundingsParams): Promise<SetupSurroundings>;
  plan(request: SetupRequest): Promise<SetupPlanAnswer>;
  apply(
    params: Omit<SetupApplyParams, "workDoneToken">,
    progress: Progress<{ message?: string; increment?: number }>,
    token: CancellationToken,
  ): Promise<SetupOutcome>;
}

// Not imported, so that activation need not load what this file shares with it.
const surroundings = "pgssl/setupSurroundings" satisfies typeof setupSurroundingsRequest;
const plan = "pgssl/setupPlan" satisfies typeof setupPlanRequest;
const apply = "pgssl/setupApply" satisfies typeof setupApplyRequest;

/** The library distinguishes progresses by their tokens; loading its class for this would load all of it once more. */
const progressType = {} as ProgressType<WorkDoneProgressBegin | WorkDoneProgressReport>;
let runs = 0;

/** The engine behind a language client. */
export function engineOf(client: BaseLanguageClient): Engine {
  async function send<Answer>(method: string, params: object, token?: CancellationToken): Promise<Answer> {
    const given = await client.sendRequest<SetupAnswer<Answer>>(method, params, token);
    if (!given.problem) return given.answer;
    const { message, field } = given.problem;
    throw new AnswerProblem(message, field && (questionOf[field] ?? field));
  }
  return {
    surroundings: (params) => send(surroundings, params),
    plan: (request) => send(plan, request),
    async apply(params, progress, token) {
      const workDoneToken = `pgssl-setup-${++runs}`;
      let done = 0;
      const reports = client.onProgress(progressType, workDoneToken, ({ message, percentage }) => {
        progress.report({
          ...(message !== undefined && { message: editorText(message) }),
          ...(percentage !== undefined && { increment: percentage - done }),
        });
        done = percentage ?? done;
      });
      try {
        return await send(apply, { ...params, workDoneToken }, token);
      } finally {
        reports.dispose();
      }
    },
  };
}

/** The question that fills a part of the request, where it has another name. */
const questionOf: Readonly<Record<string, string>> = {
  cluster: "document",
  clients: "roles",
  configuration: "access",
};
