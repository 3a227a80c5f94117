import { connectionKeyword } from "../../data/connectionKeywords.ts";
import { isLibpqWrapper, wrapperOptions } from "../../data/wrapperOptions.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { type FoundParameter, type FoundString, foundParameters } from "./foundString.ts";
import type { SqlToken } from "./sqlTokens.ts";

/** The foreign server, or the user mapping, that a command makes or changes. */
export interface ForeignObject {
  readonly kind: "server" | "mapping";
  /** The name of the server, where it is written. */
  readonly server?: string;
  /** The foreign data wrapper of the server, where the script says it. */
  readonly wrapper?: string;
}

/** The wrappers of the servers that a script makes, by the server's name; `undefined` where it is not known which. */
export type WrappersByServer = Map<string, string | undefined>;

/** What a command is about, if it is one for foreign servers or user mappings. */
export function foreignObject(tokens: readonly SqlToken[]): ForeignObject | undefined {
  const [first, second, third] = tokens.map(({ text }) => text);
  if (first !== "create" && first !== "alter") return undefined;
  if (second === "server") {
    const server = nameAt(tokens, third === "if" && tokens[3]?.text === "not" ? 5 : 2);
    const wrapper = tokens.findIndex(
      ({ text }, index) => text === "wrapper" && tokens[index - 1]?.text === "data",
    );
    return named("server", server, wrapper < 0 ? undefined : nameAt(tokens, wrapper + 1));
  }
  if (second !== "user" || third !== "mapping") return undefined;
  const role = tokens.findIndex(({ text }) => text === "for") + 1;
  const server = tokens.findIndex(({ text }, index) => index > role && text === "server");
  return named("mapping", server < 0 ? undefined : nameAt(tokens, server + 1), undefined);
}

function named(kind: ForeignObject["kind"], server: string | undefined, wrapper: string | undefined) {
  return { kind, ...(server !== undefined && { server }), ...(wrapper !== undefined && { wrapper }) };
}

function nameAt(tokens: readonly SqlToken[], index: number): string | undefined {
  const token = tokens[index];
  return token?.kind === "word" ? token.text : undefined;
}

/** Notes the wrapper that a `CREATE SERVER` gives its server. */
export function noteWrapper({ kind, server, wrapper }: ForeignObject, wrappers: WrappersByServer): void {
  if (kind !== "server" || server === undefined || wrapper === undefined) return;
  const isOther = wrappers.has(server) && wrappers.get(server) !== wrapper;
  wrappers.set(server, isOther ? undefined : wrapper);
}

/** The options of a command about a foreign server or a user mapping. */
export function* foreignOptions(
  tokens: readonly SqlToken[],
  object: ForeignObject,
  wrappers: WrappersByServer,
): Iterable<FoundString> {
  const start = tokens.findIndex(
    ({ kind, text }, index) => kind === "word" && text === "options" && tokens[index + 1]?.text === "(",
  );
  if (start < 0) return;
  const found: FoundParameter[] = [];
  for (let index = start + 2; index < tokens.length && tokens[index]?.text !== ")"; index++) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    if (token?.kind === "word" && token.name && next?.value)
      found.push({ name: token.name, value: next.value });
  }
  if (found.length === 0) return;
  const wrapper = object.wrapper ?? wrappers.get(object.server ?? "");
  const string = foundParameters(found, "foreign-server", (name, version) =>
    optionKeyword(name, version, isLibpqWrapper(wrapper)),
  );
  yield { ...string, foreign: named(object.kind, object.server, wrapper) };
}

/** The keyword of libpq that an option gives; of a wrapper that is not known only what no other library calls so. */
function optionKeyword(name: string, version: ServerVersion, isLibpq: boolean): string | undefined {
  if (isLibpq) return wrapperOptions.has(name) ? undefined : name;
  const keyword = connectionKeyword(name, version);
  return keyword?.isTls || keyword?.isSecret ? name : undefined;
}
