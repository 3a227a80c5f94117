import type { FileAction } from "./fileAction.ts";
import type { Place, Span } from "./span.ts";

/** The severities of findings, the gravest first. *Error* is kept for what PostgreSQL itself refuses. */
export const severities = ["error", "warning", "information", "hint"] as const;

export type Severity = (typeof severities)[number];

/**
 * What a server of the chosen version does: it reports the line when it loads the file, refuses to start, or starts and
 * refuses the connections that need it. A public promise; advice carries none.
 */
export type ServerEffect = "line-error" | "start-error" | "connection-error";

/**
 * What a running server does at a reload: it applies no setting, all but this one, keeps the records of
 * pg_hba.conf or the maps of pg_ident.conf that it has, keeps its whole SSL configuration, or goes down.
 */
export type ReloadEffect =
  | "keeps-settings"
  | "keeps-setting"
  | "keeps-hba"
  | "keeps-ident"
  | "keeps-ssl"
  | "stops";

/** A change of text. */
export interface TextEdit {
  readonly place: Place;
  /** Its lines end in a line feed; in the file they end as its others do (`withLineEndsOf`). */
  readonly newText: string;
}

/** A way out of a finding. */
export interface Fix {
  readonly title: string;
  readonly edits?: readonly TextEdit[];
  readonly action?: FileAction;
  /** Without edits and action: a shell command that is the way out, to be copied. */
  readonly command?: string;
  /** The action touches a private key, so that it is left to people: only its command is offered. */
  readonly byHand?: boolean;
  /** Whether `source.fixAll` may apply it unasked: it changes no meaning that a user chose. */
  readonly safe?: boolean;
}

/** Another place that belongs to a finding, with a word on why. */
export interface Related {
  readonly place: Place;
  readonly message: string;
  /** Where the place is, in the words of the finding's message, where that has any: `line 3`. */
  readonly inMessage?: string;
}

/** What a rule found in one record. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly serverEffect: ServerEffect | null;
  /** Only where it does not follow from the effect and the file (`reloadEffectOf`); `null` for none. */
  readonly reloadEffect?: ReloadEffect | null;
  readonly span: Span;
  /** The fact and the way out, in about 90 characters. */
  readonly message: string;
  /** What the server does and when, commands, background: for hover, terminal, SARIF and page. Plain text; a line feed starts a paragraph. */
  readonly detail?: string;
  /** The part of `detail` that says what the server does when it loads an error, with words of its log: a carrier may keep it from the server. */
  readonly refusal?: string;
  readonly related?: readonly Related[];
  /** `unnecessary` greys the text out, `deprecated` strikes it through. */
  readonly tag?: "unnecessary" | "deprecated";
  /** What it is about, where a rule reports once for each in a document: of findings that share it, only the first is shown. */
  readonly about?: string;
}

/** A finding at its place in a document. */
export interface Diagnostic extends Finding {
  readonly uri: string;
  readonly line: number;
}

/** A fix with the finding that it answers. */
export interface OfferedFix extends Fix {
  readonly diagnostic: Diagnostic;
}
