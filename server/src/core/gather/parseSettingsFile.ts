import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { noSuchSetting, readGivenSettings } from "../cluster/readGivenSettings.ts";
import type { SettingsFile, SettingsProblem } from "../cluster/settingsFile.ts";
import { folderOf, isAbsolutePath, pathOf } from "../cluster/uris.ts";
import { lineAt, lineStart } from "../model/lines.ts";

/** Problems of one file at the most. */
const maxProblems = 20;

/** Reads the text of a settings file. Relative paths in it start at its folder. */
export function parseSettingsFile(uri: string, text: string): SettingsFile {
  const problems: SettingsProblem[] = [];
  const report = (message: string, offset: number, length: number) => {
    if (problems.length === maxProblems) return;
    const column = offset - lineStart(text, offset);
    problems.push({ line: lineAt(text, offset), column, length, message });
  };
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\ufeff/, " "), errors, { disallowComments: true });
  for (const { error, offset, length } of errors)
    report(`this is not JSON: ${inWords(printParseErrorCode(error))}`, offset, length);
  if (!root || errors.length > 0) {
    if (errors.length === 0) report("this is not JSON: the file is empty", 0, 0);
    return { uri, settings: {}, problems };
  }
  const given = readGivenSettings(getNodeValue(root), (path, problem) => {
    const { offset, length } = nodeAt(root, path, problem === noSuchSetting);
    const name = path[0] === "rules" || path[0] === "pathMappings" ? path : path.slice(0, 1);
    report(name.length > 0 ? `${name.join(": ").slice(0, 100)}: ${problem}` : problem, offset, length);
  });
  const folder = pathOf(folderOf(uri)).replace(/[/\\]$/, "");
  const absolute = (path: string) =>
    isAbsolutePath(path) ? path : `${folder}/${path.replace(/^(?:\.\/)+/, "")}`;
  const { dataDirectory, pathMappings, serviceFile } = given;
  return {
    uri,
    problems,
    settings: {
      ...given,
      ...(dataDirectory && { dataDirectory: absolute(dataDirectory) }),
      ...(serviceFile && { serviceFile: absolute(serviceFile) }),
      ...(pathMappings && {
        pathMappings: Object.fromEntries(
          Object.entries(pathMappings).map(([from, to]) => [from, absolute(to)]),
        ),
      }),
    },
  };
}

/** The value at a path of keys, or the name before it. */
function nodeAt(root: Node, path: readonly string[], wantsName: boolean): Node {
  const keys = path.map((key, at) => (path[0] === "serverBuild" && at === 1 ? Number(key) : key));
  const value = findNodeAtLocation(root, keys);
  const name = value?.parent?.type === "property" ? value.parent.children?.[0] : undefined;
  return (wantsName ? name : value) ?? root;
}

/** `ValueExpected` as `value expected`. */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
