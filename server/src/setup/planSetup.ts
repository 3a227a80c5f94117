import { activationOf, namedFiles } from "../core/index.ts";
import { isWithin } from "../disk/isWithin.ts";
import { findPlace, type Place } from "../disk/place.ts";
import { proposeConfiguration } from "./configuration/propose.ts";
import { exists, needAbsolute, readTarget, type SetupContext, type Target, toPath } from "./context.ts";
import { checkDays } from "./dates.ts";
import { describeExisting } from "./describeExisting.ts";
import { ed25519Notes, listenNotes } from "./notes.ts";
import { ownerFor } from "./owner.ts";
import { modeOf, type PathPlan } from "./pathPlan.ts";
import { planClient } from "./paths/client.ts";
import { planCrl } from "./paths/crl.ts";
import { planCsr } from "./paths/csr.ts";
import { planInstall } from "./paths/install.ts";
import type { PathInput } from "./paths/pathInput.ts";
import { planRenewal } from "./paths/renew.ts";
import { planRetirement } from "./paths/retire.ts";
import { planRollover } from "./paths/rollover.ts";
import { planSelfSigned } from "./paths/selfSigned.ts";
import { planSigned } from "./paths/signed.ts";
import { findPlaces } from "./places.ts";
import { type Activation, type Note, type PlannedFile, type SetupPlan, SetupProblem } from "./plan.ts";
import type { SetupPath, SetupRequest } from "./request.ts";
import { usualHosts } from "./surroundings.ts";

/** A plan, and how to carry it out, which stays in the engine. */
export interface Prepared {
  readonly plan: SetupPlan;
  readonly pathPlan: PathPlan;
  readonly target: Target | undefined;
  /** Where the files that are written are now, by path. */
  readonly places: ReadonlyMap<string, Place>;
}

const planners: Readonly<Record<SetupPath, (input: PathInput) => Promise<PathPlan>>> = {
  "self-signed": planSelfSigned,
  ca: (input) => planSigned(input, "root"),
  chain: (input) => planSigned(input, "chain"),
  client: planClient,
  csr: planCsr,
  install: planInstall,
  crl: planCrl,
  renew: planRenewal,
  rollover: planRollover,
  retire: planRetirement,
};

/** Finds out all that a set-up would do. Nothing is written and no secret is needed. @throws SetupProblem */
export async function planSetup(context: SetupContext, given: SetupRequest): Promise<Prepared> {
  checkWords(given);
  checkPaths(given);
  checkDays(given);
  const target = await readTarget(context, given);
  const places = findPlaces(context, given, target);
  const request: SetupRequest = {
    ...given,
    authorityFolder: places.authorityFolder,
    clientFolder: places.clientFolder,
    serverFolder: places.serverFolder,
    hosts: given.hosts?.length ? given.hosts : usualHosts(context.machine, target),
    keyKind: given.keyKind ?? (given.path === "renew" ? undefined : "EC P-256"),
  } as SetupRequest;
  const input: PathInput = { context, request: withGivenFolder(request, given), target, places };
  const pathPlan = await planners[given.path](input);
  const files = await Promise.all(pathPlan.files.map((spec) => toPlanned(context, pathPlan, target, spec)));
  const proposal = target && (await proposeConfiguration(context, target, pathPlan.wanted));
  const plan: SetupPlan = {
    path: given.path,
    summary: pathPlan.summary,
    request: pathPlan.request,
    files,
    secrets: pathPlan.secrets,
    configuration: proposal?.edits ?? [],
    activation: activate(given.path, target, files, (proposal?.edits.length ?? 0) > 0),
    steps: pathPlan.steps ?? [],
    clients: pathPlan.clients,
    notes: [
      ...pathPlan.notes,
      ...keyNotes(request, files),
      ...(proposal?.notes ?? []),
      ...listenNotes(given.path, target),
    ],
  };
  const written = [...plan.files, ...plan.configuration].map(({ path }) => path);
  const at = await Promise.all(
    [...new Set(written)].map(async (path) => [path, await placeOf(path)] as const),
  );
  return { plan, pathPlan, target, places: new Map(at) };
}

/** Renewal needs to know whether the CA's folder was given, or is the default. */
function withGivenFolder(request: SetupRequest, given: SetupRequest): SetupRequest {
  if (given.path !== "renew" || given.authorityFolder !== undefined) return request;
  const { authorityFolder: _, ...rest } = request;
  return rest;
}

async function placeOf(path: string): Promise<Place> {
  return findPlace(path).catch(({ message }: Error) => {
    throw new SetupProblem(`${path} cannot be looked at: ${message}`);
  });
}

async function toPlanned(
  context: SetupContext,
  pathPlan: PathPlan,
  target: Target | undefined,
  { path, kind, description, replaces = false }: PathPlan["files"][number],
): Promise<PlannedFile> {
  const isThere = await exists(context, path);
  const { real } = await placeOf(path);
  const existing = isThere ? await describeExisting(context, path) : undefined;
  const owner = ownerFor(context.machine, target, pathPlan.request, path, kind);
  return {
    path,
    kind,
    description,
    mode: owner?.mode ?? modeOf(kind),
    ...(owner && { owner: owner.words }),
    ...(real !== path && { real }),
    exists: isThere,
    ...(existing && { existing }),
    replaces: isThere && replaces,
  };
}

function keyNotes({ keyKind }: SetupRequest, files: readonly PlannedFile[]): readonly Note[] {
  const makesKey = files.some(({ kind }) => kind.endsWith("-key") || kind.startsWith("client-p"));
  return keyKind === "Ed25519" && makesKey ? ed25519Notes : [];
}

function activate(
  path: SetupPath,
  target: Target | undefined,
  files: readonly PlannedFile[],
  hasEdits: boolean,
): Activation {
  const { dataDirectory, cluster } = target ?? {};
  const places = [
    ...(dataDirectory === undefined ? [] : [dataDirectory]),
    ...(cluster ? namedFiles(cluster).flatMap(({ file }) => (file.uri ? [toPath(file.uri)] : [])) : []),
  ];
  const isRead = ({ path, kind }: PlannedFile) =>
    kind.startsWith("server-") || places.some((place) => isWithin(path, place));
  // The key of a request waits for its certificate.
  const concerned = path !== "csr" && (hasEdits || files.some(isRead));
  if (!cluster || !concerned)
    return { kind: "none", reason: "Nothing changes for the server.", commands: [] };
  return activationOf(
    cluster,
    files.some(({ kind }) => kind === "server-key"),
  );
}

function checkPaths(request: SetupRequest): void {
  const single = [
    "authorityFolder",
    "clientFolder",
    "serverFolder",
    "keyFile",
    "certificate",
    "newAuthorityFolder",
  ] as const;
  for (const field of single) {
    const path = request[field];
    if (path !== undefined) needAbsolute(path, field);
  }
  for (const field of ["answerFiles", "revoke"] as const)
    for (const path of request[field] ?? []) needAbsolute(path, field);
}

/** Nothing that a set-up writes or names holds control characters: a line break would begin a record of its own. */
function checkWords(request: SetupRequest): void {
  for (const [field, value] of Object.entries(request)) {
    if (textsIn(value).some((text) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)))
      throw new SetupProblem(
        "A value holds a line break or another control character",
        field as keyof SetupRequest,
      );
  }
  const { serverName } = request;
  if (serverName !== undefined && (serverName === "" || /^\.|[\\/]/.test(serverName)))
    throw new SetupProblem(`“${serverName}” is not a file name`, "serverName");
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
