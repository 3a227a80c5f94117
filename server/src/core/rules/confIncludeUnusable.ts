import type { LineContext } from "../cluster/context.ts";
import type { Rule } from "../ruleKit/rule.ts";
import type { ConfReference } from "../syntax/conf/scanConfLine.ts";
import { confReferences, includeKind } from "../syntax/conf/scanConfLine.ts";

export const confIncludeUnusable: Rule = {
  id: "conf-include-unusable",
  severity: "error",
  serverEffect: "line-error",
  summary: "What a line includes cannot be read.",
  why: "The server opens what `include` and `include_dir` name, relative to the folder of the file with the line (an absolute path as it stands: every folder that it names must be there), and refuses the whole configuration where that fails. `include_if_exists` forgives a file that is not there, but neither an empty name nor a directory. A file that the server's user may not read it passes over like one that is not there, which is a warning here: nothing in it counts. A file that includes itself is refused as well.",
  instead: "Correct the path; use `include_if_exists` for a file that may be missing.",
  bad: [
    `
    include 'nope.conf'
    #       ^^^^^^^^^^^
    `,
    `
    include_if_exists = ''
    #                   ^^
    `,
    `
    -- postgresql.conf --
    include 'postgresql.conf'
    #       ^^^^^^^^^^^^^^^^^
    `,
    `
    include_dir 'nope.d'
    #           ^^^^^^^^
    `,
    `
    -- postgresql.conf --
    include 'secret.conf'
    #       ^^^^^^^^^^^^^
    -- secret.conf mode=0600 owner=0 --
    port = 5432
    `,
    `
    -- postgresql.conf --
    include_dir 'conf.d'
    #           ^^^^^^^^
    -- conf.d/secret.conf mode=0600 owner=0 --
    port = 5432
    `,
    `
    -- postgresql.conf --
    include_dir 'conf.d'
    #           ^^^^^^^^
    -- conf.d/ mode=0700 owner=0 --
    -- conf.d/more.conf --
    port = 5432
    `,
    `
    -- postgresql.conf --
    include '/nowhere/../data/more.conf'
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ there is no /nowhere to come back from
    -- more.conf --
    port = 5432
    `,
    `
    -- postgresql.conf --
    include_if_exists 'secret.conf'
    #                 ^^^^^^^^^^^^^ passed over: nothing is wrong with what it holds
    -- secret.conf mode=0600 owner=0 --
    ssl = on
    ssl_cert_file = 'nowhere.crt'
    `,
  ],
  good: [
    `
    include_if_exists 'nope.conf'
    `,
    `
    -- postgresql.conf --
    include 'more.conf'
    -- more.conf --
    ssl = off
    `,
  ],
  conf(line, context, report) {
    const { name, value, syntaxError } = line;
    if (!name || !value || syntaxError || !includeKind(name.text)) return;
    const reference = confReferences(line);
    if (reference && isPassedOver(reference, context)) {
      const message = `The server's user may not read ${reference.path}, so the server passes over it: nothing in it counts.`;
      report(value.span, message, { severity: "warning", serverEffect: null });
      return;
    }
    const problem = reference ? judgeTarget(reference, context) : "nothing is named here";
    if (problem) report(value.span, `${capitalized(problem)}. The server refuses the whole configuration.`);
  },
};

function isPassedOver({ kind, path }: ConfReference, context: LineContext): boolean {
  return kind === "include_if_exists" && context.reference(path).state === "forbidden";
}

function judgeTarget({ kind, path }: ConfReference, context: LineContext): string | undefined {
  if (kind === "include_dir") {
    const directory = context.referencedDirectory(path);
    if (directory.state === "missing") return `there is no directory ${path} here`;
    if (directory.state === "forbidden") return `the server's user may not look into the directory ${path}`;
    if (directory.state !== "entries") return undefined;
    const { dangling, forbidden } = directory;
    if (dangling) return `${dangling} in the directory ${path} points to a file that does not exist`;
    return forbidden && `the server's user may not read ${forbidden} in the directory ${path}`;
  }
  const file = context.reference(path);
  switch (file.state) {
    case "missing":
      return kind === "include"
        ? `there is no file ${path} here; include_if_exists would forgive that`
        : undefined;
    case "forbidden":
      return `the server's user may not read ${path}`;
    case "directory":
      return `${path} is a directory; include_dir takes one`;
    case "text":
      return file.uri === context.uri ? "the file includes itself" : undefined;
    default:
      return undefined; // what this process may not read, the server may
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
