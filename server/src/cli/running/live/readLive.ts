import type { Answer, LiveSession, Row } from "./session.ts";

/** What a server says of itself. What it did not answer is in `hidden`. */
export interface LiveState {
  /** `server_version_num`. */
  readonly version: number;
  readonly role: string;
  readonly loadedAt?: Date;
  readonly settings: readonly Row[];
  readonly fileSettings?: readonly Row[];
  readonly hbaRules?: readonly Row[];
  readonly identMappings?: readonly Row[];
  /** Configuration files with the times of their last changes. */
  readonly files?: readonly Row[];
  /** Rows of pg_stat_activity with pg_stat_ssl, of other clients than this. */
  readonly sessions: readonly Row[];
  readonly hidden: readonly Hidden[];
}

/** Something that the role has no permission to see, and what a superuser can run so that it has. */
export interface Hidden {
  readonly what: string;
  readonly grants: readonly string[];
}

const sessionsQuery = `
  select a.usename, a.datname, host(a.client_addr) as client_addr, a.application_name, a.backend_type,
    a.backend_start::text as backend_start, s.ssl, s.version as tls_version, s.client_dn
  from pg_stat_activity a left join pg_stat_ssl s using (pid)
  where a.pid <> pg_backend_pid() and a.backend_type in ('client backend', 'walsender')
  limit 100000`;

const settingsQuery = `
  select name, setting, unit, source, sourcefile, sourceline, pending_restart
  from pg_settings
  where source not in ('default', 'override', 'client', 'session') or pending_restart
    or name ~ '^ssl' or name in ('hba_file', 'ident_file', 'config_file', 'data_directory')
  order by name`;

/** A view over a function that only superusers may call. */
const guarded = (view: string, routine: string) => (role: string) => [
  `grant select on pg_catalog.${view} to ${role};`,
  `grant execute on function pg_catalog.${routine}() to ${role};`,
];

/** Reads it all, one query after the other. @throws Error where not even the version is answered */
export async function readLive(session: LiveSession): Promise<LiveState> {
  const hidden: Hidden[] = [];
  const [own] = rowsOf(
    await session.query(`
      select current_setting('server_version_num')::int as version, quote_ident(session_user) as role,
        pg_conf_load_time() as loaded, pg_has_role('pg_read_all_stats', 'usage') as sees_sessions,
        pg_has_role('pg_read_all_settings', 'usage') as sees_sources`),
  );
  if (!own) throw new Error("the server does not answer a query");
  const { version, role, loaded, sees_sessions, sees_sources } = own as {
    version: number;
    role: string;
    loaded: Date | null;
    sees_sessions: boolean;
    sees_sources: boolean;
  };
  const read = async (sql: string, what: string, grants: (role: string) => readonly string[]) => {
    const answer = await session.query(sql);
    if ("rows" in answer) return answer.rows;
    hidden.push({ what, grants: answer.refusal === "privilege" ? grants(role) : [] });
    return undefined;
  };
  if (!sees_sources)
    hidden.push({
      what: "the files in which settings are",
      grants: [`grant pg_read_all_settings to ${role};`],
    });
  if (!sees_sessions)
    hidden.push({ what: "the sessions of other roles", grants: [`grant pg_read_all_stats to ${role};`] });
  const fileSettings = await read(
    "select sourcefile, sourceline, name, setting, applied, error from pg_file_settings order by seqno",
    "pg_file_settings",
    guarded("pg_file_settings", "pg_show_all_file_settings"),
  );
  const hbaRules = await read(
    `select ${version >= 160_000 ? "file_name" : "current_setting('hba_file') as file_name"}, line_number, error from pg_hba_file_rules`,
    "pg_hba_file_rules",
    guarded("pg_hba_file_rules", "pg_hba_file_rules"),
  );
  const identMappings =
    version < 150_000
      ? undefined
      : await read(
          `select ${version >= 160_000 ? "file_name" : "current_setting('ident_file') as file_name"}, line_number, error from pg_ident_file_mappings`,
          "pg_ident_file_mappings",
          guarded("pg_ident_file_mappings", "pg_ident_file_mappings"),
        );
  const files = await read(
    `select file, (pg_stat_file(file)).modification from
      (select setting as file from pg_settings where name in ('config_file', 'hba_file', 'ident_file') and setting <> ''
       union select sourcefile from pg_settings where sourcefile is not null) f`,
    "the times of the files",
    (role) => [
      `grant pg_read_all_settings to ${role};`,
      `grant execute on function pg_catalog.pg_stat_file(text) to ${role};`,
    ],
  );
  return {
    version,
    role,
    ...(loaded && { loadedAt: loaded }),
    settings: rowsOf(await session.query(settingsQuery)),
    ...(fileSettings && { fileSettings }),
    ...(hbaRules && { hbaRules }),
    ...(identMappings && { identMappings }),
    ...(files && { files }),
    sessions: rowsOf(await session.query(sessionsQuery)),
    hidden,
  };
}

function rowsOf(answer: Answer): readonly Row[] {
  return "rows" in answer ? answer.rows : [];
}
