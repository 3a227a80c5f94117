import { join } from "node:path";
import { expect, test } from "vitest";
import { hostIdentifiers, languages } from "../../server/src/core/model/language.ts";
import { plainCapabilities, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

const server = [join(projectRoot, "dist/server.cjs"), "--stdio"];

interface Registration {
  readonly method: string;
  readonly registerOptions: { readonly documentSelector: readonly { readonly language: string }[] };
}

test("beside an editor's formatters only documents of our languages are formatted", async () => {
  const registered: Registration[] = [];
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const client = await startLspClient(server, {
    capabilities: plainCapabilities,
    initializationOptions: { settings: {}, hasOtherFormatters: true },
    answers: {
      "client/registerCapability": (...[params]: readonly { readonly registrations: Registration[] }[]) => {
        registered.push(...(params?.registrations ?? []));
        arrive();
        return null;
      },
    },
  });
  await arrived;
  expect(client.initialized.capabilities.documentFormattingProvider).toBeUndefined();
  const formatting = registered.filter(({ method }) => /[fF]ormatting$/.test(method));
  expect(formatting.map(({ method }) => method)).toEqual([
    "textDocument/formatting",
    "textDocument/rangeFormatting",
    "textDocument/onTypeFormatting",
  ]);
  for (const { registerOptions } of formatting) {
    const names = registerOptions.documentSelector.map(({ language }) => language);
    expect(names).toEqual(languages);
    expect(names.filter((name) => hostIdentifiers.includes(name))).toEqual([]);
  }
  expect(await client.stop()).toBe(0);
});

test("other editors know it from the start", async () => {
  const client = await startLspClient(server, { capabilities: plainCapabilities });
  expect(client.initialized.capabilities.documentFormattingProvider).toBe(true);
  expect(await client.stop()).toBe(0);
});
