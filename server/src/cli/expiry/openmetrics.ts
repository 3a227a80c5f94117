import { printed } from "../printed.ts";
import type { ClusterExpiry } from "./clusterExpiry.ts";

/** A family of metrics; all are gauges in seconds since 1970. */
interface Family {
  readonly name: string;
  readonly help: string;
}

const families = {
  certificate: {
    name: "pgssl_certificate_not_after_timestamp_seconds",
    help: "When a certificate that PostgreSQL's configuration names expires.",
  },
  crl: {
    name: "pgssl_crl_next_update_timestamp_seconds",
    help: "When a CRL that PostgreSQL's configuration names expires.",
  },
} as const satisfies Record<ClusterExpiry["kind"], Family>;

const collected: Family = {
  name: "pgssl_expiry_collected_timestamp_seconds",
  help: "When these metrics were collected.",
};

/** OpenMetrics 1.0 that the older text format of Prometheus allows as well, so that the node exporter reads it from a file. */
export function openmetrics(found: readonly ClusterExpiry[], now: number): string {
  const parts = (["certificate", "crl"] as const).map((kind) => {
    const samples = new Map<string, number>();
    for (const one of found.filter((one) => one.kind === kind)) {
      const labels = labelsOf(one);
      // A family has one sample for the same labels: the first to end.
      if (!samples.has(labels)) samples.set(labels, one.ends);
    }
    return family(families[kind], samples);
  });
  return `${parts.join("")}${family(collected, new Map([["", now]]))}# EOF\n`;
}

function family({ name, help }: Family, samples: ReadonlyMap<string, number>): string {
  if (samples.size === 0) return "";
  const lines = [...samples].map(([labels, moment]) => `${name}${labels} ${Math.floor(moment / 1000)}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join("")}`;
}

function labelsOf({ cluster, path, setting, hostNames, name, issuer, number }: ClusterExpiry): string {
  const labels = {
    cluster,
    path,
    setting,
    ...(hostNames && { hosts: hostNames.join(",") }),
    name,
    issuer,
    ...(number && { number }),
  };
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escapeLabel(value)}"`);
  return `{${pairs.join(",")}}`;
}

/** A value of a label: backslashes, quotation marks and line feeds are escaped. */
function escapeLabel(value: string): string {
  return printed(value).replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n");
}
