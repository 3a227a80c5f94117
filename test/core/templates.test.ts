import { expect, test } from "vitest";
import { SourceDocument } from "../../server/src/core/index.ts";
import { isForeignText, languageOfPath } from "../../server/src/core/model/language.ts";
import { readTemplate } from "../../server/src/core/syntax/template.ts";
import { dedent } from "../support/annotated.ts";
import { openFiles } from "../support/openService.ts";

/** A sign for each line of a template: `?` is not known, `-` becomes nothing, `.` is literal. */
function reading(text: string): string {
  const lines = dedent(text).split(/(?<=\n)/);
  const template = readTemplate(lines);
  const signs = lines.map((line, at) => {
    return template?.unknown.has(at) ? "?" : template && template.lines[at] !== line ? "-" : ".";
  });
  return signs.join("");
}

test.each([
  [
    "Jinja",
    `
    # {{ ansible_managed }}
    {# a comment #}
    {% set port = 5432 %}
    local all all peer
    {% for rule in rules %}
    host all all {{ rule.address }} md5
    {% if rule.more %}
    host all all all trust
    {% endif %}
    {% endfor %}
    host all {{ user }} all md5
    hostssl all all all cert
    `,
    ".--.???????.",
  ],
  [
    "ERB",
    `
    <%# a comment -%>
    <% @rules.each do |rule| -%>
    <%= rule %>
    <% end -%>
    <% if node['ssl'] %>
    hostssl all all all cert
    <% else %>
    host all all all md5
    <% end %>
    <% port = 5432 %>
    host all all <%= @net %> md5
    local all all peer
    `,
    "-????????-?.",
  ],
  [
    "Go",
    `
    {{- /* a comment */ -}}
    {{- $rules := .Values.rules }}
    {{- range $rules }}
    {{ . }}
    {{- end }}
    {{ if .Values.ssl -}}
    hostssl all all all cert
    {{- end }}
    local all all peer
    `,
    "--??????.",
  ],
  [
    "EPP",
    `
    <%- | Array $rules,
          Boolean $ssl
    | -%>
    <% if $ssl { -%>
    hostssl all all all cert
    <% } else { -%>
    host all all all md5
    <% } -%>
    <% $rules.each |$rule| { -%>
    <%= $rule %>
    <% } -%>
    local all all peer
    `,
    "---????????.",
  ],
  [
    "a record of several lines",
    `
    host all all \\
      {{ address }} md5
    local all \\
      all peer
    `,
    "??..",
  ],
  ["a part that does not end", "local all all peer\nhost {{ x\nlocal all all peer\n", ".?."],
])("%s: what is known of it", (_, text, signs) => {
  expect(reading(text)).toBe(signs);
});

test.each([
  "log_line_prefix = '<%m> {%p} %q'",
  "log_line_prefix = '<%-10p>'",
  String.raw`map /^(a{2})\{$ \1`,
])("no template: %s", (line) => {
  expect(readTemplate([line])).toBeUndefined();
});

const hba = `
host all all {{ address }} nonsense
{% if ssl %}
hostssl all all all nonsense
{% endif %}
host all all 10.0.0.0/8 nonsens
`;

test("findings are those of literal records outside of control blocks", async () => {
  const { rules } = openFiles({ "pg_hba.conf": hba });
  expect(await rules("pg_hba.conf")).toEqual(["5 hba-method-unknown"]);
});

test("what is filled in may change what records below it decide", async () => {
  const gap = "hostssl all all all scram-sha-256\n{{ more }}\nhost all all all scram-sha-256\n";
  const { rules, service } = openFiles({ "pg_hba.conf": gap });
  expect(await rules("pg_hba.conf")).toEqual([]);
  const decision = await service.explain("file:///data/pg_hba.conf", {
    user: "a",
    database: "b",
    type: "plain",
    address: "10.0.0.1",
    replication: false,
  });
  expect(decision?.admitted).toBeUndefined();
  expect(decision?.reason).toContain("a template");
  const whole = openFiles({ "pg_hba.conf": gap.replace("{{ more }}", "# more") });
  expect(await whole.rules("pg_hba.conf")).toEqual(["2 hba-cleartext-gap"]);
});

