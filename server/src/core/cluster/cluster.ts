import type { FileStat } from "../host.ts";
import type { EncodingFault } from "../model/encodingFault.ts";
import type { Language } from "../model/language.ts";
import type { BuildFeature, OpenSslFamily } from "../model/serverBuild.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Assignment, EffectiveSettings } from "../model/settings.ts";
import type { Place } from "../model/span.ts";
import type { PemFile, Pki } from "../pki.ts";
import type { CheckedAssignment } from "./checkedAssignments.ts";
import type { KnownClients } from "./knownClients.ts";
import type { StandbyConnection } from "./standbyConnection.ts";

/** A value that was found out, and how, in words for a status line. */
export interface Reasoned<Value> {
  readonly value: Value;
  readonly reason: string;
}

/** Something that is not read, and so not checked, at what names it. */
export interface LeftOut {
  readonly place: Place;
  /** The files are too large together, or one is by itself; too many lines are included again and again; the directory has too many entries; no answer from the file system. */
  readonly why: "size" | "one" | "repeated" | "entries" | "no-answer";
}

/** A folder on the way to a file. */
export interface FolderFacts {
  readonly uri: string;
  readonly stat: FileStat;
}

/** A file that the configuration names, as it is on disk. */
export interface FileFacts {
  /** Where it was looked for; absent when that is unknown (a relative path and no known data directory). */
  readonly uri?: string;
  /** The path as the configuration spells it. */
  readonly path: string;
  /**
   * `missing`, `no-access` (a folder above forbids a look), `unreadable` (by this process), `directory`, `not-a-file`
   * (FIFO, device, socket), `too-large`, `no-answer` (of its file system); `unknown`: it may exist on the server, only not here.
   */
  readonly state:
    | "file"
    | "missing"
    | "no-access"
    | "unreadable"
    | "directory"
    | "not-a-file"
    | "too-large"
    | "no-answer"
    | "unknown";
  readonly stat?: FileStat;
  /** `stat` is that of a copy, in an image that is built: a change here does not reach it, or not alone. */
  readonly isCopied?: true;
  /** What it holds; absent unless `state` is `file`. */
  readonly pem?: PemFile;
  /** For directories: the names of the entries. */
  readonly entries?: readonly string[];
  /** For `ssl_crl_dir`: its files by their names, as far as they were read; absent where there are too many to read. */
  readonly members?: ReadonlyMap<string, FileFacts>;
  /** Its parent folders, the nearest first, that the server has not entered already when it starts. */
  readonly folders?: readonly FolderFacts[];
  /** A missing file of that relative path was found beside the configuration, where the server does not look: its URI. */
  readonly elsewhere?: string;
}

/** A use of a file by the configuration: which setting or pg_hosts.conf column names it, and where. */
export interface FileUse {
  /** `ssl_cert_file`, `ssl_key_file`, `ssl_ca_file`, `ssl_crl_file`, `ssl_crl_dir`, `ssl_dh_params_file`. */
  readonly setting: string;
  /** Where findings about the file are shown: the value that names it, or `ssl = on` where a default does. */
  readonly place: Place;
  /** The path is the server's default and is not written in the files. */
  readonly isDefault: boolean;
  readonly file: FileFacts;
  /** Host names of the pg_hosts.conf line, absent for settings. */
  readonly hostNames?: readonly string[];
  /** Where each of these names is written. */
  readonly hostPlaces?: readonly Place[];
  /** For keys that a pg_hosts.conf line names: its two last columns; such a key never gets `ssl_passphrase_command`. */
  readonly passphrase?: { readonly command: string; readonly supportsReload: boolean };
}

/** The files by which the server identifies itself and its clients: those of the settings, or of one pg_hosts.conf line. */
export interface Identity {
  readonly certificate?: FileUse;
  readonly key?: FileUse;
  readonly authorities?: FileUse;
}

/** An authentication file that the server reads, as it is on disk. */
export interface AuthFile {
  readonly uri: string;
  /** As in `FileFacts`; `unknown` also where the server may look elsewhere. */
  readonly state: FileFacts["state"];
  readonly stat?: FileStat;
  /** As in `FileFacts`. */
  readonly folders?: readonly FolderFacts[];
}

/** The pg_hba.conf, without which there is no start. */
export interface HbaFile extends AuthFile {
  /** Where it is reported that the file is missing: the value of `hba_file`, or the first line of postgresql.conf. */
  readonly place: Place;
  /** Its own first line, where it can be read here. */
  readonly start?: Place;
  /** Whether it holds any record, with what it includes; `undefined` where not all of that is known. */
  readonly hasRecords?: boolean;
}

/** A configuration file with a fault of its encoding, and the line of the document where that shows. */
export interface FileEncoding {
  readonly kind: EncodingFault["kind"];
  readonly place: Place;
  readonly language: Language;
}

