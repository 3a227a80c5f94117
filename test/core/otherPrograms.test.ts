import { expect, test } from "vitest";
import { isBackupPath } from "../../server/src/core/model/fileNames.ts";
import { hostLanguageOfPath, languageOfPath } from "../../server/src/core/model/language.ts";
import { isForeignText } from "../../server/src/core/syntax/conf/foreignText.ts";

test.each([
  ["/roles/pg/templates/pg_hba.conf.j2", "pg-hba"],
  ["/roles/pg/templates/postgresql.conf-16.j2", "postgresql-conf"],
  ["/templates/default/pg_ident.conf.erb", "pg-ident"],
  ["/chart/pg_hba.conf.tpl", "pg-hba"],
  ["/chart/pg_hba.conf.envsubst", "pg-hba"],
  ["/chart/pg_hba.j2", "pg-hba"],
  ["/chart/postgresql.conf.in", "postgresql-conf"],
  ["/chart/pg_ident.conf.mustache", "pg-ident"],
  ["/etc/postgresql/16/main/postgresql.conf", "postgresql-conf"],
  ["/etc/fail2ban/filter.d/postgresql.conf", undefined],
  ["/etc/logrotate.d/postgresql.conf", undefined],
  ["/usr/lib/tmpfiles.d/postgresql.conf", undefined],
  ["/etc/supervisor/conf.d/postgresql.conf", undefined],
  ["/etc/systemd/system/postgresql.service.d/postgresql.conf", undefined],
  ["/etc/collectd/collectd.conf.d/postgresql.conf", undefined],
  ["/etc/telegraf/telegraf.d/postgresql.conf", undefined],
  ["/etc/rsyslog.d/postgresql.conf", undefined],
  ["/etc/monit/conf.d/postgresql.conf", undefined],
  ["/etc/monit.d/postgresql.conf", undefined],
  ["/etc/pgbackrest/conf.d/postgresql.conf", undefined],
  ["/etc/prometheus/postgresql.conf", undefined],
  ["/etc/nagios/nrpe.d/postgresql.conf", undefined],
  ["/usr/lib/sysusers.d/postgresql.conf", undefined],
  ["/etc/zabbix/zabbix_agentd.d/postgresql.conf", undefined],
  ["/etc/sysctl.d/99-postgresql.conf", undefined],
  ["/etc/netdata/go.d/postgres.conf", undefined],
  ["/etc/ld.so.conf.d/postgresql.conf", undefined],
  ["/srv/monitoring/postgresql.conf", "postgresql-conf"],
  ["/srv/prometheus/db/pg_hba.conf", "pg-hba"],
])("by its path %s is %s", (path, language) => {
  expect(languageOfPath(path)).toBe(language);
});

test.each([
  ["compose.yaml", "yaml"],
  ["docker-compose.yml.example", "yaml"],
  ["templates/docker-compose.yml.j2", "yaml"],
  ["values.yaml.gotmpl", "yaml"],
  ["patroni.yml.template", "yaml"],
  ["cluster.json.erb", "json"],
  ["pillar/postgres.sls", "yaml"],
  ["cloud/user-data", "yaml"],
  ["cloud-init.cfg", "yaml"],
  ["user_data.tpl", "yaml"],
  ["cloud-init.yaml.tftpl", "yaml"],
  [".env.example", "dotenv"],
  ["db.Dockerfile", "dockerfile"],
  ["setup.sh.j2", undefined],
  ["main.yml.txt", undefined],
])("a document that may hold our files by its name: %s is %s", (path, language) => {
  expect(hostLanguageOfPath(`/repo/${path}`)).toBe(language);
});

test.each([
  ["pg_hba.conf.bak", true],
  ["pg_hba.conf.dpkg-old", true],
  ["compose.yaml~", true],
  ["pg_hba.conf.sample", false],
  ["pg_hba.conf.j2", false],
])("whether nothing reads %s: %s", (path, is) => {
  expect(isBackupPath(path)).toBe(is);
});

test.each([
  ["[program:postgresql]\ncommand=postgres\n", true],
  ["# rotates\n/var/log/postgresql/*.log {\n  weekly\n}\n", true],
  ["d /run/postgresql 2775 postgres postgres - -\n", true],
  ["u postgres 26 'PostgreSQL' /var/lib/pgsql\n", true],
  ["m postgres ssl-cert\n", true],
  ["/var/log/postgresql/a.log\n/var/log/postgresql/b.log {\n", true],
  ["<Plugin postgresql>\n", true],
  ["<% if @ssl -%>\n  <Plugin postgresql>\n", true],
  ["LoadPlugin postgresql\n", true],
  ["check process postgresql with pidfile /run/postgresql.pid\n", true],
  ["postgres soft nofile 65536\n", true],
  ["kernel.shmmax = 17179869184\n", true],
  ["auth required pam_unix.so\n", true],
  ["if $programname == 'postgres' then /var/log/postgres.log\n", true],
  ["local0.* -/var/log/postgresql.log\n", true],
  ["scrape_configs:\n", true],
  ["UserParameter=pgsql.ping,pg_isready\n", true],
  ["command[check_pgsql]=/usr/lib/nagios/check_pgsql\n", true],
  ["include 'a.conf'\n", false],
  ["include <tunables/global>\n", true],
  ["  ssl on\n", false],
  ["local_preload_libraries = 'x'\n", false],
  ["pgaudit.log = 'ddl'\n", false],
  ["user.name = 'x'\n", false],
  ["{{ header }}\nssl = on\n", false],
  ["# PostgreSQL\nport = 5432\n", false],
  ["[postgresql]\nport = 5432\nlisten_addresses = '*'\n", false],
  ["-- our settings\nssl = on\n", false],
  ["ALTER SYSTEM SET ssl = on;\nport = 5432\n", false],
  ["server:\nshared_buffers = 1GB\n", false],
  ["[Definition]\nport = 5432\nfailregex = x\nignoreregex =\n", true],
  ["{% if a %}\nport = 5432\n", false],
  ["", false],
  ["ALTER SYSTEM SET ssl = on;\nALTER SYSTEM SET port = 5433;\n", true],
  ["{% for name in settings %}\nALTER SYSTEM SET {{ name }} = on;\n{% endfor %}\n", true],
  ["-- made by hand\nALTER SYSTEM SET ssl = on;\n", true],
  [
    "How to switch on TLS\n====================\n\n1. Put the certificate beside the configuration.\n2. Write this into the file:\n\n  ssl = on\n\nThen reload the server as its user.\n",
    true,
  ],
  [
    "This file is made by us, do not edit\nssl = on\nssl_ciphers = 'HIGH'\nport = 5432\nand a line of words\nand another line of words\n",
    false,
  ],
  ["listen_addresses 'a, b, c, d'\nsearch_path 'a, b, c, d'\nssl_ciphers 'a b c d'\n", false],
])("whether %j is another program's: %s", (text, expected) => {
  expect(isForeignText(text, "postgresql-conf")).toBe(expected);
});
