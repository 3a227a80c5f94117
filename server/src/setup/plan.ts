import type { TextEdit } from "../core/model/diagnostic.ts";
import type { SecretId, SetupDriver, SetupPath, SetupRequest } from "./request.ts";

/** What a set-up will do, before anything is written. Holds no key and no passphrase: it may be shown, logged and sent. */
export interface SetupPlan {
  readonly path: SetupPath;
  /** One sentence for a summary. */
  readonly summary: string;
  /** The request with everything filled in that was left out. */
  readonly request: SetupRequest;
  /** In the order in which they appear. */
  readonly files: readonly PlannedFile[];
  /** The passphrases that `apply` must be given. */
  readonly secrets: readonly NeededSecret[];
  /** Edits of the cluster's configuration; none that would change nothing, so a second run proposes none. */
  readonly configuration: readonly ConfigurationEdit[];
  readonly activation: Activation;
  /** What the user has to do after that, in order. */
  readonly steps: readonly string[];
  /** What clients need, one for each kind of client. */
  readonly clients: readonly ClientAdvice[];
  readonly notes: readonly Note[];
}

/** A file that will be written whole, with its mode from the first byte. */
export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  readonly kind: FileKind;
  /** What it is, in a few words: `the server's private key`. */
  readonly description: string;
  /** Permission bits. */
  readonly mode: number;
  /** Who will own it, in words, where that is not simply the user who runs pgssl. */
  readonly owner?: string;
  /** Its path without links, where that is another. */
  readonly real?: string;
  /** A file of that name exists. It is replaced only if the user says so for this path. */
  readonly exists: boolean;
  /** What the existing file is, where pgssl knows: `certificate CN=db.example.com, expires 2026-03-01`. */
  readonly existing?: string;
  /** The path needs this file replaced to be of any use (a renewed certificate, a new CRL): the default answer is yes. */
  readonly replaces: boolean;
}

export type FileKind =
  | "server-certificate"
  | "server-key"
  | "ca-certificate"
  | "ca-key"
  | "client-certificate"
  | "client-key"
  | "client-pkcs12"
  | "client-pkcs8"
  | "request"
  | "crl";

/** A passphrase that the user must give. */
export interface NeededSecret {
  readonly id: SecretId;
  /** A question without a question mark: `Passphrase of the CA key /home/me/pgssl-ca/root.key`. */
  readonly prompt: string;
  /** It is chosen now, so it is typed twice. */
  readonly isNew: boolean;
}

/** One change of a configuration file, with a line for the review. */
export interface ConfigurationEdit extends TextEdit {
  /** Absolute path of the file. */
  readonly path: string;
  /** `Turn TLS on`, `Require TLS from 10.0.0.0/8`. */
  readonly label: string;
  /** The file does not exist yet. */
  readonly creates?: true;
}

/** What makes the running server use the new files. */
export interface Activation {
  /** `none`: the server is not concerned. */
  readonly kind: "none" | "reload" | "restart";
  /** Why, in a sentence. */
  readonly reason: string;
  /** Shell or SQL commands of which any one does it. */
  readonly commands: readonly string[];
}

/** What a client needs. Placeholders for what is in no file are in capitals: `DATABASE`. */
export interface ClientAdvice {
  /** `app`, or `any client`. */
  readonly title: string;
  /** The files that the client needs: where they are here, and where the connection string has their copies. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  /** The shell command that makes these copies; `CLIENT` is the client's machine. */
  readonly copyCommand: string;
  /** libpq's connection string; `HOME` is the folder of the client's user. */
  readonly connectionString: string;
  /** An entry of pg_service.conf. */
  readonly service: string;
  /** The same in the words of other drivers, `title` saying of which and where it belongs. */
  readonly drivers: readonly {
    readonly driver: SetupDriver;
    readonly title: string;
    readonly text: string;
  }[];
}

export interface Note {
  readonly kind: "information" | "warning";
  readonly text: string;
}

/** The request cannot be carried out. The message says why; it holds no secret. */
export class SetupProblem extends Error {
  /** The part of the request that is wrong, where it is one, so that a wizard can go back to its question. */
  readonly field?: keyof SetupRequest | "secrets" | "replace";

  constructor(message: string, field?: keyof SetupRequest | "secrets" | "replace") {
    super(message);
    if (field) this.field = field;
  }
}

/** What a set-up could start from: the defaults of the questions, and what is there already. */
export interface SetupSurroundings {
  /** Folder of postgresql.conf; absent when no cluster is known. */
  readonly cluster?: string;
  readonly dataDirectory?: string;
  readonly serverVersion: number;
  readonly openssl: string;
  /** For the server's certificate: this machine's name, and what `listen_addresses` names. The first one is the common name. */
  readonly hosts: readonly string[];
  readonly authorityFolder: string;
  /** The CA found there. */
  readonly authority?: {
    readonly subject: string;
    readonly isEncrypted: boolean;
    readonly hasIntermediate: boolean;
    /** What a new CA that takes its place is called, and the folder for it, which is not there yet. */
    readonly successor: { readonly name: string; readonly folder: string };
  };
  /** The folders of the CAs that this one took the place of, and that took its place, by their names. */
  readonly predecessorFolder?: string;
  readonly successorFolder?: string;
  /** The certificate that `ssl_cert_file` names. */
  readonly serverCertificate?: {
    readonly path: string;
    readonly subject: string;
    /** Milliseconds since 1970. */
    readonly notAfter: number;
  };
  /** What the user may not write of the cluster, and the command for somebody who may; absent where all is well. */
  readonly denied?: { readonly path: string; readonly command: string };
  /** `ssl` is on. */
  readonly isOn: boolean;
  /** The records of pg_hba.conf that admit other machines without encryption, as written. */
  readonly cleartextRecords: readonly string[];
}

/** What was done. */
export interface SetupOutcome {
  readonly written: readonly { readonly path: string; readonly kind: FileKind; readonly mode: number }[];
}
