import type { AccessChange } from "../cluster/imageAccess.ts";
import type { KnownVersion } from "../cluster/knownVersion.ts";
import type { CarrierMark } from "../model/carrierMarks.ts";
import type { HostLanguage, Language } from "../model/language.ts";
import type { CommentValues } from "../syntax/directive.ts";
import type { WordReading } from "./containers/serverArguments.ts";
import type { KeyPath } from "./focus.ts";
import type { HostEdit, HostSpan } from "./hostSpan.ts";
import type { FindResource } from "./kubernetes/kubernetes.ts";
import type { Project } from "./kubernetes/project.ts";
import type { Neighbours } from "./neighbours.ts";
import type { FindSecret } from "./secrets.ts";
import type { Piece, ScalarText } from "./yaml/scalarMap.ts";
import type { YamlDocument } from "./yaml/yaml.ts";
import type { YamlReader } from "./yaml/yamlReader.ts";

/** One entry of a list or map from which lines of a file are made. */
export interface EmbeddedEntry {
  /** The first line that it became, and how many. */
  readonly line: number;
  readonly count: number;
  readonly scalar: ScalarText;
  /** With the dash of a list item or the key of a map, without the line break behind it. */
  readonly span: HostSpan;
  /** For an argument of the server: what is done with the scalar until the server gets it. */
  readonly reading?: WordReading;
}

/** A file of PostgreSQL's as the carrier will write it. */
export interface EmbeddedFile {
  readonly language: Language;
  readonly text: string;
  /** Where its characters are written, in the order of the file. */
  readonly pieces: readonly Piece[];
  /** The lines that the carrier adds, which say nothing of what the user wants. */
  readonly added: ReadonlySet<number>;
  /** The user's lines that are written in another file. */
  readonly elsewhere: ReadonlySet<number>;
  /** Where findings about added lines are shown: the name of the user's list, or of what would hold it. */
  readonly place: HostSpan;
  /** What the lines were made of; a block that is a whole file is one entry. */
  readonly entries: readonly EmbeddedEntry[];
  /** How the entries are written: items of a YAML list, entries of a YAML map, or one text for the whole file. */
  readonly shape: "items" | "map" | "text";
  /** The carrier has more lines than are known here. */
  readonly isPartial?: boolean;
}

/** Something wrong with how a carrier holds configuration; `embedded` of a rule makes a finding of it. */
export interface EmbeddedProblem {
  readonly kind:
    | "entry-type"
    | "setting-fixed"
    | "setting-misplaced"
    | "value-cut"
    | "line-break"
    | "name-blank"
    | "argument-refused"
    | "list-is-text"
    | "block-folded"
    | "escape-unknown"
    | "defaults-lost"
    | "secret-incomplete"
    | "ignored"
    | "read-once"
    | "refused"
    | "group-unset"
    | "volume-lost"
    | "mode-unknown"
    | "tls-incomplete"
    | "pooler-record"
    | "key-mode"
    | "left-out"
    | "tls-optional"
    | "secret-not-reloaded";
  readonly place: HostSpan;
  /** A name, a type or a value for the message, as the rule of the kind says. */
  readonly word: string;
  readonly detail?: string;
  /** A rule, of which a finding in the files of the cluster says the same. */
  readonly unless?: string;
  /** A record that ends the problem, as the last item of the list at `place`. */
  readonly append?: string;
  /** Edits of the document that end the problem. */
  readonly wayOut?: WayOut;
}

/** A way out of a problem, as the title of a fix says it. */
export interface WayOut {
  readonly title: string;
  readonly edits: readonly HostEdit[];
}

/** A certificate, key or CRL that the host document holds, as a file in the container. */
export interface MountedText {
  /** Its path in the container. */
  readonly path: string;
  readonly text: string;
  /** Where its name is written. */
  readonly place: HostSpan;
  /** How messages call it instead of its path. */
  readonly shown: string;
}

/** The configuration of one server in a host document. */
export interface EmbeddedCluster {
  readonly carrier: Carrier;
  /** Its own name in the document, which may hold several. */
  readonly name?: string;
  /** A document of another file describes it, of which something is written in this one. */
  readonly isOfOther?: true;
  /** Absent where the document does not say: then only what holds for all known versions is reported. */
  readonly version?: KnownVersion;
  /** Whether a setting that is not written has the server's default; `false` where others may set it elsewhere. */
  readonly knowsSettings: boolean;
  readonly files: readonly EmbeddedFile[];
  readonly problems: readonly EmbeddedProblem[];
  /** Paths in the container, and those that they are on the host, relative to the folder of the document or absolute. */
  readonly mappings?: Readonly<Record<string, string>>;
  /** Files in the container that the host document holds. */
  readonly mounted?: readonly MountedText[];
  /** The user id of the server in the container. */
  readonly serverUser?: number;
  /** What becomes of owners and modes of files that are copied into an image. */
  readonly access?: readonly AccessChange[];
  /** What a comment for pgssl beside it says of the server. */
  readonly comment?: CommentValues;
}

/** What else there is for one document of a stream. */
export interface Around {
  readonly neighbours: Neighbours;
  readonly findResource: FindResource;
  readonly findSecret: FindSecret;
  /** Where texts begin that are files of a container in the stream, as far as these were read. */
  readonly readTexts: ReadonlySet<number>;
  /** All documents of the stream. */
  readonly stream: readonly YamlDocument[];
  /** Those of other files that are applied together with it. */
  readonly project: Pick<Project, "having">;
}

/** A program that writes PostgreSQL's files, and the format that says what to write. */
export interface Carrier {
  /** As it is called in messages. */
  readonly name: string;
  readonly language: HostLanguage;
  /** Whether a text may hold such configuration; one of `carrierMarks`. */
  readonly mark: CarrierMark;
  /** The paths of all maps and lists that `embed` reads; nothing else is parsed, but for values beside them. Absent: all is read. */
  readonly paths?: readonly KeyPath[];
  /** The same of what it reads only beside one of these. */
  readonly beside?: readonly KeyPath[];
  /** With what it reads YAML, else Go: Kubernetes takes a manifest apart before its operator does. */
  readonly reader?: YamlReader;
  /** What becomes of one document of a YAML stream, for one server or several; `undefined` for one of another kind. */
  readonly embed?: (
    document: YamlDocument,
    around: Around,
  ) => EmbeddedCluster | readonly EmbeddedCluster[] | undefined;
  /** The same of a text that is not YAML. */
  readonly read?: (source: string) => readonly EmbeddedCluster[];
  /** What the carrier does with a line or setting that the server refuses, for the detail of findings. */
  readonly onRefusal?: Readonly<Partial<Record<Language, string>>> | undefined;
  /** What it does with settings that it knows to be wrong, by the rule that finds them, so that the server starts; "all": the server checks each before it is written, and `onRefusal` says what then is. */
  readonly leavesOut?: Readonly<Record<string, string>> | "all";
  /** It is read beside another carrier that a document is of. */
  readonly isBeside?: true;
  /** What it reads describes no server but writes parts of the files of one, as tasks, scripts and ConfigMaps do. */
  readonly writesParts?: true;
}
