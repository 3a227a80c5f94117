import type { LineContext } from "../cluster/context.ts";
import { isAbsolutePath } from "../cluster/uris.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused } from "../ruleKit/confProblems.ts";
import { nameNearby } from "../ruleKit/nameNearby.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeRecord, replaceText } from "../ruleKit/textFix.ts";
import type { ConfReference } from "../syntax/conf/scanConfLine.ts";
import { confReferences, includeKind } from "../syntax/conf/scanConfLine.ts";
import { quoteConf } from "../syntax/quote.ts";

export const confIncludeUnusable: Rule = {
  id: "conf-include-unusable",
  severity: "error",
  serverEffect: "line-error",
  summary: "An include names something that the server cannot read.",
  instead: "Correct the path or the permissions; use `include_if_exists` for a file that may be missing.",
  conf(line, context, report) {
    const { name, value, syntaxError } = line;
    if (!name || !value || syntaxError || !includeKind(name.text)) return;
    const reference = confReferences(line);
    if (reference && isSkipped(reference, context)) {
      report(
        value.span,
        `The server skips ${reference.path}, which its user has no permission to read; change its mode or owner.`,
        {
          severity: "warning",
          serverEffect: null,
          detail:
            "Nothing in the file takes effect; the log has “skipping missing configuration file”. Change its mode or owner.",
        },
      );
      return;
    }
    const problem = reference ? checkTarget(reference, context) : emptyName(name.text);
    if (!problem) return;
    const hint =
      reference && !isAbsolutePath(reference.path)
        ? "A relative path starts at the folder of this file."
        : "";
    report(value.span, problem.message, { detail: hint, refusal: configurationRefused(problem.logged) });
  },
  looksBeside: true,
  fix(_finding, target) {
    const line = confLineOf(target);
    if (!line?.name) return [];
    const reference = confReferences(line);
    if (!reference) return [removeRecord(target, "Remove this line")];
    if (reference.kind === "include_dir") {
      const isMissing = target.context.referencedDirectory(reference.path).state === "missing";
      return isMissing ? nameNearby(reference.path, reference.span, target, quoteConf, "directory") : [];
    }
    if (reference.kind !== "include") return [];
    const file = target.context.reference(reference.path);
    if (file.state === "text" && file.uri === target.context.uri)
      return [removeRecord(target, "Remove this line")];
    const meant = ({ missing: "include_if_exists", directory: "include_dir" } as Record<string, string>)[
      file.state
    ];
    if (meant === undefined) return [];
    const near =
      file.state === "missing" ? nameNearby(reference.path, reference.span, target, quoteConf) : [];
    return [...near, replaceText(target, `Change to ${meant}`, line.name.span, meant)];
  },
};

export const confIncludeUnusablePage: RulePage = {
  why: "The server opens what `include` and `include_dir` name, and refuses the whole configuration where that fails, mostly with “could not open configuration file” or “could not open configuration directory” in its log. A relative path starts at the folder of the file with the line; an absolute one is used as it is written, and every folder in it must exist. `include_if_exists` permits that a file does not exist, but neither an empty name nor a directory. A file that the server's user has no permission to read is skipped there like one that does not exist, which is a warning here: nothing in it takes effect. A file that includes itself is refused as well.",
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
    port = 5432
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
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the folder /nowhere does not exist
    -- more.conf --
    port = 5432
    `,
    `
    -- postgresql.conf --
    include_if_exists 'secret.conf'
    #                 ^^^^^^^^^^^^^ skipped, so its content is not checked
    -- secret.conf mode=0600 owner=0 --
    ssl = on
    ssl_cert_file = 'nowhere.crt'
    `,
    `
    -- postgresql.conf --
    include 'tunning.conf'
    #       ^^^^^^^^^^^^^^
    -- tuning.conf --
    port = 5432
    `,
    `
    -- postgresql.conf --
    include_dir 'conf-d'
    #           ^^^^^^^^
    -- conf.d/a.conf --
    port = 5432
    `,
  ],
  fixed: [
    `
    include_if_exists 'nope.conf'
    `,
    "",
    `
    -- postgresql.conf --
    port = 5432
    `,
    null,
    null,
    null,
    null,
    `
    -- postgresql.conf --
    include_if_exists '/nowhere/../data/more.conf'
    `,
    null,
    `
    -- postgresql.conf --
    include 'tuning.conf'
    `,
    `
    -- postgresql.conf --
    include_dir 'conf.d'
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
};

/** What is wrong with an include, and what the server logs about it. */
interface Problem {
  readonly message: string;
  readonly logged: string;
}

function isSkipped({ kind, path }: ConfReference, context: LineContext): boolean {
  return kind === "include_if_exists" && context.reference(path).state === "forbidden";
}

function emptyName(directive: string): Problem {
  const what = includeKind(directive) === "include_dir" ? "directory" : "file";
  return {
    message: "The path is empty; write one or remove the line.",
    logged: `empty configuration ${what} name`,
  };
}

function checkTarget({ kind, path }: ConfReference, context: LineContext): Problem | undefined {
  return kind === "include_dir" ? checkDirectory(path, context) : checkFile(kind, path, context);
}

function checkDirectory(path: string, context: LineContext): Problem | undefined {
  const directory = context.referencedDirectory(path);
  const logged = "could not open configuration directory";
  if (directory.state === "missing")
    return { message: `The directory ${path} does not exist; correct the path.`, logged };
  if (directory.state === "forbidden") {
    const message = `The server's user has no permission to read the directory ${path}; change its mode or owner.`;
    return { message, logged };
  }
  if (directory.state !== "entries") return undefined;
  const { dangling, forbidden } = directory;
  if (dangling) {
    const message = `${dangling} in ${path} is a broken symbolic link; remove or repair it.`;
    return { message, logged: "could not stat file" };
  }
  return forbidden === undefined ? undefined : noPermission(`${forbidden} in ${path}`);
}

function checkFile(kind: ConfReference["kind"], path: string, context: LineContext): Problem | undefined {
  const file = context.reference(path);
  switch (file.state) {
    case "missing": {
      if (kind !== "include") return undefined;
      const message = `${path} does not exist; correct the path, or use include_if_exists.`;
      return { message, logged: "could not open configuration file" };
    }
    case "forbidden":
      return noPermission(path);
    case "directory": {
      const message = `${path} is a directory; write include_dir to read its files.`;
      return { message, logged: "input in flex scanner failed" };
    }
    case "text": {
      if (file.uri !== context.uri) return undefined;
      const message = "The file includes itself; remove this line.";
      return { message, logged: "configuration file recursion" };
    }
    default:
      return undefined; // the server may have permission to read what this process cannot
  }
}

function noPermission(path: string): Problem {
  return {
    message: `The server's user has no permission to read ${path}; change its mode or owner.`,
    logged: "could not open configuration file",
  };
}
