import { expect, test } from "vitest";
import { lineSpan } from "../../../server/src/core/features/embedded/places.ts";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { lineStartsOf } from "../../../server/src/core/model/lines.ts";
import { openFiles } from "../../support/openService.ts";

const compose = (lines: string) => `
services:
  db:
    image: postgres:18
    volumes: [./certs:/certs]
${lines.replace(/^/gm, "    ")}
`;
const pod = (lines: string) => `
apiVersion: v1
kind: Pod
spec:
  containers:
    - image: postgres:18
${lines.replace(/^/gm, "      ")}
`;
const script = (lines: string) => `#!/bin/sh\n# it's a script\n${lines}\n`;
const dockerfile = (lines: string) => `FROM postgres:18\nCOPY certs/ /certs/\n${lines}\n`;

/** The text of the document after the proposal with a label is accepted at `|`; `undefined` where there is none. */
async function propose(marked: string, label: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const { service } = openFiles({ "/repo/certs/it's.crt": "", "/repo/certs/a b.crt": "" });
  const [language, file] = marked.startsWith("FROM")
    ? (["dockerfile", "Dockerfile"] as const)
    : marked.startsWith("#!")
      ? (["shellscript", "start.sh"] as const)
      : (["yaml", "compose.yaml"] as const);
  const uri = `file:///repo/${file}`;
  const document = new SourceDocument(uri, language, 1, text);
  service.open(document);
  const starts = lineStartsOf(document.lines);
  const { line, span } = lineSpan(starts, { from: offset, to: offset });
  const list = await service.complete(uri, { line, character: span.start });
  const item = list?.items.find((one) => one.label === label);
  if (!list || !item) return undefined;
  const start = starts[list.line] ?? 0;
  return (
    text.slice(0, start + list.span.start) + (item.newText ?? item.label) + text.slice(start + list.span.end)
  );
}

const name = "ssl_min_protocol_version";
const dashed = "ssl-min-protocol-version";
const quoted = "/certs/it's.crt";
const blank = "/certs/a b.crt";
const path = '"$user", public';

test.each<[(lines: string) => string, string, string, string | undefined]>([
  [compose, "command: postgres -c ssl_m|", name, `command: postgres -c ${name}=`],
  [compose, "command: postgres -c |", name, `command: postgres -c ${name}=`],
  [compose, "command: postgres -c ss|l_m -c ssl=on", name, `command: postgres -c ${name}= -c ssl=on`],
  [compose, "command: postgres -c ssl=on -c ssl_m|", name, `command: postgres -c ssl=on -c ${name}=`],
  [compose, "command: postgres -c ss|=on", "ssl", "command: postgres -c ssl=on"],
  [compose, "command: postgres --ssl-m|", dashed, `command: postgres --${dashed}=`],
  [compose, "command: postgres --ssl_m|", name, `command: postgres --${name}=`],
  [compose, "command: postgres --|", dashed, `command: postgres --${dashed}=`],
  [compose, "command: postgres -c ssl-m|", dashed, `command: postgres -c ${dashed}=`],
  [compose, "command: [postgres, -c, ssl_m|]", name, `command: [postgres, -c, ${name}=]`],
  [compose, 'command: ["postgres", "-c", "|"]', name, `command: ["postgres", "-c", "${name}="]`],
  [
    compose,
    "command:\n  - postgres\n  - -c\n  - ssl_m|",
    name,
    `command:\n  - postgres\n  - -c\n  - ${name}=`,
  ],
  [
    compose,
    "command:\n  - -c\n  - |\n  - -c\n  - ssl=on",
    name,
    `command:\n  - -c\n  - ${name}=\n  - -c\n  - ssl=on`,
  ],
  [
    compose,
    "command: >-\n  postgres\n  -c ssl_m|\n  -c ssl=on",
    name,
    `command: >-\n  postgres\n  -c ${name}=\n  -c ssl=on`,
  ],
  [
    compose,
    "entrypoint: docker-entrypoint.sh postgres -c ssl_m|",
    name,
    `entrypoint: docker-entrypoint.sh postgres -c ${name}=`,
  ],
  [
    compose,
    'command: bash -c "exec postgres -c ssl_m|"',
    name,
    `command: bash -c "exec postgres -c ${name}="`,
  ],
  [pod, "args: [-c, ssl_m|]", name, `args: [-c, ${name}=]`],
  [pod, "args:\n  - -c\n  - ssl_m|", name, `args:\n  - -c\n  - ${name}=`],
  [pod, "args: [--ssl-m|]", dashed, `args: [--${dashed}=]`],
  [dockerfile, 'CMD ["postgres", "-c", "ssl_m|"]', name, `CMD ["postgres", "-c", "${name}="]`],
  [dockerfile, "CMD postgres -c ssl_m|", name, `CMD postgres -c ${name}=`],
  [dockerfile, "CMD postgres \\\n  -c |", name, `CMD postgres \\\n  -c ${name}=`],
  [compose, "command: postgres -c ssl=|", "off", "command: postgres -c ssl=off"],
  [compose, "command: postgres -c ssl=o|n", "off", "command: postgres -c ssl=off"],
  [compose, `command: [postgres, -c, "${name}=|"]`, "TLSv1.3", `command: [postgres, -c, "${name}=TLSv1.3"]`],
  [compose, `command: postgres -p| 5432`, name, undefined],
  [compose, "command: echo -c |", name, undefined],
  [script, "exec postgres -D /data -c ssl_m|", name, `exec postgres -D /data -c ${name}=`],
  [script, "docker run postgres:16 \\\n  -c |", name, `docker run postgres:16 \\\n  -c ${name}=`],
  [script, "initdb --set ssl_m|", name, `initdb --set ${name}=`],
  [script, `pg_ctl start -o "-c ssl=o|n"`, "off", `pg_ctl start -o "-c ssl=off"`],
  [script, "initdb --set ssl=|", "on", "initdb --set ssl=on"],
  [script, "initdb -c |", "include", undefined],
])("of a setting: %o %s %s", async (carrier, lines, label, expected) => {
  expect(await propose(carrier(lines), label)).toBe(expected && carrier(expected));
});

