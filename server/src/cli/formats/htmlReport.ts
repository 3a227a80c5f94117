import { endsSoon } from "../../core/index.ts";
import { type Severity, severities } from "../../core/model/diagnostic.ts";
import { documentationUri } from "../../core/model/documentationUri.ts";
import type { Expiry } from "../../core/model/expiry.ts";
import type { ChainLink } from "../../core/model/fileView.ts";
import { type Html, html } from "../../core/model/html.ts";
import type { CheckedDiagnostic, CheckedFile, ShownChains, ShownFinding } from "../checkedFile.ts";
import { counted, SeverityCounts } from "../counts.ts";
import { displayPath } from "../displayPath.ts";
import { daysInWords, kindInWords } from "../expiry/clusterExpiry.ts";
import { outputTo } from "../output.ts";
import type { Format } from "./format.ts";
import { reportStyle } from "./reportStyle.ts";

/** Findings that the report shows at the most, and rows of what ends when. */
const limits = { findings: 5000, expiries: 1000 };

interface Finding extends CheckedDiagnostic {
  readonly path: string;
  readonly shown?: ShownFinding | undefined;
}

/** What the report has of a cluster. */
interface ReportedCluster {
  readonly findings: Finding[];
  readonly counts: SeverityCounts;
  version?: number;
  start?: string;
  reload?: string | undefined;
  expiries: readonly Expiry[];
  chains: readonly ShownChains[];
}

const { colors } = outputTo({}, "never");

/** A report in one file, without scripts and without anything from elsewhere: clusters, what ends when, findings, chains. */
export function htmlReport(): Format {
  const clusters = new Map<string, ReportedCluster>();
  const all = new SeverityCounts();
  let files = 0;
  let room = limits.findings;
  return {
    start: "",
    usesShown: true,
    usesClusters: true,
    file(file) {
      files++;
      const name = file.shown?.cluster ?? file.path;
      const cluster = clusters.get(name) ?? newCluster();
      clusters.set(name, cluster);
      for (const { severity } of file.diagnostics) all.add(severity);
      room -= addTo(cluster, file, room);
      return "";
    },
    end: () => page(clusters, all, files),
  };
}

const newCluster = (): ReportedCluster => ({
  findings: [],
  counts: new SeverityCounts(),
  expiries: [],
  chains: [],
});

/** Adds a file to its cluster, of its findings as many as there is room for; returns how many that were. */
function addTo(cluster: ReportedCluster, file: CheckedFile, room: number): number {
  const { path, diagnostics, outcome, shown, serverVersion } = file;
  for (const { severity } of diagnostics) cluster.counts.add(severity);
  const added = diagnostics
    .slice(0, room)
    .map((found, index) => ({ ...found, path, shown: shown?.findings[index] }));
  cluster.findings.push(...added);
  if (outcome) {
    cluster.version = serverVersion;
    cluster.start = outcome.start;
    cluster.reload = shown?.reload;
    cluster.expiries = shown?.expiries ?? [];
    cluster.chains = shown?.chains ?? [];
  }
  return added.length;
}

