import type { ClusterState } from "./clusterStates.ts";

const state = (name: string, ...lines: string[]): ClusterState => ({
  name,
  text: ["-- postgresql.conf --", "ssl = on", ...lines].join("\n"),
});
const hba = (name: string, ...lines: string[]) =>
  state(`pg_hba.conf: ${name}`, "-- pg_hba.conf --", ...lines);
const ident = (name: string, ...lines: string[]) =>
  state(`pg_ident.conf: ${name}`, ...lines, "-- pg_hba.conf --", "local all all trust");
const folderOfConf = (rights: string, line = "work_mem = 4MB") => [
  `-- more/ ${rights} --`,
  "-- more/a.conf --",
  line,
];
const folderOfRecords = (rights: string) => [
  `-- more/ ${rights} --`,
  "-- more/b.conf --",
  "local all all trust",
];
const secret = "mode=0600 owner=0";

/** The configuration files themselves: what keeps the server from reading them. */
export const configurationStates: readonly ClusterState[] = [
  hba("empty"),
  hba("comments only", "# local all all trust", "", " # none"),
  hba("commas only", ",,", " , "),
  hba("one record", "local all all trust"),
  hba("a bad line", "local all all trust", "local all all tru"),
  hba("a byte order mark before a comment", "\ufeff# local", "local all all trust"),
  hba("@ of nothing", "local @none all trust"),
  hba("@ of a file that is forbidden", "local @names all trust", `-- names ${secret} --`, "x"),
  hba("@ of a file that names itself", "local @names all trust", "-- names --", "a", "@names"),
  hba("@ of an empty file", "local @names all all trust", "-- names --"),
  hba("nothing but @ of an empty file", "@names", "-- names --"),
  hba("include of nothing", "local all all trust", "include none"),
  hba("include of an empty file", "include more", "-- more --"),
  hba("include of a file with a record", "include more", "-- more --", "local all all trust"),
  hba(
    "include of a forbidden file",
    "local all all trust",
    "include more",
    `-- more ${secret} --`,
    "local all all trust",
  ),
  hba(
    "include_if_exists of a forbidden file",
    "local all all trust",
    "include_if_exists more",
    `-- more ${secret} --`,
    "x",
  ),
  hba("include_if_exists of nothing, alone", "include_if_exists more"),
  hba(
    "include_dir with a forbidden file",
    "local all all trust",
    "include_dir more",
    `-- more/a.conf ${secret} --`,
    "x",
  ),
  hba("include_dir without files", "include_dir more", "-- more/README --", "local all all trust"),
  state("pg_hba.conf: absent", "-- pg_hba.conf: absent --"),
  state("pg_hba.conf: a folder", "-- pg_hba.conf: absent --", "-- pg_hba.conf/README --"),
  state("pg_hba.conf: a link to nothing", "-- pg_hba.conf: absent --", "-- pg_hba.conf -> none --"),
  state("pg_hba.conf: mode 0200", "-- pg_hba.conf mode=0200 --", "local all all trust"),
  state("pg_hba.conf: root's", `-- pg_hba.conf ${secret} --`, "local all all trust"),
  state("pg_hba.conf: root's for all", "-- pg_hba.conf mode=0644 owner=0 --", "local all all trust"),
  state("hba_file: nowhere", "hba_file = '/nowhere/pg_hba.conf'"),
  ident("absent", "-- pg_ident.conf: absent --"),
  ident("empty", "-- pg_ident.conf --"),
  ident("a map", "-- pg_ident.conf --", "m a b"),
  ident("a bad line", "-- pg_ident.conf --", "m a b", "m a"),
  ident("mode 0200", "-- pg_ident.conf mode=0200 --", "m a b"),
  ident("a folder", "-- pg_ident.conf: absent --", "-- pg_ident.conf/README --"),
  ident("ident_file nowhere", "ident_file = '/nowhere/pg_ident.conf'"),
  state("include of nothing", "include 'none.conf'"),
  state("include of a forbidden file", "include 'more.conf'", `-- more.conf ${secret} --`, "port = 5433"),
  state(
    "include_if_exists of a forbidden file",
    "include_if_exists 'more.conf'",
    `-- more.conf ${secret} --`,
    "ssl_cert_file = 'none'",
  ),
  state(
    "include_if_exists of a forbidden file that includes another",
    "include_if_exists 'more.conf'",
    `-- more.conf ${secret} --`,
    "include 'none.conf'",
  ),
  state(
    "include and include_if_exists of a forbidden file",
    "include_if_exists 'more.conf'",
    "include 'more.conf'",
    `-- more.conf ${secret} --`,
    "port = 5433",
  ),
  state("a forbidden postgresql.auto.conf", `-- postgresql.auto.conf ${secret} --`, "ssl_cert_file = 'none'"),
  state(
    "include_dir with a forbidden file",
    "include_dir 'more'",
    `-- more/a.conf ${secret} --`,
    "port = 5433",
  ),
  state(
    "include_dir with a forbidden file of another name",
    "include_dir 'more'",
    `-- more/a ${secret} --`,
    "x",
  ),
  state("postgresql.auto.conf is forbidden", `-- postgresql.auto.conf ${secret} --`, "port = 5433"),
  ...["mode=0700 owner=0", "mode=0710 owner=0", "mode=0300", "mode=0400"].flatMap((rights) => [
    state(`include from a folder ${rights}`, "include 'more/a.conf'", ...folderOfConf(rights)),
    state(
      `include_if_exists from a folder ${rights}`,
      "include_if_exists 'more/a.conf'",
      ...folderOfConf(rights, "ssl_cert_file = 'none'"),
    ),
    state(`include_dir of a folder ${rights}`, "include_dir 'more'", ...folderOfConf(rights)),
    state(`include_if_exists of a folder ${rights}`, "include_if_exists 'more'", ...folderOfConf(rights)),
    hba(`@ of a file in a folder ${rights}`, "local @more/a.conf all trust", ...folderOfConf(rights)),
    hba(`@ of a folder ${rights}`, "local a,@more all trust", ...folderOfConf(rights)),
    hba(
      `include from a folder ${rights}`,
      "local all all trust",
      "include more/b.conf",
      ...folderOfRecords(rights),
    ),
    hba(
      `include_if_exists from a folder ${rights}`,
      "local all all trust",
      "include_if_exists more/b.conf",
      ...folderOfRecords(rights),
    ),
    hba(
      `include_dir of a folder ${rights}`,
      "local all all trust",
      "include_dir more",
      ...folderOfRecords(rights),
    ),
  ]),
  state("include_dir of an empty folder that is closed", "include_dir 'more'", "-- more/ mode=0400 --"),
  state("a syntax error", "listen_addresses = = x"),
  state("an unknown setting", "sll = on"),
  state("a value that is refused", "ssl_min_protocol_version = 'TLSv9'"),
  state("a value that is refused, and overridden", "work_mem = 'x'", "work_mem = 4MB"),
  state("a value that is refused elsewhere", "work_mem = 'x'"),
  state("a syntax error in an included file", "include 'more.conf'", "-- more.conf --", "work_mem 4 MB"),
  state("ssl off again", "ssl = off"),
  state("ssl is no Boolean", "ssl = maybe"),
];
