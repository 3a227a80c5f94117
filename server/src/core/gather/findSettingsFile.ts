import type { ProjectSettings } from "../cluster/projectSettings.ts";
import { type SettingsFile, type SettingsProblem, settingsFileName } from "../cluster/settingsFile.ts";
import { childOf, folderOf, parentFolders } from "../cluster/uris.ts";
import type { Facts } from "./facts.ts";

/** Bytes of a settings file that are read at the most. */
const maxBytes = 256 * 1024;

/** Settings of a file that lead to files elsewhere: only a trusted workspace may choose these. */
const leadingElsewhere = ["dataDirectory", "pathMappings", "serviceFile"] as const;

/**
 * The nearest settings file above a configuration file. One that belongs to somebody else than root, the owner of the configuration
 * or that of its own folder is not used: in a folder that all may write to, anybody could put one.
 */
export async function findSettingsFile(
  uri: string,
  facts: Facts,
  { trusted }: ProjectSettings,
): Promise<SettingsFile | undefined> {
  const folders = parentFolders(uri, "");
  await facts.lookAtAll(folders.map((folder) => childOf(folder, settingsFileName)));
  for (const folder of folders) {
    const file = childOf(folder, settingsFileName);
    const stat = await facts.stat(file);
    if (typeof stat !== "object" || stat.kind !== "file") continue;
    const problem = (message: string) => ({
      uri: file,
      settings: {},
      problems: [{ line: 0, column: 0, length: 0, message }],
    });
    if (stat.size > maxBytes) return problem(`the file is larger than ${maxBytes / 1024} KiB`);
    const owners = await Promise.all(
      [uri, folderOf(file)].map(async (path) => ownerOf(await facts.stat(path))),
    );
    if (stat.owner !== undefined && stat.owner !== 0 && !owners.includes(stat.owner)) continue;
    const text = await facts.accounts(file); // nothing of it is shown
    if (!text) continue;
    if (!("text" in text)) return problem("no permission to read the file");
    const { parseSettingsFile } = await import("./parseSettingsFile.ts"); // most have none
    const parsed = parseSettingsFile(file, text.text);
    const isLink =
      (await facts.realUri(file)) !== childOf(await facts.realUri(folderOf(file)), settingsFileName);
    // What a link leads to may be a secret of the user's: its words are not shown.
    const found = isLink ? { ...parsed, problems: parsed.problems.map(withoutWords) } : parsed;
    if (trusted) return found;
    const settings = Object.entries(found.settings).filter(
      ([name]) => !leadingElsewhere.some((other) => other === name),
    );
    return { ...found, settings: Object.fromEntries(settings) };
  }
  return undefined;
}

function withoutWords(problem: SettingsProblem): SettingsProblem {
  return { ...problem, message: "what the link leads to has no such setting or value" };
}

function ownerOf(stat: Awaited<ReturnType<Facts["stat"]>>): number | undefined {
  return typeof stat === "object" ? stat.owner : undefined;
}
