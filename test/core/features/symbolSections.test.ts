import { expect, test } from "vitest";
import type { OutlineSymbol } from "../../../server/src/core/model/outline.ts";
import { openService } from "../../support/openService.ts";

test("settings are beneath the headlines of their file", async () => {
  const bar = "#------------------";
  const text = `port = 1\n${bar}\n# CONNECTIONS AND AUTHENTICATION\n${bar}\n\n# - Nothing -\n\n# - SSL -\n\nssl = on\n${bar}\n# EMPTY\n${bar}\n${bar}\n# OTHER\n${bar}\nwork_mem = 1\n`;
  const { service, uri } = openService(`|${text}`, { language: "postgresql-conf" });
  const shown = (symbol: OutlineSymbol): unknown =>
    symbol.children
      ? { [`${symbol.name} ${symbol.line}-${symbol.lastLine}`]: symbol.children.map(shown) }
      : symbol.name;
  expect((await service.symbols(uri))?.map(shown)).toEqual([
    "port",
    { "CONNECTIONS AND AUTHENTICATION 1-9": [{ "SSL 7-9": ["ssl"] }] },
    { "OTHER 13-16": ["work_mem"] },
  ]);
});
