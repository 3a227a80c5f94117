import { resolve } from "node:path";
import type { Command } from "commander";
import { createLanguageService } from "../../core/index.ts";
import { nodeHost } from "../../disk/nodeHost.ts";
import { loadPki } from "../../pki/loadPki.ts";
import { applyConfiguration } from "../../setup/applyConfiguration.ts";
import { applySetup, planSetup, type SetupContext, thisMachine } from "../../setup/index.ts";
import { secretKinds } from "../../setup/pathPlan.ts";
import { type SetupPlan, SetupProblem } from "../../setup/plan.ts";
import { type SetupPath, type SetupRequest, type SetupSecrets, setupPaths } from "../../setup/request.ts";
import { printed, toJson } from "../printed.ts";
import { addPaths } from "./addPaths.ts";
import type { InitOptions } from "./options.ts";
import { nextStepsText, planText } from "./planText.ts";
import type { Questions } from "./questions.ts";
import { needSecrets, readSecrets } from "./readSecrets.ts";
import { toRequest } from "./toRequest.ts";

/** The exit status of a run that was stopped by what it found, or by the user; nothing was written then. */
const notDone = 1;

/** Runs `pgssl init` with its words; `command` is the command itself, without options yet. Returns the exit status. @throws CannotRun */
export async function init(command: Command, words: readonly string[]): Promise<number> {
  let status = 0;
  const run = async (path: SetupPath | undefined, folder: string | undefined, options: InitOptions) => {
    status = await setUp(path, folder, options);
  };
  command
    .description(
      "Makes certificates, and the configuration that goes with them. Prompts for what is missing when it runs on a terminal. " +
        "Exit status: 0 done, 1 not done, with the reason, 2 could not run.",
    )
    .argument("[PATH]", "one of those below")
    .action((word: string | undefined) => {
      if (word !== undefined) command.error(`error: there is no ${word} to make: ${setupPaths.join(", ")}`);
      return run(undefined, undefined, {});
    });
  addPaths(command, run);
  await command.parseAsync(words, { from: "user" });
  return status;
}

async function setUp(
  path: SetupPath | undefined,
  folder: string | undefined,
  options: InitOptions,
): Promise<number> {
  const context: SetupContext = {
    service: createLanguageService(nodeHost, loadPki),
    host: nodeHost,
    machine: thisMachine(),
  };
  const canPrompt =
    process.stdin.isTTY === true && process.stdout.isTTY === true && !options.nonInteractive && !options.json;
  const questions = canPrompt ? (await import("./questions.ts")).questions : undefined;
  try {
    if (!path && !questions)
      throw new SetupProblem(`Name what to make: pgssl init ${setupPaths.join(" | ")}`);
    const given = toRequest(path ?? (await questions?.path()) ?? "self-signed", folder, options);
    const request = questions ? await questions.fill(context, given) : given;
    return await carryOut(context, request, options, questions);
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    if (options.json) print({ problem: { message: error.message, field: error.field ?? null } });
    else process.stderr.write(`pgssl: ${printed(error.message)}\n`);
    return notDone;
  }
}

async function carryOut(
  context: SetupContext,
  request: SetupRequest,
  options: InitOptions,
  questions: Questions | undefined,
): Promise<number> {
  const { plan, places } = await planSetup(context, request);
  if (!options.json) process.stdout.write(planText(plan));
  if (options.dryRun) {
    if (options.json) print({ plan, dryRun: true, written: [], configured: false });
    else process.stdout.write(`\n${nextStepsText(plan, false)}`);
    return 0;
  }
  const replace = await findReplaced(plan, options, questions);
  const given = await readSecrets(plan.secrets, options);
  const secrets: SetupSecrets = questions ? await questions.secrets(plan.secrets, given) : given;
  needSecrets(plan.secrets, secrets);
  if (questions && !(await questions.mayWrite())) return notDone;
  const { written } = await applySetup(context, plan.request, {
    secrets,
    replace,
    places,
    ...(questions && { progress: (message: string) => process.stdout.write(`${printed(message)} …\n`) }),
  });
  const configured =
    plan.configuration.length > 0 &&
    (options.configure === true || (questions !== undefined && (await questions.mayConfigure(plan))));
  if (configured) await applyConfiguration(context, plan.configuration, places);
  if (options.json) print({ plan, dryRun: false, written, configured });
  else process.stdout.write(`\n${nextStepsText(plan, configured)}`);
  return 0;
}

/**
 * Of the files that exist, those that may be replaced. Without a terminal what the path is about needs no word of its own, but
 * a private key always does.
 */
async function findReplaced(
  { files }: SetupPlan,
  { force = [] }: InitOptions,
  questions: Questions | undefined,
): Promise<string[]> {
  const forced = force.map((path) => resolve(path));
  const allowed: string[] = [];
  for (const file of files.filter(({ exists }) => exists)) {
    if (
      forced.includes(file.path) ||
      (questions ? await questions.mayReplace(file) : file.replaces && !secretKinds.has(file.kind))
    )
      allowed.push(file.path);
  }
  return allowed;
}

function print(answer: unknown): void {
  process.stdout.write(`${toJson(answer, 2)}\n`);
}
