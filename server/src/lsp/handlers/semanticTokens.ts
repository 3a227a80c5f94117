import type { SemanticTokens, SemanticTokensDelta } from "vscode-languageserver";
import { semanticTokenModifiers, semanticTokenTypes } from "../../core/model/semanticToken.ts";
import { toRange } from "../convert.ts";
import { guard } from "../guard.ts";
import { SemanticTokensBuilder } from "../library.ts";
import type { ServerContext } from "../serverContext.ts";

/** The words behind the numbers of semantic tokens. */
export const semanticTokensLegend = {
  tokenTypes: [...semanticTokenTypes],
  tokenModifiers: [...semanticTokenModifiers],
};

/** Says what words mean: of a document, of lines, and what changed since the client had them last. */
export function registerSemanticTokens({ connection, service, documents }: ServerContext): void {
  const builders = new Map<string, SemanticTokensBuilder>();
  documents.onDidClose(({ document: { uri } }) => builders.delete(uri));
  const builderOf = (uri: string) => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.set(uri, builder);
    return builder;
  };
  const fill = async (builder: SemanticTokensBuilder, uri: string, firstLine?: number, lastLine?: number) => {
    const source = documents.get(uri)?.source;
    const tokens = (source && (await service.semanticTokens(source.uri, firstLine, lastLine))) ?? [];
    for (const { line, span, type, modifiers } of tokens) {
      const { start, end } = toRange(source?.lines ?? [], line, span);
      const bits = modifiers.reduce((sum, one) => sum | (1 << semanticTokenModifiers.indexOf(one)), 0);
      builder.push(
        start.line,
        start.character,
        end.character - start.character,
        semanticTokenTypes.indexOf(type),
        bits,
      );
    }
  };
  const none: SemanticTokens = { data: [] };
  connection.languages.semanticTokens.on(({ textDocument: { uri } }, token) =>
    guard<SemanticTokens>(connection, "semantic tokens", none, token, async () => {
      const builder = new SemanticTokensBuilder();
      builders.set(uri, builder);
      await fill(builder, uri);
      return builder.build();
    }),
  );
  connection.languages.semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }, token) =>
    guard<SemanticTokens | SemanticTokensDelta>(connection, "semantic tokens", none, token, async () => {
      const builder = builderOf(uri);
      builder.previousResult(previousResultId);
      await fill(builder, uri);
      return builder.buildEdits();
    }),
  );
  connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }, token) =>
    guard<SemanticTokens>(connection, "semantic tokens", none, token, async () => {
      const builder = new SemanticTokensBuilder();
      await fill(builder, uri, range.start.line, range.end.line);
      return builder.build();
    }),
  );
}