test.each([
  ["ssl = off\n", ["0 hba-hostssl-without-ssl"]],
  ["ssl = off\nssl = {{ ssl }}\n", []],
  ["ssl = off\n{% for each in settings %}\n{{ each }}\n{% endfor %}\n", []],
  ["{{ settings }}\nssl = off\n", ["0 hba-hostssl-without-ssl"]],
  ["port = {{ port }}\nssl = off\n", ["0 hba-hostssl-without-ssl"]],
  ["port = {{ port }}\n", []],
])("a setting that a template may assign is not known: %s", async (conf, expected) => {
  const { rules } = openFiles({
    "postgresql.conf": conf,
    "pg_hba.conf": "hostssl all all all scram-sha-256\n",
  });
  expect(await rules("pg_hba.conf")).toEqual(expected);
});

test("maps that a template fills in may be any", async () => {
  const files = { "pg_hba.conf": "local all all peer map=office\n", "pg_ident.conf": "{{ maps }}\n" };
  expect(await openFiles(files).rules("pg_hba.conf")).toEqual([]);
  const plain = openFiles({ ...files, "pg_ident.conf": "other a b\n" });
  expect(await plain.rules("pg_hba.conf")).toEqual(["0 hba-map-unknown"]);
});

test("a document becomes a template while it is edited, and no more", async () => {
  const { edit, rules } = openFiles({ "postgresql.conf": "" });
  const document = edit("pg_hba.conf", "host all all {{ x }\nhost all all all trus\n");
  const type = (start: number, end: number, text: string) =>
    document.update(
      [{ range: { start: { line: 0, character: start }, end: { line: 0, character: end } }, text }],
      document.version + 1,
    );
  expect(await rules("pg_hba.conf")).toEqual(["1 hba-method-unknown"]);
  type(19, 19, "} md");
  expect(document.text).toBe("host all all {{ x }} md\nhost all all all trus\n");
  expect(await rules("pg_hba.conf")).toEqual(["1 hba-method-unknown"]);
  type(13, 20, "all");
  expect(document.text).toBe("host all all all md\nhost all all all trus\n");
  expect(await rules("pg_hba.conf")).toEqual(["0 hba-method-unknown", "1 hba-method-unknown"]);
  expect(document.current.template).toBeUndefined();
});

test("documents of other programs are no templates of ours", () => {
  expect(new SourceDocument("file:///a.yaml", "yaml", 1, "a: {{ b }}\n").current.template).toBeUndefined();
});

test.each([
  ["/roles/pg/templates/pg_hba.conf.j2", "pg-hba"],
  ["/roles/pg/templates/postgresql.conf-16.j2", "postgresql-conf"],
  ["/templates/default/pg_ident.conf.erb", "pg-ident"],
  ["/chart/pg_hba.conf.tpl", "pg-hba"],
  ["/etc/postgresql/16/main/postgresql.conf", "postgresql-conf"],
  ["/etc/fail2ban/filter.d/postgresql.conf", undefined],
  ["/etc/logrotate.d/postgresql.conf", undefined],
  ["/usr/lib/tmpfiles.d/postgresql.conf", undefined],
  ["/etc/supervisor/conf.d/postgresql.conf", undefined],
  ["/etc/systemd/system/postgresql.service.d/postgresql.conf", undefined],
])("by its path %s is %s", (path, language) => {
  expect(languageOfPath(path)).toBe(language);
});

test.each([
  ["[program:postgresql]\ncommand=postgres\n", true],
  ["# rotates\n/var/log/postgresql/*.log {\n  weekly\n}\n", true],
  ["d /run/postgresql 2775 postgres postgres - -\n", true],
  ["u postgres 26 'PostgreSQL' /var/lib/pgsql\n", true],
  ["# PostgreSQL\nport = 5432\n", false],
  ["{% if a %}\nport = 5432\n", false],
  ["", false],
])("whether %j is another program's: %s", (text, expected) => {
  expect(isForeignText(text, "postgresql-conf")).toBe(expected);
});

test("the path of the data directory says the version", async () => {
  const { service } = openFiles({
    "/repo/postgresql.conf": "data_directory = '/var/lib/postgresql/16/main'\n",
  });
  const snapshot = await service.snapshot("file:///repo/postgresql.conf");
  expect(snapshot?.cluster.serverVersion).toBe(16);
  expect(snapshot?.cluster.serverVersionReason).toBe("the path in data_directory says so");
});
