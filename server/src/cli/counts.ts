import { type Severity, severities } from "../core/model/diagnostic.ts";
import type { Colors } from "./output.ts";

/** How many findings there are of each severity. */
export class SeverityCounts {
  readonly #counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };

  add(severity: Severity): void {
    this.#counts[severity]++;
  }

  get total(): number {
    return severities.reduce((sum, severity) => sum + this.#counts[severity], 0);
  }

  get isNothing(): boolean {
    return this.total === 0;
  }

  /** `2 errors, 1 warning`. */
  inWords(colors: Colors): string {
    return severities
      .filter((severity) => this.#counts[severity] > 0)
      .map((severity) => {
        const count = this.#counts[severity];
        return colorOf(
          severity,
          colors,
        )(severity === "information" ? `${count} ${severity}` : counted(count, severity));
      })
      .join(", ");
  }
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The word for a severity in its colour. */
export function coloredSeverity(severity: Severity, colors: Colors): string {
  return colors.bold(colorOf(severity, colors)(severity));
}

/** The colour of a severity. */
export function colorOf(severity: Severity, colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, information: colors.blue, hint: colors.cyan }[severity];
}
