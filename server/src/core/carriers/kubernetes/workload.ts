import { findSetting } from "../../data/settings.ts";
import { carrierMarks } from "../../model/carrierMarks.ts";
import { newestServerVersion } from "../../model/serverVersion.ts";
import { hasTemplateSyntax } from "../../syntax/template.ts";
import type { Around, Carrier, EmbeddedCluster } from "../carrier.ts";
import { containerCluster } from "../containers/containerCluster.ts";
import type { ContainerEnvironment } from "../containers/containerEnvironment.ts";
import { serverUserOf } from "../containers/postgresImages.ts";
import { type ScalarPart, wordsOf } from "../containers/serverArguments.ts";
import { commandsIn, serverCommand, shellText } from "../containers/serverCommand.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { type PodContainer, podOf } from "./podContainer.ts";
import { expandVariables, workloadEnvironment } from "./workloadEnvironment.ts";
import { workloadFiles } from "./workloadFiles.ts";
import { keyModes, workloadSecrets } from "./workloadKeys.ts";

/** Containers of Kubernetes that run an image of PostgreSQL's. */
export const workload: Carrier = {
  name: "The image",
  language: "yaml",
  mark: carrierMarks.yaml.workload,
  paths: [
    ["spec", "containers"],
    ["spec", "initContainers"],
    ["spec", "securityContext"],
    ["spec", "volumes"],
    ["spec", "template", "spec"],
    ["data"],
    ["stringData"],
    ["binaryData"],
  ],
  onRefusal: {
    "postgresql-conf": "With it the container stops at once, and Kubernetes starts it again and again.",
    "pg-hba": "With it the server does not start: Kubernetes starts the container again and again.",
  },
  embed(document, around) {
    const pod = podOf(document);
    if (!pod) return undefined;
    return pod
      .belowItems("containers")
      .slice(0, maxContainers)
      .flatMap((container) => embedContainer({ document, pod, container }, around) ?? []);
  },
};

/** Containers of one pod at the most. */
const maxContainers = 50;

function embedContainer(own: PodContainer, around: Around): EmbeddedCluster | undefined {
  const { document, container } = own;
  const written = container.text("image");
  // A patch may have no image, and a template another one for each release.
  const isOpen = written === undefined || hasTemplateSyntax(written.replace(/:[^:/]*$/, ""));
  const image = isOpen ? undefined : written;
  const environment = workloadEnvironment(own, around.findResource);
  const words = wordsIn(container, environment);
  const [first] = [container.at("image"), container.at("name"), container.at("args")].flatMap(
    (node) => node ?? [],
  );
  const place = first && document.place(first);
  if (!place) return undefined;
  const files = workloadFiles(own, around.findResource);
  return containerCluster(
    {
      carrier: workload,
      source: document.source,
      place,
      image,
      isWritten: !isOpen,
      isServer: words !== undefined && hasServerSetting(words),
      reason: "the image says so",
      command: words && serverCommand(words),
      environment,
      files,
      secretsOf: (server) => workloadSecrets(server, files, own, around.findSecret),
      problemsOf: (server) => keyModes(server, files, own, image),
      user: userOf(own, image),
      isComplete: !isOpen && runsEntryPoint(container, words) && !isPrepared(own),
    },
    around.neighbours,
  );
}

/** The words with which the container starts: `args` follows `command`, or what the image has in its place; `undefined` where a template gives them. */
function wordsIn(
  container: YamlDocument,
  environment: ContainerEnvironment,
): readonly ScalarPart[] | undefined {
  const parts = ["command", "args"].map((name) => {
    const at = container.at(name);
    const items = container.items(at);
    if (!items) return at ? undefined : [];
    const scalars = items.flatMap((item) => container.scalar(item) ?? []);
    return scalars.length < items.length
      ? undefined
      : wordsOf(scalars, false, (text) => expandVariables(text, environment), true);
  });
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** Whether words have a setting of PostgreSQL's behind `-c`: where no image is known, this shows that they are a server's. */
function hasServerSetting(words: readonly ScalarPart[]): boolean {
  return words.some(({ text }, at) => {
    const setting = text === "-c" ? words[at + 1]?.text : text.startsWith("-c") ? text.slice(2) : undefined;
    const name = /^(\w{1,63})=/.exec(setting ?? "")?.[1];
    return name !== undefined && findSetting(name, newestServerVersion) !== undefined;
  });
}

/** Whether the entry point of the image runs, which makes the data directory: another `command` takes its place. */
function runsEntryPoint(container: YamlDocument, words: readonly ScalarPart[] | undefined): boolean {
  return !container.at("command") || words?.some(({ text }) => text.includes("entrypoint")) === true;
}

/** Whether a container that runs before has a volume of this one, of the data directory for instance, in which it may write files of ours. */
function isPrepared({ pod, container }: PodContainer): boolean {
  const mountsOf = (one: YamlDocument) => one.belowItems("volumeMounts").map((mount) => mount.text("name"));
  const own = new Set(mountsOf(container));
  return pod
    .belowItems("initContainers")
    .some((one) => mountsOf(one).some((name) => own.has(name)) && !keepsContents(one));
}

/** Commands that change owners and modes, make folders or write nothing; what is put in the place of a word may be another command. */
const withoutContents =
  /^(?:(?:\/usr)?\/bin\/)?(?:chown|chgrp|chmod|mkdir|ls|id|echo|sleep|set|true)(?:\s[^<>(`]*)?$/;

/** Whether a container runs nothing that writes files, as in `sh -c "chown -R 999:999 /var/lib/postgresql/data"`. */
function keepsContents(container: YamlDocument): boolean {
  const words = container.at("command") ? (wordsIn(container, () => undefined) ?? []) : [];
  const text = shellText(words)?.text.text;
  if (text === undefined) return withoutContents.test(words.map((word) => word.text).join(" "));
  return commandsIn(text).every(({ from, to }) => withoutContents.test(text.slice(from, to)));
}

/** The user id of the server: that of the container, or else of the pod, or else of the image, whose entry point gives up root's rights. */
function userOf({ pod, container }: PodContainer, image: string | undefined): number | undefined {
  const chosen =
    container.text("securityContext", "runAsUser") ?? pod.text("securityContext", "runAsUser") ?? "0";
  const own = /^\d{1,9}$/.test(chosen) ? Number(chosen) : undefined;
  if (own !== 0) return own;
  return image === undefined ? undefined : serverUserOf(image);
}
