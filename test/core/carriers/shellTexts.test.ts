import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const script = `#!/bin/bash
set -e
cat >> "$PGDATA/pg_hba.conf" <<'EOF'
hostss all all all md5
EOF
`;
const ofCompose = script.replace("$PGDATA", () => "$$PGDATA");
const inBlock = (blanks: number, text = script) => `|\n${text.trimEnd().replace(/^/gm, " ".repeat(blanks))}`;
const command = JSON.stringify(["sh", "-c", script]);

test.each([
  ["a ConfigMap", `kind: ConfigMap\ndata:\n  init.sh: ${inBlock(4)}`],
  ["a Secret", `kind: Secret\nstringData:\n  10-hba.sh: ${inBlock(4)}`],
  ["a text in double quotes", `kind: ConfigMap\ndata:\n  init.sh: ${JSON.stringify(script)}`],
  [
    "a literal of Kustomize",
    `kind: Kustomization\nconfigMapGenerator:\n  - name: init\n    literals:\n      - ${JSON.stringify(`init.sh=${script}`)}`,
  ],
  [
    "a file of Compose",
    `services:\n  db:\n    image: postgres:16\n    configs: [hba]\nconfigs:\n  hba:\n    content: ${inBlock(6, ofCompose)}`,
  ],
  [
    "a command of Compose",
    `services:\n  db:\n    image: postgres:16\n    command:\n      - bash\n      - -c\n      - ${inBlock(8, ofCompose)}`,
  ],
  [
    "a container's command",
    `kind: StatefulSet\nspec:\n  template:\n    spec:\n      initContainers:\n        - command: [sh, -c]\n          args:\n            - ${inBlock(14)}`,
  ],
  ["a pod's command in brackets", `kind: Pod\nspec:\n  containers:\n    - command: ${command}`],
  [
    "a hook of a container",
    `kind: Pod\nspec:\n  containers:\n    - lifecycle: {postStart: {exec: {command: ${command}}}}`,
  ],
  ["values of a chart", `primary:\n  initdb:\n    scripts:\n      init.sh: ${inBlock(8)}`],
  ["a list of resources", `kind: List\nitems:\n  - kind: ConfigMap\n    data:\n      init.sh: ${inBlock(8)}`],
])("a record that a script writes is found and fixed in %s", async (_, text) => {
  for (const written of [text, text.replaceAll("\n", "\r\n")]) {
    const open = openManifest("x: 1");
    open.document.update([{ text: `${written}\n` }], 2);
    expect(await open.shown()).toEqual(["hostss: hba-type-unknown"]);
    expect(await open.fixed(/Change to hostssl/)).toBe(`${written.replace("hostss ", "hostssl ")}\n`);
  }
});

const configMap = (name: string, text: string) => `kind: ConfigMap\ndata:\n  ${name}: ${inBlock(4, text)}`;
const pod = (shell: string, text: string) =>
  `kind: Pod\nspec:\n  containers:\n    - command: [${shell}, -ec]\n      args:\n        - ${inBlock(10, text)}`;

test.each([
  [
    "statements of SQL",
    configMap("init.sql", "ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.9';"),
    ["TLSv1.9: conf-choice-invalid"],
  ],
  [
    "statements in a command",
    pod("bash", `psql -c "ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.9';"`),
    ["TLSv1.9: conf-choice-invalid"],
  ],
  [
    "a setting that sed puts in the place of another",
    configMap("init.sh", `sed -i "s/^#ssl = .*/ssl = maybe/" "$PGDATA/postgresql.conf"`),
    ["maybe: conf-boolean-invalid"],
  ],
  [
    "a server that it starts",
    configMap("start.sh", `pg_ctl -D "$PGDATA" \\\n  -o "-c ssl=maybe" start`),
    ["maybe: conf-boolean-invalid"],
  ],
  [
    "a server that a container starts, for the container's carrier",
    pod("sh", "exec postgres -c ssl=maybe"),
    [],
  ],
  ["a text that is no script", configMap("README.md", script.replace(/^#!.*\n/, "")), []],
  ["a command that is no shell's", pod("python3", script), []],
  ["a line with a variable", configMap("init.sh", `echo "hostss $DB all all md5" >> pg_hba.conf`), []],
  [
    "echo of a shell that may print the option",
    pod("sh", `echo -e "hostss all all all md5" >> /data/pg_hba.conf`),
    [],
  ],
  [
    "echo of a shell that does not",
    pod("bash", `echo -e "hostss all all all md5" >> /data/pg_hba.conf`),
    ["hostss: hba-type-unknown"],
  ],
  [
    "lines of a template",
    configMap(
      "init.sh",
      `{{- if .Values.tls }}\ncat >> pg_hba.conf <<'EOF'\n{{ .Values.type }} all all all md5\nhostss all all all md5\nEOF\n{{- end }}`,
    ),
    ["hostss: hba-type-unknown"],
  ],
  [
    "values within a release",
    `kind: HelmRelease\nspec:\n  values:\n    primary:\n      initdb:\n        scripts:\n          init.sh: ${inBlock(12)}`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "one text under two names",
    `kind: ConfigMap\ndata:\n  a.sh: &script ${inBlock(4)}\n  b.sh: *script`,
    ["hostss: hba-type-unknown"],
  ],
])("%s", async (_, text, expected) => {
  const { shown } = openManifest(text);
  expect(await shown()).toEqual(expected);
});

test("in JSON", async () => {
  const text = JSON.stringify({ kind: "ConfigMap", data: { "init.sh": script } }, undefined, 2);
  const open = openManifest(text, {}, "json");
  expect(await open.shown()).toEqual(["hostss: hba-type-unknown"]);
  expect(await open.fixed(/Change to hostssl/)).toBe(open.text.replace("hostss ", "hostssl "));
});
