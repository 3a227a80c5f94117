import { readBoolean } from "../../syntax/conf/readBoolean.ts";
import { scanConfLine } from "../../syntax/conf/scanConfLine.ts";
import type { EmbeddedProblem } from "../carrier.ts";
import {
  argumentOf,
  type ContainerServer,
  contentOf,
  mainFileOf,
  textOf,
} from "../containers/containerFile.ts";
import { imageUserOf } from "../containers/postgresImages.ts";
import type { FindSecret, SecretFile } from "../secrets.ts";
import type { PodContainer } from "./podContainer.ts";
import { readMode } from "./readMode.ts";
import type { WorkloadFiles } from "./workloadFiles.ts";

/** The settings that name files of Secrets. */
const fileSettings = ["ssl_cert_file", "ssl_key_file", "ssl_ca_file", "ssl_crl_file"] as const;

/** The files that the server's settings name, of Secrets in the same stream. */
export function workloadSecrets(
  server: ContainerServer,
  files: WorkloadFiles,
  { document }: PodContainer,
  findSecret: FindSecret,
): readonly SecretFile[] {
  return fileSettings.flatMap((setting): SecretFile[] => {
    const path = settingOf(server, setting);
    const file = path === undefined ? undefined : files.keyAt(path);
    return path !== undefined && file?.kind === "Secret"
      ? [{ path, secret: findSecret(document, file.name), key: file.key }]
      : [];
  });
}

/**
 * What keeps the server from its key: files of such a volume are root's, with `defaultMode`, which is 0644 by itself, and of the group
 * `fsGroup`, which is then given read access (kubernetes/kubernetes, pkg/volume/volume_linux.go (7dd8853f), `changeFilePermission`; secret/secret.go (895cb60b), `MakePayload`).
 * The container cannot change them. The server refuses a key of root's that others than its group can access (`check_ssl_key_file_permissions`).
 */
export function keyModes(
  server: ContainerServer,
  files: WorkloadFiles,
  own: PodContainer,
  image: string | undefined,
): readonly EmbeddedProblem[] {
  const path = settingOf(server, "ssl_key_file");
  const file = path === undefined ? undefined : files.keyAt(path);
  const mode = file && readMode(file.volume, file.item?.at("mode") ?? file.volume.at("defaultMode"));
  if (!file || mode === undefined || readBoolean(settingOf(server, "ssl") ?? "") !== true) return [];
  const place = own.document.place(
    file.item?.at("mode") ?? file.volume.at("defaultMode") ?? file.place ?? { node: null },
  );
  const user = image === undefined ? undefined : imageUserOf(image);
  const group = `fsGroup: ${user ?? "GROUP"}`;
  const problem = (word: string, detail: string): EmbeddedProblem[] => [
    { kind: "key-mode", place, word, detail },
  ];
  if ((mode & 0o037) !== 0)
    return problem(
      `The key has mode 0${mode.toString(8)}, which the server refuses; set defaultMode: 0640 and ${group}`,
      `Files of such a volume belong to root, with mode 0644 unless it says otherwise, and the container cannot change them. Of a key of root's the group may have read access at most; ${group} in the pod's securityContext makes it the server's.`,
    );
  const obstacle = user === undefined ? undefined : obstacleFor(user, mode, own);
  return obstacle
    ? problem(
        `${obstacle}; set ${group} in the pod's securityContext`,
        `Files of such a volume belong to root and, with fsGroup, to that group, which may read them. The server runs as user ${user}, and does not start without its key.`,
      )
    : [];
}

/** Why the user of an image of docker-library's, which is in the group of the same number, cannot read what only root and a group can. */
function obstacleFor(
  user: number,
  mode: number,
  { document, pod, container }: PodContainer,
): string | undefined {
  // OpenShift gives a pod user and group by itself.
  if (document.text("kind") === "DeploymentConfig" || pod.at("securityContext", "supplementalGroups"))
    return undefined;
  const chosen = (name: string) =>
    container.text("securityContext", name) ?? pod.text("securityContext", name);
  const [given, group, runAs = "0"] = [
    pod.text("securityContext", "fsGroup"),
    chosen("runAsGroup"),
    chosen("runAsUser"),
  ];
  const isRoot = runAs === "0";
  if (given === undefined) {
    // A user that the image does not know is in root's group.
    const isOfRoot = !isRoot && (runAs !== String(user) || group === "0");
    return isOfRoot && (mode & 0o040) !== 0 ? undefined : "Only root can read the key";
  }
  // The entry point that gives up root's rights leaves the user the groups that /etc/group has (tianon/gosu, setup-user.go (40506998)).
  return isRoot && /^(?:0|\d{4,9})$/.test(given)
    ? `Only root and group ${given} can read the key, and the entry point gives up both`
    : undefined;
}

/** The value of a setting by the arguments, or else by the postgresql.conf, as far as both are known. */
function settingOf(server: ContainerServer, name: string): string | undefined {
  const given = argumentOf(server, name);
  if (given !== undefined) return given;
  const content = contentOf(server, "postgresql-conf");
  if (!content || mainFileOf(server) !== undefined) return undefined;
  const lines = textOf(content).split("\n");
  let value: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = scanConfLine(lines, at);
    if (/^include/i.test(line.name?.text ?? "")) return undefined;
    if (line.name?.text.toLowerCase() === name && !line.syntaxError) value = line.value?.text;
  }
  return value;
}
