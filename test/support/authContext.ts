import type { AuthContext, ReferencedFile } from "../../server/src/core/cluster/context.ts";
import type { ServerVersion } from "../../server/src/core/model/serverVersion.ts";

/** What a line is checked under in a test. */
export interface TestSurroundings {
  readonly version?: ServerVersion;
  readonly build?: readonly ("ssl" | "gssapi" | "ldap" | "pam")[];
  /** Settings by name; others have no value. Absent: no postgresql.conf is known. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Texts of files by path; `null` for one that is not known. Others are missing. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly identMaps?: readonly string[];
  readonly includeDepth?: number;
}

/** A context for checking single lines, without files on disk and without a cluster. */
export function authContext(surroundings: TestSurroundings = {}): AuthContext {
  const { version = 18, build = ["ssl", "gssapi", "ldap", "pam"], settings, files = {} } = surroundings;
  const reference = (path: string): ReferencedFile => {
    const text = files[path];
    if (text === null) return { state: "unknown" };
    return text === undefined
      ? { state: "missing", uri: `file:///conf/${path}` }
      : { state: "text", uri: `file:///conf/${path}`, text };
  };
  return {
    uri: "file:///conf/pg_hba.conf",
    serverVersion: version,
    build: new Set(build),
    openSsl: "3",
    reference,
    referencedDirectory: (path) => ({ state: "missing", uri: `file:///conf/${path}` }),
    ...(surroundings.identMaps && { identMaps: new Set(surroundings.identMaps) }),
    ...(surroundings.includeDepth !== undefined && { includeDepth: surroundings.includeDepth }),
    ...(settings && {
      settings: {
        value: (name: string) => settings[name],
        assignment: () => undefined,
        isOn: (name: string) => (name in settings ? settings[name] === "on" : undefined),
      },
    }),
  };
}
