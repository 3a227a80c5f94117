/** Thrown out of a rule that has found more than is reported, so that it does not go on. */
export const enough: Error = new Error("enough findings");

/** Runs a rule until it ends or has found enough. */
export function untilEnough(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (error !== enough) throw error;
  }
}