/** The files that make one server, joined: what every rule about more than one line looks at. Plain facts; no I/O behind them. */
export interface Cluster {
  readonly serverVersion: ServerVersion;
  readonly serverVersionReason: string;
  /** The server is older than all versions that are known. */
  readonly isServerOlder?: true;
  /** Nothing says which version it is: see `KnownVersion.isOneOfAll`. */
  readonly isVersionUnknown?: true;
  readonly build: ReadonlySet<BuildFeature>;
  readonly openSsl: OpenSslFamily;
  /** Whether modes and owners mean anything: not on Windows. */
  readonly serverPlatform: "posix" | "windows";
  /** The URI of the main postgresql.conf, absent when the cluster has none here. */
  readonly mainFile?: string;
  readonly mainFileStat?: FileStat;
  /** Its first line, where findings about the file itself are shown. */
  readonly mainStart?: Place;
  /** Absent when no postgresql.conf is known. */
  readonly hbaFile?: HbaFile;
  /** Absent when no postgresql.conf is known. */
  readonly identFile?: AuthFile;
  readonly dataDirectory?: Reasoned<string>;
  /**
   * The data directory exists on this machine: what is missing here is missing for the server. Otherwise paths are those
   * of another machine, and absence proves nothing.
   */
  readonly isOnServer: boolean;
  readonly dataDirectoryStat?: FileStat;
  /** The files are mounted into a container, which keeps modes and owners, but for Docker Desktop's virtual machine. */
  readonly isMounted?: true;
  /** The server's user id: from `pgssl.serverUser`, else the owner of the data directory. */
  readonly serverUser?: number;
  /** The groups of that user as far as they are known here. */
  readonly serverGroups?: ReadonlySet<number>;
  /** The names of this machine's users by their ids, where they are those of the server. */
  readonly userNames?: ReadonlyMap<number, string>;
  /** Absent when no postgresql.conf is known. */
  readonly settings?: EffectiveSettings;
  /** All assignments in the order in which the server reads them. */
  readonly assignments: readonly Assignment[];
  /** Those of settings that the version knows, with what the server does with their values. */
  readonly checkedAssignments: readonly CheckedAssignment[];
  /** The include directives of postgresql.conf and its files at which the server stops, since they lead too deep. */
  readonly includesTooDeep: readonly Place[];
  /** What is not read of the cluster's files. */
  readonly leftOut: readonly LeftOut[];
  /** The certificate, key and CRL files in force. Empty while `ssl` is off: the server does not look at them then. */
  readonly fileUses: readonly FileUse[];
  /** The files in force, each certificate with its key and CA file. */
  readonly identities: readonly Identity[];
  /** The same files while `ssl` is off or unknown, for hovers and hints. */
  readonly idleFileUses: readonly FileUse[];
  /** The configuration files whose bytes are not what an editor shows. */
  readonly encodings: readonly FileEncoding[];
  /** The modes of the documents that every user of the machine can read, by URI; empty where modes mean nothing. */
  readonly openFiles: ReadonlyMap<string, number>;
  /** Whether a record of pg_hba.conf requires a client certificate. */
  readonly requestsCertificates: boolean;
  /** Clients known from a service file or from certificates nearby; absent while `ssl` is off. */
  readonly known?: KnownClients;
  /** Absent where the configuration has no `primary_conninfo` that libpq can read. */
  readonly standby?: StandbyConnection;
  /** Loaded once a file with a certificate was found. */
  readonly pki?: Pki;
  /** Days before expiry at which a certificate is worth a warning. */
  readonly expiryWarningDays: number;
}

/** The files that the configuration names, whether or not the server looks at them now. */
export function namedFiles({ fileUses, idleFileUses }: Cluster): readonly FileUse[] {
  return fileUses.length > 0 ? fileUses : idleFileUses;
}

/** The key that goes with a certificate, or the certificate with a key: of the settings, or of the same line of pg_hosts.conf. */
export function partnerOf({ setting, place, hostNames }: FileUse, cluster: Cluster): FileUse | undefined {
  const wanted = partners[setting];
  return namedFiles(cluster).find(
    (use) =>
      use.setting === wanted &&
      (hostNames ? use.place.uri === place.uri && use.place.line === place.line : !use.hostNames),
  );
}

const partners: Readonly<Record<string, string>> = {
  ssl_cert_file: "ssl_key_file",
  ssl_key_file: "ssl_cert_file",
};

/** Whether a place, a finding's for instance, is at the value that names a file. */
export function isAbout({ uri, line, span }: Place, { place }: FileUse): boolean {
  return (
    uri === place.uri && line === place.line && span.start < place.span.end && place.span.start < span.end
  );
}
