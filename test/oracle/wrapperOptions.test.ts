import { expect, test } from "vitest";
import { connectionKeyword, connectionKeywords } from "../../server/src/core/data/connectionKeywords.ts";
import { libpqWrappers, refusesOption } from "../../server/src/core/data/wrapperOptions.ts";
import { server } from "../support/postgres.ts";
import { embeddedVersions } from "../support/servers.ts";

const commands = {
  server: (wrapper: string, options: string) => [
    `create server made foreign data wrapper ${wrapper} ${options}`,
    "drop server made",
  ],
  mapping: (wrapper: string, options: string) => [
    `create user mapping for public server of_${wrapper} ${options}`,
    `drop user mapping for public server of_${wrapper}`,
  ],
} as const;

test.each(embeddedVersions)(
  "which options the wrappers of %i refuse of servers and of mappings",
  async (version) => {
    const postgres = await server(version);
    const session = await postgres.openSingle(await postgres.initdb());
    const refusal = (command: string) =>
      session.run(command).then(
        () => undefined,
        (error: Error) => error.message,
      );
    const names = connectionKeywords
      .map(({ name }) => name)
      .filter((name) => connectionKeyword(name, version));
    try {
      for (const extension of ["postgres_fdw", "dblink"]) await session.run(`create extension ${extension}`);
      for (const wrapper of libpqWrappers) {
        await session.run(`create server of_${wrapper} foreign data wrapper ${wrapper}`);
        for (const object of ["server", "mapping"] as const)
          for (const name of names) {
            const [create = "", drop = ""] = commands[object](wrapper, `options ("${name}" '1')`);
            const refused = await refusal(create);
            if (refused === undefined) await session.run(drop);
            else expect(refused).toContain(`invalid option "${name}"`);
            expect(refused !== undefined, `${wrapper}, ${object}: ${name}`).toBe(
              refusesOption(wrapper, object, name),
            );
          }
      }
    } finally {
      await session.close();
    }
  },
);
