import { expect, test } from "vitest";
import { SourceDocument } from "../../server/src/core/index.ts";
import { readTemplate } from "../../server/src/core/syntax/template.ts";
import { dedent } from "../support/annotated.ts";
import { openFiles } from "../support/openService.ts";

/** A sign for each line of a template: `?` is not known, `-` becomes nothing, `.` is literal. */
function reading(text: string): string {
  const lines = dedent(text).split(/(?<=\n)/);
  const template = readTemplate(lines, { language: "pg-hba", isNamed: false });
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
  [
    "Mustache",
    `
    {{! a comment }}
    {{#ssl}}
    hostssl all all all cert
    {{/ssl}}
    {{^ssl}}
    host all all all md5
    {{/ssl}}
    {{> more}}
    local all {{{user}}} peer
    local all all peer
    `,
    "-????????.",
  ],
  [
    "consul-template",
    `
    [[ $name := "orders" ]]
    [[- range .nets ]]
    host all all [[ . ]] md5
    [[- end ]]
    host all all [[.Net]] md5
    local /^[[:alpha:]]+$ all peer
    `,
    "-????.",
  ],
  [
    "Template Toolkit",
    `
    [% SET net = "10.0.0.0/8" %]
    [% IF ssl %]
    hostssl all all all cert
    [% END %]
    host all all [% net %] md5
    local all all peer
    `,
    "-????.",
  ],
  [
    "Mako",
    `
    % for net in nets:
    host all all \${net} md5
    % endfor
    local all all peer
    `,
    "???.",
  ],
  [
    "words that are replaced",
    `
    {# rendered #}
    host all all \${NET} md5
    host @@DB@@ all 10.0.0.0/8 md5
    host all %USER% 10.0.0.0/8 md5
    host all all %(net)s md5
    host all all __NET__ md5
    host all \${USER:-app} 10.0.0.0/8 md5
    @remove-line-for-nolocal@local all all peer
    local all all peer
    `,
    "-???????.",
  ],
  ["a part that does not end", "local all all peer\nhost {{ x\nlocal all all peer\n", ".?."],
])("%s: what is known of it", (_, text, signs) => {
  expect(reading(text)).toBe(signs);
});

test.each([
  "log_line_prefix = '%m [%p] %q%u@%d '",
  "log_filename = 'postgresql-%Y-%m-%d_%H%M%S.log'",
  `search_path = '"$user", public'`,
  "dynamic_library_path = '$libdir'",
  `archive_command = 'test ! -f \${DIR}/%f && cp %p $(pwd)/%f'`,
  `#port = \${PORT}`,
  "log_line_prefix = '<%m> {%p} %q'",
  "log_line_prefix = '<%-10p>'",
  String.raw`map /^(a{2})\{$ \1`,
  String.raw`map /[[.hyphen.]][[=a=]][[:alpha:]]+[[abc]] \1`,
])("no template: %s", (line) => {
  expect(readTemplate([line], { language: "postgresql-conf", isNamed: true })).toBeUndefined();
});

test.each([
  ["postgresql.conf", "port = $PORT\n", ["0 conf-quotes-missing"]],
  ["postgresql.conf.tpl", "port = $PORT\n", []],
  [
    "templates/postgresql.conf",
    "port = PG_PORT # its port\nmax_connections = '{count}'\nwork_mem = %dMB\n",
    [],
  ],
  ["postgresql.conf.in", "port = <port>\nmax_connections = many\n", ["1 conf-number-invalid"]],
  ["pg_hba.conf", `host all \${USER} 10.0.0.0/8 scram-sha-256\n`, ["0 name-look-alike"]],
  [
    "pg_hba.conf",
    `host all \${USER} \${NET} scram-sha-256\n`,
    ["0 name-look-alike", "0 hba-address-look-alike"],
  ],
  ["pg_hba.conf", `hostx all "$(USER)" 10.0.0.0/8 scram-sha-256\n`, ["0 hba-type-unknown"]],
  ["pg_hba.conf.envsubst", "host all $USER 10.0.0.0/8 scram-sha-256\n", []],
  ["pg_ident.conf", `office \${SYSTEM} \${ROLE}\n`, ["0 name-look-alike", "0 name-look-alike"]],
  ["pg_ident.j2", "{{ maps }}\noffice a\n", ["1 ident-column-missing"]],
])("what may be filled into %s: %j", async (name, text, expected) => {
  const { rules } = openFiles({ [`/repo/${name}`]: text });
  expect(await rules(`/repo/${name}`)).toEqual(expected);
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

test("a file named as a template is read for the newest version that has its settings", async () => {
  const { rules } = openFiles({ "/repo/postgresql.conf.j2": "stats_temp_directory = 'x'\n" });
  expect(await rules("/repo/postgresql.conf.j2")).toEqual([]);
});

test("a template is none of the files of the server that runs here", async () => {
  const files = (text: string) => ({
    "/data/PG_VERSION": "16\n",
    "/repo/postgresql.conf": `data_directory = '/data'\nssl = on\nssl_cert_file = '/etc/a.crt'\n${text}\n`,
  });
  expect(await openFiles(files("port = 5432")).rules("/repo/postgresql.conf")).toContain(
    "2 ssl-file-missing",
  );
  expect(await openFiles(files("port = {{ port }}")).rules("/repo/postgresql.conf")).toEqual([
    "2 ssl-file-not-here",
  ]);
});

test.each([
  ["max_wal_senders = {{ [10, hosts | length] | max }}", 1],
  ["max_wal_senders = {{ 2 * hosts }}", 1],
  ["log_line_prefix = 'x{{3}'", 0],
])("what is filled in: %s", (line, count) => {
  expect(readTemplate([line], { language: "postgresql-conf", isNamed: false })?.unknown.size ?? 0).toBe(
    count,
  );
});
