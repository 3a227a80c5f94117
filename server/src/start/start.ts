import { join } from "node:path";
import { loadModule } from "./loadModule.ts";

/** The bundle that this starts, relative to it; the build puts its name here. */
declare const program: string;

loadModule(join(__dirname, program));
