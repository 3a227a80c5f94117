import fc from "fast-check";
import { expect, test } from "vitest";
import { languages } from "../../server/src/core/model/language.ts";
import { openService } from "../support/openService.ts";

const piece = fc.constantFrom(
  ..."hostssl|host|local|all|+a|/^(x)$|10.0.0.0|/8|::1|cert|clientcert|=|verify-full|map=|@f|include|\\\n|\n|\r|\r\n|".split(
    "|",
  ),
  ..." |\t|,|\"|'|#|\\|\0|é|ssl|ssl_cert_file|ssl_min_protocol_version|shared_buffers|64MB|server.crt|/|.|*".split(
    "|",
  ),
  "# pgssl: version=13",
);

test("hover and completion answer anywhere in any text, about a stretch of it", async () => {
  const property = fc.asyncProperty(
    fc.array(piece, { maxLength: 14 }),
    fc.nat(40),
    fc.constantFrom(...languages),
    fc.constantFrom(13, 15, 16, 19),
    async (pieces, at, language, version) => {
      const text = pieces.join("");
      const offset = Math.min(at, text.length);
      const { service, uri, position } = openService(`${text.slice(0, offset)}|${text.slice(offset)}`, {
        language,
        version,
        files: { "server.crt": "", f: "a b\n" },
      });
      const document = await service.document(uri);
      const size = document?.lines.length ?? 0;
      for (const answer of [await service.hover(uri, position), await service.complete(uri, position)]) {
        if (!answer) continue;
        expect(answer.line).toBeLessThan(size);
        const record = document?.lines.slice(answer.line).join("") ?? "";
        expect(answer.span.start).toBeGreaterThanOrEqual(0);
        expect(answer.span.end).toBeGreaterThanOrEqual(answer.span.start);
        expect(answer.span.end).toBeLessThanOrEqual(record.length);
      }
    },
  );
  await fc.assert(property, { numRuns: 400 });
});
