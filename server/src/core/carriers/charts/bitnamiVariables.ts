import type { AccessChange } from "../../cluster/imageAccess.ts";
import { hostSpanOf } from "../containers/argumentProblems.ts";
import type { ContainerEnvironment, ContainerVariable } from "../containers/containerEnvironment.ts";
import type { ScalarPart } from "../containers/serverArguments.ts";
import { type BitnamiAccess, type BitnamiHba, writeBitnamiHba } from "./bitnamiHba.ts";

/** What an entry point makes of variables for TLS. */
export interface VariablesTls {
  readonly settings: readonly (readonly [name: string, value: ScalarPart])[];
  readonly access: readonly AccessChange[];
  /** What decides about the pg_hba.conf that it makes, and the variable that switches TLS on; absent where it may make another. */
  readonly hba?: { readonly access: BitnamiAccess; readonly because: ScalarPart };
}

/**
 * What Bitnami's entry point makes of its variables (bitnami/containers, bitnami/postgresql/17/debian-12/rootfs/opt/bitnami/scripts,
 * libpostgresql.sh (043f89c8), `postgresql_configure_tls`: the settings, and mode 0600 for the key as far as it may; `postgresql_initialize`:
 * nothing beside a postgresql.conf that is mounted in the folder for these).
 */
export function bitnamiTls(
  variable: ContainerEnvironment,
  mappings: Readonly<Record<string, string>>,
  serverUser: number,
): VariablesTls {
  // postgresql-env.sh (165b82cb) takes POSTGRES_X where there is no POSTGRESQL_X.
  const given = (name: string) => variable(`POSTGRESQL_${name}`) ?? variable(`POSTGRES_${name}`);
  const value = (name: string) => {
    const found = given(name);
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
  const hba = accessBy(given);
  return { settings, access, ...(hba && { hba }) };
}

/** What decides about the records, where nothing says that the entry point makes others: `postgresql_create_pghba`, and setup.sh (3e00630b). */
function accessBy(value: (name: string) => ContainerVariable): VariablesTls["hba"] {
  const text = (name: string) => {
    const found = value(name);
    return found === "unknown" ? found : found?.text;
  };
  const [because, ca] = [value("ENABLE_TLS"), text("TLS_CA_FILE")];
  const makesOthers =
    ca === "unknown" ||
    !/^(?:yes|true|1)$/i.test(text("ALLOW_REMOTE_CONNECTIONS") ?? "yes") ||
    text("PGHBA_REMOVE_FILTERS") ||
    !/^(?:no|false|0|)$/i.test(text("ENABLE_LDAP") ?? "");
  if (!because || because === "unknown" || makesOthers) return undefined;
  // Without a password the container starts only if it may be empty.
  const hasPassword = Boolean(text("PASSWORD") || text("PASSWORD_FILE"));
  return {
    access: { hasCa: Boolean(ca), hasPassword, hasReplication: Boolean(text("REPLICATION_USER")) },
    because,
  };
}

/** The records of Bitnami's entry point; that of its image for repmgr makes others. */
export function hbaOf(
  source: string,
  image: string | undefined,
  { hba }: VariablesTls,
): BitnamiHba | undefined {
  if (!hba || /repmgr/.test(image ?? "")) return undefined;
  const place = hostSpanOf(source, hba.because) ?? hba.because.scalar;
  return writeBitnamiHba(source, hba.access, place, "a pg_hba.conf of your own");
}
