/** Lets a process end while a timer waits. Timers of a browser are numbers, and end with their worker. */
export function letEnd(timer: ReturnType<typeof setTimeout>): void {
  if (typeof timer === "object") timer.unref();
}
