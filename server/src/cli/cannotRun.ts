/** What was asked for cannot be done; the message tells the user why. The program then exits with 2. */
export class CannotRun extends Error {}

/** The exit status of a run that could not do all that it was asked for. */
export const couldNotRun = 2;
