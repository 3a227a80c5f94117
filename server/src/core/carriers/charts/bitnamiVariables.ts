import type { AccessChange } from "../../cluster/imageAccess.ts";
import type { ContainerEnvironment } from "../containers/containerEnvironment.ts";
import type { ScalarPart } from "../containers/serverArguments.ts";

/** What an entry point makes of variables for TLS. */
export interface VariablesTls {
  readonly settings: readonly (readonly [name: string, value: ScalarPart])[];
  readonly access: readonly AccessChange[];
}

/**
 * What Bitnami's entry point makes of its variables (bitnami/containers, bitnami/postgresql/17/debian-12/rootfs/opt/bitnami/scripts,
 * libpostgresql.sh (043f89c8), `postgresql_configure_tls`: the settings, and mode 0600 for the key as far as it may; `postgresql_initialize`:
 * nothing beside a postgresql.conf that is mounted in the folder for these).
 */
export function bitnamiTls(
  { variable }: ContainerEnvironment,
  mappings: Readonly<Record<string, string>>,
  serverUser: number,
): VariablesTls {
  // postgresql-env.sh (165b82cb) takes POSTGRES_X where there is no POSTGRESQL_X.
  const value = (name: string) => {
    const found = variable(`POSTGRESQL_${name}`) ?? variable(`POSTGRES_${name}`);
    return found === "unknown" ? undefined : found;
  };
  const isOn = /^(?:yes|true|1)$/i.test(value("ENABLE_TLS")?.text ?? "");
  if (!isOn || Object.hasOwn(mappings, "/bitnami/postgresql/conf/postgresql.conf"))
    return { settings: [], access: [] };
  const settings = Object.entries({
    ssl_cert_file: "TLS_CERT_FILE",
    ssl_key_file: "TLS_KEY_FILE",
    ssl_ca_file: "TLS_CA_FILE",
    ssl_crl_file: "TLS_CRL_FILE",
  }).flatMap(([setting, name]) => {
    const found = value(name);
    return found?.text && !found.text.includes("$") ? [[setting, found] as const] : [];
  });
  const access = settings.flatMap(([name, { text: path }]): AccessChange[] =>
    name === "ssl_key_file"
      ? [{ path, isRecursive: false, ifOwner: serverUser, clear: 0o7777, set: 0o600 }]
      : [],
  );
  return { settings, access };
}
