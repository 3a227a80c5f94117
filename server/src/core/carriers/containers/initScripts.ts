import type { Neighbours } from "../neighbours.ts";
import { type ContainerFiles, textOf } from "./containerFile.ts";

/** What may be otherwise than the image makes it, by the scripts that its entry point runs behind initdb. */
export interface InitScripts {
  readonly settings: boolean;
  readonly records: boolean;
}

const folder = "/docker-entrypoint-initdb.d";

/**
 * What the scripts in the entry point's folder may change (docker-library/postgres, docker-entrypoint.sh (6edb0a8c),
 * `docker_process_init_files`): those that are brought as files are read; which others a whole folder holds is unknown, so that settings are,
 * while few of them rewrite pg_hba.conf. With a postgresql.conf of the user's own (`hasOwnConf`) only `ALTER SYSTEM` reaches the server.
 */
export function initScripts(
  { mappings, contents, unknown }: Pick<ContainerFiles, "mappings" | "contents" | "unknown">,
  neighbours: Neighbours,
  hasOwnConf: boolean,
): InitScripts {
  const texts = [...contents].map(([path, content]) => [path, textOf(content)] as const);
  const files = Object.entries(mappings).map(([path, source]) => [path, undefined, source] as const);
  const isUnknown = [...unknown].some((path) => path === folder || path.startsWith(`${folder}/`));
  let [settings, records] = [isUnknown && !hasOwnConf, false];
  for (const [path, content, source = ""] of [...texts, ...files]) {
    if (path === folder) settings ||= !hasOwnConf;
    if (!/^\/docker-entrypoint-initdb\.d\/[^/]+\.(?:sh|sql)$/.test(path)) continue;
    const found = content === undefined ? neighbours.read(source) : { text: content };
    const text = typeof found === "string" ? "" : found.text;
    settings ||= /\balter\s+system\b/i.test(text);
    settings ||= !hasOwnConf && (found === "unknown" || /\.conf\b/.test(text));
    records ||= /\bpg_hba\b|\bhba_file\b/.test(text);
  }
  return { settings, records };
}
