import { hostLanguageOfPath } from "../../server/src/core/model/language.ts";
import { manifestsWithSecrets } from "../support/fixtures/manifestsWithSecrets.ts";
import type { Input } from "./engine/mutate.ts";

const write = "echo 'host all all all md5' >> $PGDATA/pg_hba.conf";
const hba = "hostssl all all 10.0.0.5/8 cert clientcert=1";

/** Documents that hold our files, with at least one for each carrier and each way to write a text. */
const texts: readonly (readonly [language: string, text: string])[] = [
  [
    "yaml",
    "services:\n  db:\n    image: postgres:16\n    command: postgres -c ssl=on\n    volumes: [./tls:/tls]\n",
  ],
  [
    "yaml",
    "kind: ConfigMap\ndata:\n  pg_hba.conf: |2-\n      local all all peer\n    pg_ident.conf: >\n     m a b\n",
  ],
  [
    "yaml",
    "scope: a\npostgresql:\n  pg_hba: &x\n  - \"host all all\\\n    all md5\"\n  - 'it''s'\n  pg_ident: *x\n",
  ],
  [
    "yaml",
    "primary:\n  pgHbaConfiguration: |-\n    {{- if .x }}\n    local all all peer\n    {{- end }}\ntls: {enabled: true}\n",
  ],
  [
    "dockerfile",
    `FROM postgres:16\nRUN ${write}\nCOPY --chown=postgres tls /tls\nCMD ["postgres", "-c", "ssl=on"]\n`,
  ],
  [
    "shellscript",
    `#!/bin/sh\n${write}\ncat >> postgresql.conf <<'EOF'\nssl = on\nEOF\nsed -i 's/^#ssl.*/ssl = on/' postgresql.conf\n`,
  ],
  ["sql", "ALTER SYSTEM SET ssl TO 'on';\n"],
  [
    "yaml",
    "- hosts: db\n  vars:\n    pg_version: 17\n    postgresql_hba_entries:\n      - {type: hostssl, database: [a, b], user: all, address: 10.0.0.1, auth_method: md5}\n" +
      "    postgresql_global_config_options:\n      - {option: ssl, value: 'on'}\n    pg_hba_rules:\n      - {user: a, db: all, addr: world, auth: ssl, order: 1}\n",
  ],
  [
    "yaml",
    "- postgresql_pg_hba:\n    dest: /d/pg_hba.conf\n    contype: \"{{ item.type }}\"\n    source: '{{ item.net | default(omit) }}'\n    rules_behavior: combine\n" +
      "  loop: [{type: host, net: ::1}]\n- copy:\n    dest: /d/pg_ident.conf\n    content: |\n      m a b\n" +
      "- ansible.builtin.lineinfile: {path: /d/postgresql.conf, line: ssl = on}\n- postgresql_set: {name: ssl, value: no}\n",
  ],
  [
    "json",
    '{"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", // c\n"spec": {"imageName": "postgresql:18", "postgresql": {"pg_hba": ["host all all\\u0020all md5", {"a": null}], "parameters": {"ssl": true}}}}',
  ],
  [
    "json",
    '{"postgresql": {"pg_hba": "local all all peer\\nhost all all all md5", "parameters": {"password_encryption": "md5"}}}\n[{"op": "add", "path": "/spec/patroni/pg_hba/-", "value": "x"}]',
  ],
  [
    "yaml",
    `apiVersion: postgres-operator.crunchydata.com/v1beta1\nkind: PostgresCluster\nspec:\n  postgresVersion: 17\n  patroni: {dynamicConfiguration: {postgresql: {pg_hba: ["${hba}"], parameters: {ssl: off}}}}\n  authentication:\n    rules:\n    - {connection: hostssl, method: cert, options: {clientcert: verify-full, map: m}}\n    - hba: ${hba}\n  config: {parameters: {ssl_key_file: /a}}\n`,
  ],
  [
    "yaml",
    `apiVersion: pgv2.percona.com/v2\nkind: PerconaPGCluster\nspec:\n  patroni: {dynamicConfiguration: {postgresql: {pg_hba: [${hba}]}}}\n`,
  ],
  [
    "yaml",
    "apiVersion: stackgres.io/v1\nkind: SGPostgresConfig\nspec:\n  postgresVersion: '16'\n  postgresql.conf: {ssl: 'off', password_encryption: md5}\n---\napiVersion: stackgres.io/v1\nkind: SGCluster\nspec: {postgres: {version: '16', ssl: {enabled: false}}}\n",
  ],
  [
    "yaml",
    `apiVersion: kubedb.com/v1\nkind: Postgres\nspec:\n  version: '16.1'\n  sslMode: verify-ca\n  clientAuthMode: cert\n  configuration:\n    inline:\n      user_hba.conf: |+\n        ${hba}\n\n`,
  ],
  [
    "yaml",
    `apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n  postgresql: {version: "16", parameters: {ssl_ciphers: HIGH}}\n  patroni:\n    pg_hba:\n    - ${hba}\n    - host all all\n      all md5 # c\n  tls: {secretName: x}\n`,
  ],
  [
    "yaml",
    `apiVersion: postgresql.cnpg.io/v1\nkind: Pooler\nspec:\n  pgbouncer:\n    pg_hba: ["${hba}"]\n    parameters: {client_tls_sslmode: require}\n`,
  ],
  [
    "yaml",
    `apiVersion: apps/v1\nkind: StatefulSet\nspec:\n  template:\n    spec:\n      securityContext: {fsGroup: 1}\n      initContainers:\n      - {image: busybox, command: [sh, -c, "chmod 600 /tls/server.key"]}\n      containers:\n      - image: postgres:16\n        args: [-c, hba_file=/etc/db/hba, -c, ssl=on, -c, ssl_key_file=/tls/server.key]\n        env: [{name: POSTGRES_HOST_AUTH_METHOD, value: trust}]\n        volumeMounts: [{name: a, mountPath: /etc/db}, {name: t, mountPath: /tls}]\n      volumes:\n      - {name: a, configMap: {name: a}}\n      - {name: t, secret: {secretName: t, defaultMode: 0644}}\n---\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  hba: |\n    ${hba}\n`,
  ],
  [
    "yaml",
    `kind: Kustomization\nconfigMapGenerator:\n- {name: a, literals: ["pg_hba.conf=${hba}"], files: [postgresql.conf]}\npatches:\n- target: {kind: Cluster, group: postgresql.cnpg.io}\n  patch: |-\n    - op: add\n      path: /spec/postgresql/pg_hba/-\n      value: '${hba}'\n`,
  ],
  [
    "yaml",
    `primary:\n  pgHbaConfiguration: |-\n    ${hba}\n  extendedConfiguration: |\n    ssl = on\n  initdb: {scripts: {a.sh: "${write}"}}\ntls: {enabled: true, certFilename: a, certificatesSecret: x}\npostgresqlSharedPreloadLibraries: a\n`,
  ],
  ["yaml", `config:\n  pgHbaConfig: >\n    ${hba}\n  postgresql: {customConfig: "ssl = on"}\n`],
  [
    "yaml",
    `kind: HelmRelease\nspec:\n  values:\n    type: postgresql\n    cluster: {postgresql: {pg_hba: [${hba}], parameters: {ssl: 'on'}}}\n`,
  ],
  [
    "yaml",
    `apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  data: {pg_hba.conf: aG9zdCBhbGwgYWxsIGFsbCBtZDUK, tls.crt: x}\n- kind: ConfigMap\n  data:\n    patroni.yaml: |\n      scope: x\n      bootstrap: {dcs: {postgresql: {pg_hba: ['${hba}']}}}\n      postgresql:\n        <<: &b {pg_hba: [*a]}\n        authentication: {superuser: {sslmode: bad}}\n`,
  ],
  [
    "yaml",
    `kind: Pod\nspec:\n  containers:\n  - image: spilo:15\n    env:\n    - name: SPILO_CONFIGURATION\n      value: |\n        postgresql: {pg_hba: [${hba}]}\n    - {name: PATRONI_RESTAPI_CERTFILE, value: /a}\n`,
  ],
  [
    "yaml",
    `%YAML 1.2\n---\nx-lines: &l\n- !!str ${hba}\n- &a "host all all\\\n    \\ all md5"\n...\n---\nscope: é😀\r\npostgresql:\r\n  <<: {use_unix_socket: true}\r\n  ? pg_hba\r\n  : # c\r\n  - |2-\r\n      ${hba}\r\n  -\t>+\r\n   local all\r\n   all peer\r\n\r\n  pg_ident: !reference [a, b]\r\n`,
  ],
  [
    "yaml",
    `services:\n  db:\n    image: postgres:\${TAG:-16}\n    environment: {POSTGRES_HOST_AUTH_METHOD: trust, POSTGRES_INITDB_ARGS: "--auth-host=md5", PGSSLMODE: bad}\n    configs: [{source: a, target: /etc/h}]\n    command: [postgres, -c, hba_file=/etc/h]\n    volumes: [./:/repo:ro, data:/var/lib/postgresql/data]\nconfigs:\n  a: {content: "${hba}"}\nvolumes: {data: }\n`,
  ],
  ["dotenv", "PATRONI_SUPERUSER_SSLMODE=bad\nexport DATABASE_URL='postgres://a@b/c?sslmode=verify'\n"],
  ["properties", "spring.datasource.url=jdbc:postgresql://a/b?sslmode=bad\\\n &ssl=true\n"],
  [
    "sql",
    "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a', sslmode 'bad');\nCREATE SUBSCRIPTION s CONNECTION 'host=a sslmode=x' PUBLICATION p;\n",
  ],
  [
    "shellscript",
    `docker run -e POSTGRES_HOST_AUTH_METHOD=trust postgres:16 -c ssl=on -c 'hba_file=/a'\npsql "host=a sslmode=bad"\ncat <<-EOF >> $PGDATA/pg_hba.conf\n\t${hba}\n\tEOF\nprintf '%s\\n' "${hba}" | tee -a pg_hba.conf\n`,
  ],
];

/** The seeds of documents, each its language and its text. */
export const manifestSeeds: readonly Input[] = [
  ...texts,
  ...manifestsWithSecrets.map(([path, text]) => [hostLanguageOfPath(path) ?? "yaml", text]),
];
