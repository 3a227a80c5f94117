import { expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import type { SourceDocument } from "../../../server/src/core/index.ts";
import type { Fix } from "../../../server/src/core/model/diagnostic.ts";
import { dedent } from "../../support/annotated.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import type { MemoryFile, MemoryHost } from "../../support/memoryHost.ts";
import { openCluster } from "../../support/openService.ts";

/** A configuration with one mistake that a fix takes away. */
interface Case {
  readonly rule: string;
  readonly title: string;
  readonly text: string;
  readonly files?: Readonly<Record<string, MemoryFile>>;
  /** Where the configuration is; the data directory is `/data`. */
  readonly folder?: string;
  /** The text after the fix, where it changes the text. */
  readonly fixed?: string;
  readonly command?: string;
}

const file = (name: string, attributes: Omit<MemoryFile, "bytes"> = {}): MemoryFile => ({
  bytes: materialBytes(name),
  ...attributes,
});

const cases: readonly Case[] = [
  {
    rule: "key-file-permissions",
    title: "Set the key's mode to 0600",
    text: "ssl = on\nssl_key_file = 'my key'\n",
    files: { "/data/my key": file("leaf-key", { mode: 0o644 }) },
    command: "chmod 0600 '/data/my key'",
  },
  {
    rule: "key-file-permissions",
    title: "Set the key's mode to 0640",
    text: "ssl = on\n",
    files: { "/data/server.key": file("leaf-key", { mode: 0o666, owner: 0 }) },
    command: "chmod 0640 /data/server.key",
  },
  {
    rule: "data-directory-permissions",
    title: "Set the data directory's mode to 0750",
    text: "ssl = on\n",
    files: { "/data": { kind: "directory", mode: 0o755 } },
    command: "chmod 0750 /data",
  },
  {
    rule: "certificate-key-swapped",
    title: "Swap the certificate and the key",
    text: "ssl = on\nssl_cert_file = 'server.key'\nssl_key_file = 'server.crt'\n",
    files: { "/data/server.crt": file("leaf", { mode: 0o600 }) },
    fixed: "ssl = on\nssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'\n",
  },
  {
    rule: "key-passphrase-reload",
    title: "Add ssl_passphrase_command_supports_reload = on",
    text: "ssl = on\nssl_passphrase_command = 'echo secret'\nssl_key_file = 'server.key' # ours\nport = 5433\n",
    files: { "/data/server.key": file("encrypted-key", { mode: 0o600 }) },
    fixed:
      "ssl = on\nssl_passphrase_command = 'echo secret'\nssl_key_file = 'server.key' # ours\nssl_passphrase_command_supports_reload = on\nport = 5433\n",
  },
  {
    rule: "ssl-file-missing",
    title: "Name the file beside the configuration: /etc/pg/ca's.crt",
    text: "data_directory = '/data'\nssl = on\nssl_ca_file = 'ca''s.crt'\n",
    folder: "/etc/pg",
    files: { "/etc/pg/ca's.crt": file("root") },
    fixed: "data_directory = '/data'\nssl = on\nssl_ca_file = '/etc/pg/ca''s.crt'\n",
  },
  {
    rule: "ssl-ciphers-invalid",
    title: "Move TLS_AES_128_GCM_SHA256 to ssl_tls13_ciphers",
    text: "ssl = on\nssl_ciphers = 'TLS_AES_128_GCM_SHA256' # fast\n",
    fixed: "ssl = on\nssl_tls13_ciphers = 'TLS_AES_128_GCM_SHA256' # fast\n",
  },
  {
    rule: "ssl-ciphers-unknown",
    title: "Move TLS_AES_128_GCM_SHA256 to ssl_tls13_ciphers",
    text: "ssl = on\nssl_ciphers = 'HIGH:TLS_AES_128_GCM_SHA256:!aNULL'\n",
    fixed: "ssl = on\nssl_ciphers = 'HIGH:!aNULL'\nssl_tls13_ciphers = 'TLS_AES_128_GCM_SHA256'\n",
  },
  {
    rule: "ssl-ciphers-unknown",
    title: "Move TLS_AES_128_GCM_SHA256 to ssl_tls13_ciphers",
    text: "ssl = on\nssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384'\nssl_ciphers = 'HIGH:TLS_AES_128_GCM_SHA256'\n",
    fixed:
      "ssl = on\nssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256'\nssl_ciphers = 'HIGH'\n",
  },
  {
    rule: "key-mismatch",
    title: "Name the key that matches the certificate: keys/new key",
    text: "ssl = on\nssl_key_file = 'keys/old.key' # ours\n",
    files: {
      "/data/keys/old.key": file("other-key", { mode: 0o600 }),
      "/data/keys/new key": file("leaf-key", { mode: 0o600 }),
      "/data/server.key": file("other-key", { mode: 0o600 }),
    },
    fixed: "ssl = on\nssl_key_file = 'keys/new key' # ours\n",
  },
  {
    rule: "key-mismatch",
    title: "Name the key that matches the certificate: /data/server.key",
    text: "ssl = on\nssl_key_file = 'keys/old.key'\n",
    files: { "/data/keys/old.key": file("rsa-key", { mode: 0o600 }) },
    fixed: "ssl = on\nssl_key_file = '/data/server.key'\n",
  },
  {
    rule: "conf-path-relative",
    title: "Write the whole path: /data/it's/pg_hba.conf",
    text: "hba_file = 'it''s/pg_hba.conf'\n",
    fixed: "hba_file = '/data/it''s/pg_hba.conf'\n",
  },
];

const endings = { LF: "\n", CRLF: "\r\n" };

test.each(
  cases.flatMap((each) => Object.entries(endings).map(([name, ending]) => ({ ...each, name, ending }))),
)(
  "$rule: $title ($name)",
  async ({ rule, title, text, files = {}, folder = "/data", fixed, command, ending }) => {
    const server = { "server.crt": file("leaf"), "server.key": file("leaf-key", { mode: 0o600 }) };
    const { host, service, edit, findings } = openCluster({ ...server, ...files }, { time: materialTime });
    const withEnding = (plain: string) => dedent(plain).replaceAll("\n", ending);
    const document = edit(`${folder}/postgresql.conf`, withEnding(text));
    const reported = async () =>
      (await findings(document.uri)).filter((finding) => finding.rule === rule).length;
    expect(await reported()).toBe(1);
    const offered = (await service.fixes(document.uri, 0, 99)).filter((fix) => fix.diagnostic.rule === rule);
    const fix = offered.find((one) => one.title === title);
    expect(offered.map((one) => one.title)).toContain(title);
    apply(fix, document, host);
    await service.refresh();
    expect(await reported()).toBe(0);
    expect(fix?.action?.command).toBe(command);
    if (fixed !== undefined) expect(document.text.trimEnd()).toBe(withEnding(fixed).trimEnd());
  },
);

function apply(fix: Fix | undefined, document: SourceDocument, host: MemoryHost): void {
  const { action, edits = [] } = fix ?? {};
  document.update([{ text: applyEdits(document.lines, edits) }], document.version + 1);
  if (action?.kind === "set-mode")
    host.change(decodeURIComponent(new URL(action.uri).pathname), { mode: action.mode });
}