test.each<[(lines: string) => string, string, string, string | undefined]>([
  [
    compose,
    "command: postgres -c ssl_cert_file=/certs/|",
    quoted,
    `command: postgres -c ssl_cert_file="/certs/it's.crt"`,
  ],
  [
    compose,
    "command: postgres -c ssl_cert_file=/certs/|",
    blank,
    "command: postgres -c ssl_cert_file='/certs/a b.crt'",
  ],
  [
    compose,
    "command: postgres -c 'ssl_cert_file=/certs/|'",
    quoted,
    `command: postgres -c 'ssl_cert_file=/certs/it'\\''s.crt'`,
  ],
  [
    compose,
    `command: postgres -c "ssl_cert_file=/certs/|"`,
    quoted,
    `command: postgres -c "ssl_cert_file=/certs/it's.crt"`,
  ],
  [
    compose,
    `command: 'postgres -c ssl_cert_file=/certs/|'`,
    quoted,
    `command: 'postgres -c ssl_cert_file="/certs/it''s.crt"'`,
  ],
  [
    compose,
    `command: "postgres -c ssl_cert_file=/certs/|"`,
    quoted,
    `command: "postgres -c ssl_cert_file=\\"/certs/it's.crt\\""`,
  ],
  [
    compose,
    "command: [postgres, -c, ssl_cert_file=/certs/|]",
    quoted,
    "command: [postgres, -c, ssl_cert_file=/certs/it's.crt]",
  ],
  [
    compose,
    "command: [postgres, -c, 'ssl_cert_file=/certs/|']",
    quoted,
    "command: [postgres, -c, 'ssl_cert_file=/certs/it''s.crt']",
  ],
  [
    compose,
    "command:\n  - -c\n  - ssl_cert_file=/certs/|",
    blank,
    "command:\n  - -c\n  - ssl_cert_file=/certs/a b.crt",
  ],
  [compose, 'command: bash -c "postgres -c ssl_cert_file=/certs/|"', blank, undefined],
  [
    compose,
    `command: [bash, -c, "exec postgres -c ssl_cert_file=/certs/|"]`,
    blank,
    `command: [bash, -c, "exec postgres -c ssl_cert_file='/certs/a b.crt'"]`,
  ],
  [
    compose,
    "command: postgres -c search_path=|",
    path,
    `command: postgres -c search_path='"$$user", public'`,
  ],
  [
    compose,
    "command:\n  - -c\n  - search_path=|",
    path,
    `command:\n  - -c\n  - search_path="$$user", public`,
  ],
  [compose, "command: [-c, search_path=|]", path, undefined],
  [compose, `command: [-c, "search_path=|"]`, path, `command: [-c, "search_path=\\"$$user\\", public"]`],
  [pod, `args: [-c, "search_path=|"]`, path, `args: [-c, "search_path=\\"$$user\\", public"]`],
  [dockerfile, `CMD ["-c", "search_path=|"]`, path, `CMD ["-c", "search_path=\\"$user\\", public"]`],
  [dockerfile, "CMD postgres -c search_path=|", path, `CMD postgres -c search_path='"$user", public'`],
  [dockerfile, "CMD postgres -c log_line_prefix=|", "%m [%p] ", "CMD postgres -c log_line_prefix='%m [%p] '"],
  [compose, "command:\n  - -c\n  - log_line_prefix=|", "%m [%p] ", undefined],
  [
    compose,
    "command: postgres -c log_line_prefix=|",
    "%m [%p] ",
    "command: postgres -c log_line_prefix='%m [%p] '",
  ],
  [dockerfile, 'CMD ["-c", "ssl_cert_file=/certs/|"]', quoted, `CMD ["-c", "ssl_cert_file=/certs/it's.crt"]`],
  [
    dockerfile,
    "CMD postgres -c ssl_cert_file=/certs/|",
    quoted,
    `CMD postgres -c ssl_cert_file="/certs/it's.crt"`,
  ],
  [script, "postgres -c search_path=|", path, `postgres -c search_path='"$user", public'`],
  [script, `pg_ctl start -o "-c search_path=|"`, path, undefined],
])("of a value: %o %s %s", async (carrier, lines, label, expected) => {
  expect(await propose(carrier(lines), label)).toBe(expected && carrier(expected));
});
