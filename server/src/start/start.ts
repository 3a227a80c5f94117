import { join } from "node:path";
import { loadModule } from "./loadModule.ts";

/** The bundle that this starts, relative to it; the build puts its name here. */
declare const program: string;

/** Threads for calls of the file system: each one that does not answer holds two of them. */
process.env.UV_THREADPOOL_SIZE ??= "16";

loadModule(join(__dirname, program));
