import type { Severity } from "./diagnostic.ts";

/** A certificate, key or CRL file as a page shows it: plain words only, never anything of a key's own. */
export interface FileView {
  /** As a person would write it on the machine that holds the file. */
  readonly path: string;
  /** What the file is, in a few words. */
  readonly title: string;
  /** Remarks on the file as a whole: why it cannot be read, or what is odd about it. */
  readonly notes: readonly string[];
  readonly facts: readonly ViewFact[];
  /** What is made of it by the configurations that are known: `ssl_cert_file in /data/postgresql.conf:3`, with that place. */
  readonly uses: readonly { readonly words: string; readonly uri: string; readonly line: number }[];
  /** What was found where the configuration names it, the worst first. */
  readonly problems: readonly { readonly severity: Severity; readonly message: string }[];
  /** Each from the certificate that nobody in the file issued on its behalf up to the root, as far as the file has it. */
  readonly chains: readonly (readonly ChainLink[])[];
  readonly blocks: readonly BlockView[];
  /** Blocks that are left out, since the file has very many. */
  readonly left: number;
}

/** One word on what it is, and the words. */
export interface ViewFact {
  readonly label: string;
  readonly value: string;
  /** What a value that is copied means; other values say it themselves. */
  readonly gloss?: string;
  /** People copy it to somewhere else: fingerprints and the like. */
  readonly copy?: boolean;
}

/** A certificate in the picture of a chain. */
export interface ChainLink {
  readonly name: string;
  /** `leaf`, `intermediate CA`, `root CA`. */
  readonly kind: string;
  /** Until when it holds, in words; absent for one that the file lacks. */
  readonly validity?: string;
  readonly state: ValidityState | "missing";
  /** Which block of the file it is, from 0. */
  readonly block?: number;
}

/** In force; ends soon (`endsSoon`); ended; not begun. */
export type ValidityState = "good" | "soon" | "over" | "early";

/** From when to when something holds. */
export interface ValidityView {
  readonly from: string;
  readonly to: string;
  /** `23 days`, `expired 3 days ago`. */
  readonly words: string;
  readonly state: ValidityState;
  /** How much of the time has passed, from 0 to 1. */
  readonly elapsed: number;
}

/** One block of the file. */
export interface BlockView {
  readonly kind: "certificate" | "crl" | "key" | "request" | "parameters" | "other";
  /** What it is: `Certificate`, `Private key`. */
  readonly title: string;
  /** Whose it is, or more about what it is: `CN=db.example.com, leaf`. */
  readonly detail?: string;
  /** The line of the BEGIN mark, from 1; absent in a binary file. */
  readonly line?: number;
  readonly validity?: ValidityView;
  readonly facts: readonly ViewFact[];
  readonly problem?: string;
  /** A certificate or a CRL of moderate size as PEM, to be copied; never a key. */
  readonly pem?: string;
}
