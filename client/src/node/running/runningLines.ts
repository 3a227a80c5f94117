import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { l10n } from "vscode";
import type { Severity } from "../../../../server/src/core/model/diagnostic.ts";
import type { LiveAnswer, LiveFinding } from "../../../../server/src/core/model/live.ts";
import type { ServedHost } from "../../../../server/src/core/model/served.ts";
import type { RunningServer, TreeNode } from "../../common/views/treeNode.ts";

const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** What a server serves, as a line of the tree with those beneath it. */
export function servedLine(served: ServedHost, server: RunningServer, now: Date): TreeNode {
  const { host, port, protocol, cipher, group, chain, authorities, requestsCertificate, findings } = served;
  const id = `${server.cluster}#served ${host}:${port}`;
  const [leaf] = chain;
  const name = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const title = l10n.t("{0}, sent at {1}", name, clock(now));
  const pem = chain.map((certificate) => certificate.pem).join("");
  const clientCertificates =
    requestsCertificate === null
      ? []
      : [
          requestsCertificate
            ? l10n.t("of {0}", authorities?.join("; ") || l10n.t("any CA"))
            : l10n.t("not requested"),
        ];
  return {
    id,
    kind: "running",
    label: name,
    detail: [leaf && l10n.t("serves {0}", leaf.subject || l10n.t("(no subject)")), clock(now)]
      .filter(Boolean)
      .join(" · "),
    more: l10n.t("As of {0}", now.toLocaleString()),
    ...worst(findings),
    server,
    children: [
      ...findings.map((finding, at) => problemLine(`${id}#${at}`, finding)),
      ...(findings.length === 0
        ? [
            {
              id: `${id}#good`,
              kind: "note",
              label: l10n.t("Nothing to complain about: it serves what is on disk"),
            },
          ]
        : []),
      ...chain.map((certificate, at) => ({
        id: `${id}#certificate ${at}`,
        kind: at === 0 ? "certificate" : "authority",
        label: certificate.subject || l10n.t("(no subject)"),
        detail: l10n.t("since {0}, {1} days left", day(certificate.notBefore), certificate.daysLeft),
        more: l10n.t("Issued by {0}", certificate.issuer),
        served: { title, pem },
      })),
      ...(protocol === null
        ? []
        : [{ id: `${id}#tls`, kind: "tls", label: [protocol, cipher, group].filter(Boolean).join(", ") }]),
      ...clientCertificates.map((label) => ({
        id: `${id}#clients`,
        kind: "clients",
        label: l10n.t("Client certificates"),
        detail: label,
      })),
    ],
  };
}

/** What a server has loaded, as a line of the tree with those beneath it. */
export function liveLine(answer: LiveAnswer, server: RunningServer, target: string, near: string): TreeNode {
  const { version, loadedAt, tls, sessions, findings } = answer;
  const id = `${server.cluster}#live ${target}`;
  const loaded =
    loadedAt === null
      ? l10n.t("load time unknown")
      : l10n.t("loaded {0}", new Date(loadedAt).toLocaleString());
  return {
    id,
    kind: "running",
    label: target,
    detail: [`PostgreSQL ${version}`, loaded, l10n.t("{0} sessions", sessions)].join(" · "),
    more: tls ? l10n.t("Looked at over TLS") : l10n.t("Looked at without TLS"),
    ...worst(findings),
    server,
    children:
      findings.length === 0
        ? [
            {
              id: `${id}#good`,
              kind: "note",
              label: l10n.t("Nothing waits, and nothing differs from the files"),
            },
          ]
        : findings.map((finding, at) => problemLine(`${id}#${at}`, finding, near)),
  };
}

/** A finding; `near` is the folder from which its path counts. */
function problemLine(
  id: string,
  { rule, severity, message, detail, path, line = 1 }: Omit<LiveFinding, "severity"> & { severity: Severity },
  near = "/",
): TreeNode {
  const file = path === undefined ? undefined : resolve(near, path);
  const start = { line: line - 1, character: 0 };
  return {
    id,
    kind: "problem",
    label: message,
    detail: rule,
    ...(detail !== undefined && { more: detail }),
    severity,
    ...(file !== undefined &&
      existsSync(file) && {
        place: { uri: pathToFileURL(file).toString(), range: { start, end: start } },
      }),
  };
}

function worst(findings: readonly { readonly severity: Severity }[]): Pick<TreeNode, "severity"> {
  const severity = severities.find((one) => findings.some((finding) => finding.severity === one));
  return severity ? { severity } : {};
}

const day = (moment: string | null) => moment?.slice(0, 10) ?? l10n.t("an unknown day");

const clock = (moment: Date) =>
  moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
