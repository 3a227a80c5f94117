import type { TextDocument } from "vscode";
import type { Middleware } from "vscode-languageclient";
import { isHost, isJson } from "./languages.ts";

/**
 * Keeps documents of JSON from the server until they hold something of ours: the editor's own service is for the others, and their
 * texts and edits need not be sent.
 */
export function heldBack(): Pick<Middleware, "didOpen" | "didChange" | "didClose"> {
  const held = new Map<string, (document: TextDocument) => Promise<void>>();
  return {
    async didOpen(document, next) {
      if (isJson(document) && !isHost(document)) held.set(document.uri.toString(), next);
      else await next(document);
    },
    async didChange(event, next) {
      const { document } = event;
      const open = held.get(document.uri.toString());
      if (!open) await next(event);
      else if (isHost(document)) {
        held.delete(document.uri.toString());
        await open(document);
      }
    },
    async didClose(document, next) {
      if (!held.delete(document.uri.toString())) await next(document);
    },
  };
}
