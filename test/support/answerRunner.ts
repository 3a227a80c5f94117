import { setImmediate as immediately } from "node:timers/promises";
import { afterEach } from "vitest";

// Tests that wait for nothing keep a worker from reading what the runner answers, and after a minute without the run fails.
afterEach(() => immediately());
