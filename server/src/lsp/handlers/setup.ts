import type { CancellationToken } from "vscode-languageserver";
import type { SetupRequest } from "../../setup/request.ts";
import { normalizeUri } from "../convert.ts";
import { guard } from "../guard.ts";
import { WorkDoneProgress } from "../library.ts";
import {
  type SetupAnswer,
  type SetupApplyParams,
  type SetupPlanAnswer,
  type SetupSurroundingsParams,
  setupApplyRequest,
  setupPlanRequest,
  setupSurroundingsRequest,
} from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";
import type { SetupService } from "../setupService.ts";
import { toWorkspaceEdit } from "../toWorkspaceEdit.ts";

/** Plans and makes certificates for the editor, in a trusted workspace alone. */
export function registerSetup(server: ServerContext): void {
  const { connection, service: language, host, machine } = server;
  if (!machine) return;
  let service: Promise<SetupService> | undefined;
  const serve = <Params, Answer>(
    name: string,
    work: (service: SetupService, params: Params, token: CancellationToken) => Promise<SetupAnswer<Answer>>,
  ) => {
    connection.onRequest(
      name,
      (params: Params, token: CancellationToken): Promise<unknown> =>
        guard<SetupAnswer<Answer>>(connection, name, failed, token, async () => {
          if (!server.given.trusted) return untrusted;
          service ??= machine.loadSetup(language, host);
          return work(await service, params, token);
        }),
    );
  };

  serve(setupSurroundingsRequest, (setup, params: SetupSurroundingsParams) =>
    setup.surroundings({ ...params, ...(params.uri !== undefined && { uri: normalizeUri(params.uri) }) }),
  );
  serve(setupPlanRequest, async (setup, request: SetupRequest): Promise<SetupAnswer<SetupPlanAnswer>> => {
    const { answer, problem } = await setup.plan(request);
    if (!answer) return { problem };
    return { answer: { ...answer, edit: await toWorkspaceEdit(server, answer.plan.configuration) } };
  });
  serve(setupApplyRequest, (setup, params: SetupApplyParams, token) => {
    const { workDoneToken } = params;
    return setup.apply(params, token, (message, percentage) => {
      if (workDoneToken === undefined) return;
      void connection.sendProgress(WorkDoneProgress.type, workDoneToken, {
        kind: "report",
        message,
        percentage,
      });
    });
  });
}

const untrusted = {
  problem: { message: "The workspace is not trusted, so nothing is read or written for a set-up." },
};

const failed = { problem: { message: "The set-up failed unexpectedly; see the output of PostgreSQL SSL." } };
