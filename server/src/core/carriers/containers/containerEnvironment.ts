import type { ScalarPart } from "./serverArguments.ts";

/** A variable of a container: its value, or that it has one which is not known here. */
export type ContainerVariable = ScalarPart | "unknown" | undefined;

/** The variables of a container, by their names. */
export type ContainerEnvironment = (name: string) => ContainerVariable;
