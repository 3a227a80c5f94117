/** What the user requested cannot be done; the message says why. The program then exits with 2. */
export class CannotRun extends Error {}

/** The exit status of a run that could not do all that was requested. */
export const couldNotRun = 2;
