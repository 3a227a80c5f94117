import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const head =
  "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  imageName: postgres:16\n  postgresql:\n";

/** Parts of a chart's template, below `spec.postgresql`, which none of them makes wrong. */
const rightParts: readonly (readonly [string, string])[] = [
  ["a value", "    parameters:\n      ssl_min_protocol_version: {{ .Values.minimum }}\n"],
  ["a value in quotes", '    parameters:\n      ssl_min_protocol_version: "{{ .Values.minimum }}"\n'],
  [
    "a value with quotes",
    '    parameters:\n      ssl_min_protocol_version: {{ .Values.minimum | default "TLSv1.2" | quote }}\n',
  ],
  ["a part of a value", "    parameters:\n      ssl_min_protocol_version: TLSv{{ .Values.minimum }}\n"],
  ["a name", "    parameters:\n      {{ .Values.name }}: {{ .Values.value }}\n"],
  ["all settings", "    parameters:\n      {{- toYaml .Values.parameters | nindent 6 }}\n"],
  ["all settings at once", "    parameters: {{ toYaml .Values.parameters | nindent 6 }}\n"],
  [
    "settings of a loop",
    "    parameters:\n      {{- range $key, $value := .Values.parameters }}\n      {{ $key }}: {{ $value | quote }}\n      {{- end }}\n",
  ],
  [
    "a value of several lines",
    "    parameters:\n      ssl_groups:\n        {{- .Values.groups | nindent 8 }}\n",
  ],
  ["all records", "    pg_hba:\n      {{- toYaml .Values.hba | nindent 6 }}\n"],
  ["all records at once", "    pg_hba: {{ toYaml .Values.hba }}\n"],
  [
    "all records, if there are any",
    "    {{- with .Values.hba }}\n    pg_hba:\n      {{- toYaml . | nindent 6 }}\n    {{- end }}\n",
  ],
  ["records of a loop", "    pg_hba:\n      {{- range .Values.hba }}\n      - {{ . }}\n      {{- end }}\n"],
  [
    "records of a loop, in quotes",
    "    pg_hba:\n{{- range .Values.hba }}\n      - {{ . | quote }}\n{{- end }}\n",
  ],
  [
    "a part of a record",
    "    pg_hba:\n      - hostssl all all {{ .Values.network }} scram-sha-256\n      - {{ .Values.last }}\n",
  ],
  [
    "records behind the user's",
    "    pg_hba:\n      - hostssl all all 10.0.0.0/8 scram-sha-256\n      {{- with .Values.hba }}\n      {{- toYaml . | nindent 6 }}\n      {{- end }}\n",
  ],
  [
    "one of two records",
    "    pg_hba:\n      - hostssl all all 10.0.0.0/8 scram-sha-256\n      {{- if .Values.strict }}\n      - hostnossl all all all reject\n      {{- end }}\n",
  ],
  [
    "one of two lists",
    "    {{- if .Values.strict }}\n    pg_hba:\n      - hostnossl all all all reject\n    {{- else }}\n    pg_hba:\n      - hostnossl all all all reject\n    {{- end }}\n",
  ],
  ["a record that is a map with colons", "    pg_hba:\n      - {{ .type }}: {{ .value }}\n"],
  ["an item of several lines", "    pg_hba:\n      -\n        {{- toYaml .record | nindent 8 }}\n"],
  ["Jinja", "    pg_hba:\n{% for rule in rules %}\n      - {{ rule }}\n{% endfor %}\n"],
  [
    "a comment",
    "    pg_hba:\n      {{- /* clients\n      with TLS */}}\n      - hostnossl all all all reject\n",
  ],
  [
    "a secret whose CA is filled in",
    "  certificates:\n    serverTLSSecret: tls\n    {{- with .Values.ca }}\n    serverCASecret: {{ . }}\n    {{- end }}\n",
  ],
];

test.each(rightParts)("nothing is wrong with what a template fills in: %s", async (_, text) => {
  for (const source of [head + text, `{{- if .Values.enabled }}\n${head}${text}{{- end }}`])
    expect(await openManifest(source).shown()).toEqual([]);
});

test("what is literal is checked where it is written", async () => {
  const open = openManifest(`
{{- if .Values.enabled }}
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: {{ .Release.Name }}
  labels:
    {{- include "chart.labels" . | nindent 4 }}
spec:
  imageName: "postgres:16"
  postgresql:
    parameters:
      ssl_min_protocol_version: TLSv9
      ssl_max_protocol_version: {{ .Values.maximum }}
    pg_hba:
      - hostss all all all md5
      {{- if .Values.strict }}
      - hostss all all all reject
      {{- end }}
      - {{ .Values.record }}
{{- end }}
`);
  expect(await open.shown()).toEqual(["TLSv9: conf-choice-invalid", "hostss: hba-type-unknown"]);
  expect((await open.findings()).map(({ line }) => line)).toEqual([11, 14]);
  expect(await open.fixed(/Change to hostssl/)).toContain("      - hostssl all all all md5\n      {{- if");
});

test("a literal list lets clients in without TLS, in a template as well", async () => {
  const list = "    pg_hba:\n      - hostssl all all all scram-sha-256\n";
  expect(await openManifest(`{{- if .Values.enabled }}\n${head}${list}{{- end }}`).shown()).toEqual([
    "pg_hba: hba-cleartext-gap",
  ]);
});

test.each([
  ["deeper", "    {{- if .Values.strict }}\n    hostnossl all all all reject\n    {{- end }}\n"],
  ["at the margin", "{{- if .Values.strict }}\n    hostnossl all all all reject\n{{- end }}\n"],
])("a file in a template's block keeps its places: %s", async (_, control) => {
  const open = openManifest(`
{{- if .Values.hba }}
kind: ConfigMap
data:
  pg_hba.conf: |
${control}    hostss all all all md5
    host all all {{ .Values.network }} md5
{{- end }}
`);
  expect(await open.shown()).toEqual(["hostss: hba-type-unknown"]);
  expect(await open.fixed(/Change to hostssl/)).toContain("    hostssl all all all md5\n");
});

test.each([
  ["a whole file", '  pg_hba.conf: |\n{{ .Files.Get "pg_hba.conf" | indent 4 }}\n'],
  ["a whole file in quotes", '  pg_hba.conf: {{ .Files.Get "pg_hba.conf" | quote }}\n'],
  ["a file that is folded", "  postgresql.conf: >\n    ssl = on\n    {{ .Values.conf }}\n"],
])("a file that is filled in is not known: %s", async (_, lines) => {
  expect(await openManifest(`kind: ConfigMap\ndata:\n${lines}`).shown()).toEqual([]);
});

test("a service whose entries a template decides is not known", async () => {
  const service = "services:\n  db:\n    image: postgres:16\n    command:\n      - -c\n      - ssl=maybe\n";
  expect(await openManifest(service).shown()).toEqual(["maybe: conf-boolean-invalid"]);
  expect(
    await openManifest(
      service.replace("      - -c\n", "      {% if tls %}\n      - -c\n      {% endif %}\n"),
    ).shown(),
  ).toEqual([]);
});
