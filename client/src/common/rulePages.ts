import { type Diagnostic, Uri } from "vscode";
import type { Middleware } from "vscode-languageclient";

/** The page of a rule in the extension's own folder. */
export function pageOf(extension: Uri, rule: string | number): Uri {
  return Uri.joinPath(extension, "server/docs/rules", `${rule}.md`);
}

/**
 * Lets the name of a rule lead to its page in the extension's own folder, so that it is at hand without a network and describes
 * the installed version (package.json has VS Code open it as a preview). The server's link, which other editors follow,
 * leads to the web.
 */
export function rulePages(extension: Uri): Middleware {
  const withLocalPage = (diagnostic: Diagnostic): Diagnostic => {
    const { code } = diagnostic;
    if (typeof code === "object") {
      diagnostic.code = { ...code, target: pageOf(extension, code.value) };
    }
    return diagnostic;
  };
  return {
    handleDiagnostics(uri, diagnostics, next) {
      next(uri, diagnostics.map(withLocalPage));
    },
    async provideDiagnostics(document, previousResultId, token, next) {
      const report = await next(document, previousResultId, token);
      if (report?.kind === "full") report.items = report.items.map(withLocalPage);
      return report;
    },
    provideWorkspaceDiagnostics(resultIds, token, reporter, next) {
      return next(resultIds, token, (chunk) => {
        for (const item of chunk?.items ?? [])
          if (item.kind === "full") item.items = item.items.map(withLocalPage);
        reporter(chunk);
      });
    },
  };
}
