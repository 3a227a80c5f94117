import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedVolumeLost: Rule = {
  id: "embedded-volume-lost",
  severity: "warning",
  serverEffect: null,
  summary: "A Dockerfile writes configuration into the data directory, which is a volume.",
  instead:
    "Write the file in a script of `/docker-entrypoint-initdb.d`, which runs after initdb; or copy it to another folder and name it with `-c hba_file=` or `-c config_file=`.",
  embedded: {
    kind: "volume-lost",
    message: (word) =>
      `The data directory is a volume, which loses this ${word}; write it in /docker-entrypoint-initdb.d.`,
    detail: () =>
      "Docker's old builder drops the file; BuildKit keeps it, and initdb refuses a data directory that is not empty. Or copy it to another folder, and name it with -c hba_file= or -c config_file=.",
  },
};

export const embeddedVolumeLostPage: RulePage = {
  why: "The images of PostgreSQL declare their data directory a volume, which is empty while an image is built. What a build writes there is lost with Docker's old builder. BuildKit keeps it, and initdb refuses a data directory that is not empty, so that the container does not start. With a volume that has data, the server reads the file that is there.",
  bad: [
    `
      -- Dockerfile --
      FROM postgres:17
      RUN echo "hostssl all all all scram-sha-256" >> $PGDATA/pg_hba.conf
      #                                               ^^^^^^^^^^^^^^^^^^^
    `,
    `
      -- Dockerfile --
      FROM postgres:17
      COPY pg_hba.conf /var/lib/postgresql/data/pg_hba.conf
      #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- Dockerfile --
      FROM postgres:17
      COPY pg_hba.conf /etc/pg_hba.conf
      CMD ["postgres", "-c", "hba_file=/etc/pg_hba.conf"]
    `,
  ],
};
