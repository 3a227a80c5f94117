import type { AuthContext, ReferencedFile } from "../../cluster/context.ts";
import { pathOf } from "../../cluster/uris.ts";
import type { AuthField, AuthToken } from "../../syntax/authLine.ts";
import type { AuthRecord } from "../../syntax/authRecord.ts";
import { type IncludeDirective, includeDirective, isReference } from "../../syntax/authReference.ts";
import { type Found, found, type Question } from "./finder.ts";
import { code, heading, type Markdown, md, paragraphs } from "./render.ts";

/** Where in a record of any authentication file the pointer is. */
export interface AuthAt {
  readonly column: string;
  readonly field: AuthField | undefined;
  readonly token: AuthToken | undefined;
}

/** `@file`: the words of another file. */
export function findReference({ at, snapshot }: Question<AuthRecord, AuthAt>): Found | undefined {
  const { token } = at;
  if (!token || !isReference(token)) return undefined;
  const path = token.text.slice(1);
  return found(
    token.span,
    paragraphs(
      heading(md`Words of the file ${code(path)}`),
      "They count as if they were written here, separated by commas. The path starts at the folder of this file.",
      describeTarget(snapshot.context.reference(path)),
    ),
  );
}

/** The include directives and what they name. */
export function findInclude({ record, at, snapshot }: Question<AuthRecord, AuthAt>): Found | undefined {
  const { include } = record;
  if (!include || !at.token) return undefined;
  return found(at.token.span, describeInclude(include.directive, include.path.text, snapshot.context));
}

/** What an include directive does, and what the path that it names leads to. */
export function describeInclude(directive: IncludeDirective, path: string, context: AuthContext): Markdown {
  const target =
    directive === "include_dir" ? describeFolder(path, context) : describeTarget(context.reference(path));
  return paragraphs(describeDirective(directive), "The path starts at the folder of this file.", target);
}

/** What an include directive does; `undefined` for other words. */
export function describeDirective(name: string): Markdown | undefined {
  const directive = includeDirective(name);
  return directive && paragraphs(heading(code(directive)), directiveInWords[directive]);
}

const directiveInWords: Readonly<Record<IncludeDirective, string>> = {
  include: "Takes in the lines of another file at this place. It must exist.",
  include_if_exists: "Takes in the lines of another file at this place; one that does not exist is skipped.",
  include_dir:
    "Takes in the files of a folder at this place: those whose names end in “.conf” and do not start with a dot, in the order of their names' bytes.",
};

function describeTarget(file: ReferencedFile): Markdown {
  if (!("uri" in file)) return md`It is not known here; it may exist on the machine of the server.`;
  const where = md`File ${code(pathOf(file.uri))}`;
  if (file.state !== "text") return md`${where}: ${problemInWords[file.state]}`;
  const lines = file.text.split("\n").filter((line) => /^\s*[^\s#]/.test(line)).length;
  return md`${where}: ${lines === 1 ? "one line" : `${lines} lines`} with content`;
}

const problemInWords: Readonly<
  Record<Exclude<ReferencedFile["state"], "elsewhere" | "text" | "unknown">, string>
> = {
  missing: "there is no such file",
  unreadable: "it exists, but pgssl has no permission to read it",
  "no-answer": "there is no answer from the file system",
  forbidden: "it exists, but the server's user has no permission to read it",
  directory: "this is a folder",
  "too-large": "too large to be read here",
};

function describeFolder(path: string, context: AuthContext): Markdown {
  const folder = context.referencedDirectory(path);
  if (!("uri" in folder)) return md`It is not known here; it may exist on the machine of the server.`;
  const where = md`Folder ${code(pathOf(folder.uri))}`;
  if (folder.state === "no-answer") return md`${where}: ${problemInWords[folder.state]}`;
  if (folder.state === "missing") return md`${where}: there is no such folder`;
  return folder.state === "forbidden" ? md`${where}: the server's user may not look into it` : where;
}
