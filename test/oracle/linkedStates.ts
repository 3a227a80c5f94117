import type { ClusterState } from "./clusterStates.ts";

const state = (name: string, ...lines: string[]): ClusterState => ({
  name,
  text: ["-- postgresql.conf --", "ssl = on", ...lines].join("\n"),
});
const linkedKey = (name: string, target: string) =>
  state(name, "-- server.key: absent --", "-- server.key -> real.key --", target);
const directory = "ssl_crl_dir = 'lists'";

/** Files behind symbolic links, and directories of CRLs. */
export const linkedStates: readonly ClusterState[] = [
  linkedKey("link to a key", "-- real.key: leaf-key --"),
  linkedKey("link to a key that others may read", "-- real.key: leaf-key mode=0644 --"),
  linkedKey("link to root's key of another group", "-- real.key: leaf-key mode=0600 owner=0 --"),
  linkedKey("link to nothing", "-- other.key: leaf-key --"),
  ...["mode=0700 owner=0", "mode=0711 owner=0"].flatMap((rights) => [
    state(
      `link to a key in a folder ${rights}`,
      "-- server.key: absent --",
      "-- server.key -> archive/real.key --",
      `-- archive/ ${rights} --`,
      "-- archive/real.key: leaf-key --",
    ),
    state(
      `link to a folder in a folder ${rights}`,
      "ssl_cert_file = 'live/real.crt'",
      "-- live -> archive/live --",
      `-- archive/ ${rights} --`,
      "-- archive/live/real.crt: leaf --",
    ),
    state(
      `link to a pg_hba.conf in a folder ${rights}`,
      "-- pg_hba.conf: absent --",
      "-- pg_hba.conf -> archive/hba --",
      `-- archive/ ${rights} --`,
      "-- archive/hba --",
      "local all all trust",
    ),
  ]),
  state(
    "link to a certificate",
    "-- server.crt: absent --",
    "-- server.crt -> real.crt --",
    "-- real.crt: leaf --",
  ),
  state("link of a certificate to nothing", "-- server.crt: absent --", "-- server.crt -> real.crt --"),
  state("link of a CA file to nothing", "ssl_ca_file = 'ca.crt'", "-- ca.crt -> real.crt --"),
  state("link of a list to nothing", "ssl_crl_file = 'list.crl'", "-- list.crl -> real.crl --"),
  state("directory of lists, no hashed names", directory, "-- lists/root.crl: crl --"),
  state("directory of lists, a hashed name", directory, "-- lists/0a1b2c3d.r0: crl --"),
  state("directory of lists, junk under a hashed name", directory, "-- lists/0a1b2c3d.r0: junk --"),
  state("directory of lists is a file", directory, "-- lists: crl --"),
  state("directory of lists is missing", directory),
  state(
    "directory of lists beside a bad list",
    directory,
    "ssl_crl_file = 'x'",
    "-- lists/x: crl --",
    "-- x: junk --",
  ),
];
