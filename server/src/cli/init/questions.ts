import { resolve } from "node:path";
import * as prompts from "@clack/prompts";
import { toUri } from "../../disk/fileUri.ts";
import { findSurroundings, type SetupContext } from "../../setup/index.ts";
import {
  type NeededSecret,
  type PlannedFile,
  type SetupPlan,
  SetupProblem,
  type SetupSurroundings,
} from "../../setup/plan.ts";
import {
  clientForms,
  type SecretId,
  type SetupPath,
  type SetupRequest,
  type SetupSecrets,
  setupKeyKinds,
  setupPaths,
} from "../../setup/request.ts";
import { printed } from "../printed.ts";
import { pathTexts } from "./options.ts";

/** The questions to a user at a terminal. Ctrl-C or Esc ends them, and nothing has changed. */
export interface Questions {
  path(): Promise<SetupPath>;
  /** Prompts for what a path needs and the options did not give. */
  fill(context: SetupContext, given: SetupRequest): Promise<SetupRequest>;
  secrets(needed: readonly NeededSecret[], given: SetupSecrets): Promise<SetupSecrets>;
  mayReplace(file: PlannedFile): Promise<boolean>;
  mayWrite(): Promise<boolean>;
  mayConfigure(plan: SetupPlan): Promise<boolean>;
}

export const questions: Questions = {
  path: () =>
    answered(
      prompts.select<SetupPath>({
        message: "What do you want to make?",
        options: setupPaths.map((value) => ({ value, label: value, hint: pathTexts[value] })),
      }),
    ),
  async fill(context, given) {
    const cluster = given.cluster ?? (await promptCluster(context));
    const { path } = given;
    const around = await findSurroundings(context, {
      ...(cluster !== undefined && { cluster }),
      ...(given.authorityFolder !== undefined && { authorityFolder: given.authorityFolder }),
    });
    if (around.denied)
      prompts.log.warn(
        printed(
          `This user may not write in ${around.denied.path}. Whoever may, runs: ${around.denied.command}`,
        ),
      );
    let request: SetupRequest = { ...given, ...(cluster !== undefined && { cluster }) };
    for (const { of, unless, prompt } of table) {
      if (of.includes(path) && !unless(request)) request = { ...request, ...(await prompt(around, request)) };
    }
    return request;
  },
  async secrets(needed, given) {
    const secrets: Partial<Record<SecretId, string>> = { ...given };
    for (const { id, prompt, isNew } of needed) secrets[id] ??= await promptSecret(prompt, isNew);
    return secrets;
  },
  mayReplace: ({ path, existing, replaces }) =>
    answered(
      prompts.confirm({
        message: printed(`Replace ${path}${existing ? ` (${existing})` : ""}?`),
        initialValue: replaces,
      }),
    ),
  mayWrite: () => answered(prompts.confirm({ message: "Write these files?" })),
  mayConfigure: ({ configuration }) =>
    answered(
      prompts.confirm({
        message: `Change the configuration as shown above (${configuration.length} edits)?`,
      }),
    ),
};

interface Question {
  readonly of: readonly SetupPath[];
  /** The answer is known. */
  unless(request: SetupRequest): boolean;
  prompt(around: SetupSurroundings, request: SetupRequest): Promise<Partial<SetupRequest>>;
}

