import type { Place } from "./span.ts";

/** An assignment in postgresql.conf or a file that it includes. */
export interface Assignment {
  /** As written; the server compares names without regard to ASCII case. */
  readonly name: string;
  /** The value with quotes and escapes undone. */
  readonly value: string;
  /** Where the value is, quotes included. */
  readonly place: Place;
  /** Where the name is. */
  readonly namePlace: Place;
}

/** The settings of a cluster once all files are read: the last assignment of a name wins. */
export interface EffectiveSettings<Name extends string = string> {
  /** The value in force: the last assignment's, else the server's default for its version. Names are in lower case. */
  value(name: Name): string | undefined;
  /** The assignment that wins, absent where the default holds. */
  assignment(name: Name): Assignment | undefined;
  /** Whether a Boolean setting is on; `undefined` where its value is not a Boolean. */
  isOn(name: Name): boolean | undefined;
}