function page(clusters: ReadonlyMap<string, ReportedCluster>, all: SeverityCounts, files: number): string {
  const now = new Date();
  const sum = all.isNothing ? "No findings" : all.inWords(colors);
  const names = [...clusters.keys()];
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>PostgreSQL SSL/TLS report</title>
${reportStyle}
</head>
<body>
<main>
<header>
<h1>PostgreSQL SSL/TLS</h1>
<p>${sum} in ${counted(files, "file")} of ${counted(clusters.size, "cluster")}. Checked on ${minute(now.getTime())} by pgssl.</p>
</header>
${overview(clusters, names)}
${calendar(clusters, now.getTime())}
${names.map((name, index) => section(name, index, clusters.get(name) ?? newCluster()))}
</main>
</body>
</html>
`.text.replace(/##(?=[A-Za-z]{0,20}\[)/g, "#&#35;"); // which the log of a pipeline takes for a command
}

const starts: Readonly<Record<string, readonly [mark: string, words: string, state: string]>> = {
  starts: ["✓", "would start", "good"],
  refuses: ["✗", "would not start", "over"],
  unknown: ["?", "not known", "missing"],
};

function overview(clusters: ReadonlyMap<string, ReportedCluster>, names: readonly string[]): Html {
  return html`<section><h2>Clusters</h2>
<table><thead><tr><th>Cluster</th><th>PostgreSQL</th><th>Server</th><th>Findings</th><th>First to expire</th></tr></thead><tbody>
${names.map((name, index) => {
  const { version, start = "unknown", counts, expiries } = clusters.get(name) ?? newCluster();
  const [mark, words, state] = starts[start] ?? ["?", start, "missing"];
  return html`<tr><td><a href="#cluster-${index}">${name}</a></td><td>${version}</td><td class="${state}"><span class="mark">${mark}</span> ${words}</td><td>${counts.isNothing ? "none" : counts.inWords(colors)}</td><td>${expiries[0] && day(expiries[0].ends)}</td></tr>
`;
})}</tbody></table></section>`;
}

/** Days before its end from which something is marked, if it is not made for a shorter time. */
const warningDays = 30;

/** What ends when, of all clusters. */
function calendar(clusters: ReadonlyMap<string, ReportedCluster>, now: number): Html | undefined {
  const rows = [...clusters]
    .flatMap(([cluster, { expiries }]) => expiries.map((expiry) => ({ cluster, ...expiry })))
    .sort((a, b) => a.ends - b.ends);
  if (rows.length === 0) return undefined;
  const left = rows.length - limits.expiries;
  return html`<section><h2>What expires when</h2>
<table><thead><tr><th>Day</th><th>Left</th><th>Cluster</th><th>What</th><th>Then</th></tr></thead><tbody>
${rows.slice(0, limits.expiries).map(({ begins, ends, cluster, kind, name, setting, uri, stops }) => {
  const isDue = endsSoon(begins, ends, now, warningDays);
  const [mark, state] = ends < now ? ["✗", "over"] : isDue ? ["!", "soon"] : ["✓", "good"];
  return html`<tr><td class="day">${day(ends)}</td><td class="${state}"><span class="mark">${mark}</span> ${daysInWords(ends, now)}</td><td>${cluster}</td><td>${kindInWords[kind]} ${name}<br><small>${setting}: ${displayPath(uri)}</small></td><td>${stops}</td></tr>
`;
})}</tbody></table>${left > 0 && html`<p>${counted(left, "more row")} not shown.</p>`}</section>`;
}

function section(name: string, index: number, { findings, counts, reload, chains }: ReportedCluster): Html {
  const sorted = severities.flatMap((severity) => findings.filter((found) => found.severity === severity));
  const left = counts.total - findings.length;
  const total = counts.isNothing ? "No findings." : `${counts.inWords(colors)}.`;
  return html`<section class="cluster" id="cluster-${index}"><h2>${name}</h2>
<p>${total}${reload !== undefined && html` With these files ${reload}.`}</p>
${sorted.map(finding)}
${left > 0 && html`<p>${counted(left, "more finding")} not shown.</p>`}
${chains.map(
  ({ setting, path, chains }) => html`<h3>${setting} <small>${path}</small></h3>
${chains.map((chain) => html`<ol class="chain">${chain.map((link, at) => html`<li>${at > 0 && arrow}${box(link)}</li>`)}</ol>`)}`,
)}
</section>
`;
}

const marks: Readonly<Record<Severity, string>> = { error: "✗", warning: "!", information: "i", hint: "i" };

function finding({ path, rule, severity, message, detail, range, shown }: Finding): Html {
  const excerpt = shown?.excerpt;
  return html`<article class="${severity}">
<p class="message"><span class="mark">${marks[severity]}</span> <strong>${message}</strong></p>
<p class="place">${severity} · ${path}:${range.start.line} · <a href="${documentationUri(rule)}">${rule}</a></p>
${excerpt && html`<pre>${excerpt.text}</pre>`}
${detail?.split("\n").map((line) => html`<p>${line}</p>`)}
${shown?.help !== undefined && html`<p class="help">Way out: ${shown.help}</p>`}
</article>
`;
}

function box({ name, kind, validity, state }: ChainLink): Html {
  return html`<div class="box ${state}"><strong>${name}</strong><span>${kind}</span>${validity !== undefined && html`<span>${validity}</span>`}</div>`;
}

const arrow = html`<span class="arrow">issued by →</span>`;

const minute = (moment: number): string =>
  `${new Date(moment).toISOString().slice(0, 16).replace("T", " ")} UTC`;

const day = (moment: number): string => new Date(moment).toISOString().slice(0, 10);