const table: readonly Question[] = [
  {
    of: ["ca", "chain", "client", "crl", "rollover", "retire"],
    unless: ({ authorityFolder }) => authorityFolder !== undefined,
    prompt: async ({ authorityFolder }) => ({
      authorityFolder: resolve(
        await promptText("Folder of the CA (best on separate, offline media)", authorityFolder),
      ),
    }),
  },
  {
    of: ["ca", "chain", "rollover"],
    unless: ({ encryptAuthorityKey }) => encryptAuthorityKey !== undefined,
    prompt: async () => ({
      encryptAuthorityKey: await answered(
        prompts.confirm({ message: "Encrypt a new CA key with a passphrase?", initialValue: true }),
      ),
    }),
  },
  {
    of: ["self-signed", "ca", "chain", "csr"],
    unless: ({ hosts }) => hosts !== undefined,
    prompt: async ({ hosts }) => ({
      hosts: words(await promptText("Host names and addresses of the server", hosts.join(", "))),
    }),
  },
  {
    of: ["client"],
    unless: ({ clients }) => clients !== undefined,
    prompt: async () => ({ clients: words(await promptText("Roles", "postgres")).map((role) => ({ role })) }),
  },
  {
    of: ["client"],
    unless: ({ clientForms }) => clientForms !== undefined,
    prompt: async () => ({
      clientForms: await answered(
        prompts.multiselect({
          message: "Files for the clients (PEM for libpq, the others for JDBC)",
          options: clientForms.map((value) => ({ value, label: value })),
          initialValues: ["pem" as const],
        }),
      ),
    }),
  },
  {
    of: ["install"],
    unless: ({ answerFiles }) => answerFiles !== undefined,
    prompt: async () => ({
      answerFiles: words(await promptText("Files that the CA sent", "")).map((path) => resolve(path)),
    }),
  },
  {
    of: ["crl"],
    unless: ({ revoke }) => revoke !== undefined,
    prompt: async () => ({
      revoke: words(await promptText("Certificates to revoke (empty: the CRLs are only renewed)", "")).map(
        (path) => resolve(path),
      ),
    }),
  },
  {
    of: ["renew"],
    unless: ({ newKey }) => newKey !== undefined,
    prompt: async () => ({
      newKey: await answered(prompts.confirm({ message: "With a new key?", initialValue: false })),
    }),
  },
  {
    of: ["self-signed", "ca", "chain", "client", "csr", "rollover"],
    unless: ({ keyKind }) => keyKind !== undefined,
    prompt: async () => ({
      keyKind: await answered(
        prompts.select({
          message: "Kind of key",
          options: setupKeyKinds.map((value) => ({ value, label: value })),
        }),
      ),
    }),
  },
  {
    of: ["self-signed", "ca", "chain", "client", "install"],
    unless: ({ configuration }) => configuration?.cleartext !== undefined,
    prompt: async ({ cleartextRecords }, { configuration }) => {
      if (cleartextRecords.length === 0) return {};
      const cleartext = await answered(
        prompts.select({
          message: printed(`Records that admit other machines without TLS: ${cleartextRecords.join("; ")}`),
          options: [
            { value: "hostssl" as const, label: "require TLS: hostssl" },
            { value: "reject" as const, label: "reject cleartext with a record above them" },
            { value: "keep" as const, label: "keep them" },
          ],
        }),
      );
      return { configuration: { ...configuration, cleartext } };
    },
  },
];

async function promptCluster({ host }: SetupContext): Promise<string | undefined> {
  const isThere = async (folder: string) =>
    typeof (await host.stat(toUri(resolve(folder, "postgresql.conf")))) === "object";
  const folders = [process.cwd(), process.env.PGDATA ?? ""];
  const found = await Promise.all(folders.map(isThere));
  const usual = folders.find((_, at) => found[at]);
  const text = await promptText("Folder of postgresql.conf (empty: make files only)", usual ?? "");
  return text === "" ? undefined : resolve(text);
}

async function promptText(message: string, initialValue: string): Promise<string> {
  // What cannot be shown as it is makes no default: the answer would be another name.
  const shown = printed(initialValue) === initialValue ? initialValue : "";
  return (await answered(prompts.text({ message, initialValue: shown, defaultValue: "" }))).trim();
}

async function promptSecret(prompt: string, isNew: boolean): Promise<string> {
  for (;;) {
    const first = await answered(
      prompts.password({
        message: printed(prompt),
        validate: (value) => (value ? undefined : "It must not be empty"),
      }),
    );
    if (!isNew || first === (await answered(prompts.password({ message: "Repeat it" })))) return first;
    prompts.log.error("The passphrases differ");
  }
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

async function answered<Value>(question: Promise<Value>): Promise<Exclude<Value, symbol>> {
  const value = await question;
  if (prompts.isCancel(value)) throw new SetupProblem("Nothing was written");
  return value as Exclude<Value, symbol>;
}
