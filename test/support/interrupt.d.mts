/** How the changes below a folder are interrupted. */
export interface Interruption {
  /**
   * `kill` ends the process; `freeze` lets this change and all later ones fail, so that the folder stays as a process leaves it
   * which is killed there; all else is the code of an error of this one change, which is none that removes a file.
   */
  readonly how: string;
  /** Which change, from 1 on; 0 for none. */
  readonly at: number;
  /** Its real path. */
  readonly folder: string;
}

/** Lets the file system of this process fail until `end` is called. `calls` tells how many changes were tried. */
export function interrupt(interruption: Interruption): Promise<{ calls(): number; end(): void }>;
