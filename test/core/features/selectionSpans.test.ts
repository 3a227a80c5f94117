import { expect, test } from "vitest";
import type { Language } from "../../../server/src/core/model/language.ts";
import { openService } from "../../support/openService.ts";

test.each<[language: Language, marked: string, selections: string[]]>([
  [
    "pg-hba",
    'host all,"a |b" all samenet md5 # c',
    ["a b", '"a b"', 'all,"a b"', 'host all,"a b" all samenet md5', 'host all,"a b" all samenet md5 # c'],
  ],
  ["pg-hba", "local all all peer map=pe|ople", ["people", "map=people", "local all all peer map=people"]],
  ["pg-ident", "# wo|rds", ["# words"]],
  [
    "postgresql-conf",
    "  ssl_cert_file = 'a|.crt' # c",
    ["a.crt", "'a.crt'", "ssl_cert_file = 'a.crt'", "  ssl_cert_file = 'a.crt' # c"],
  ],
])("%s: %s", async (language, marked, selections) => {
  const { service, uri, position, text } = openService(marked, { language });
  const found = await service.selectionSpans(uri, position);
  expect(found?.spans.map(({ start, end }) => text.slice(start, end))).toEqual(selections);
});
