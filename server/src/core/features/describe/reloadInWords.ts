import type { Outcome } from "../../model/outcome.ts";

/** What is certain of a reload; `undefined` where nothing is. */
export function reloadInWords({ server, settings, hba, ident, ssl }: Outcome["reload"]): string | undefined {
  if (server === "stops") return "a reload would stop it";
  const parts: readonly (readonly [name: string, state: string])[] = [
    ["settings", settings],
    ["pg_hba.conf", hba],
    ["pg_ident.conf", ident],
    ["TLS files", ssl],
    ["values of some settings", settings === "partly" ? "kept" : "applied"],
  ];
  const kept = parts.filter(([, state]) => state === "kept").map(([name]) => name);
  if (kept.length > 0) return `a reload would keep the old ${kept.join(", ")}`;
  return parts.some(([, state]) => state === "unknown") ? undefined : "a reload would apply everything";
}
