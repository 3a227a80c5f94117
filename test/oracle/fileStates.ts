import type { ClusterState } from "./clusterStates.ts";

const state = (name: string, ...text: string[]): ClusterState => ({ name, text: text.join("\n") });
const conf = (...lines: string[]) => ["-- postgresql.conf --", "ssl = on", ...lines].join("\n");

/** A file in a folder of its own, which has a mode and an owner. */
const inFolder = (setting: string, material: string, rights: string): ClusterState =>
  state(
    `${setting} in a folder ${rights}`,
    conf(`${setting} = 'folder/file'`),
    `-- folder/ ${rights} --`,
    `-- folder/file: ${material} --`,
  );

const certificates = (...materials: string[]): ClusterState[] =>
  materials.map((material) => state(`chain: ${material}`, conf(), `-- server.crt: ${material} --`));

/** States of folders and chains, compared with real servers like those of `clusterStates.ts`. */
export const fileStates: readonly ClusterState[] = [
  ...["0700", "0500", "0100", "0600", "0000", "0711", "0777"].map((mode) =>
    inFolder("ssl_key_file", "leaf-key", `mode=${mode}`),
  ),
  ...["mode=0700 owner=0", "mode=0750 owner=0", "mode=0705 owner=0", "mode=0755 owner=0"].flatMap(
    (rights) => [
      inFolder("ssl_key_file", "leaf-key", rights),
      inFolder("ssl_ca_file", "root", rights),
      inFolder("ssl_crl_file", "crl", rights),
      inFolder("ssl_dh_params_file", "dh2048", rights),
    ],
  ),
  state(
    "a closed folder of CRLs",
    "# pgssl: version=18",
    conf("ssl_crl_dir = 'lists'"),
    "-- lists/ mode=0000 --",
    "-- lists/x --",
  ),
  ...["none/../server.key", "PG_VERSION/../server.key", "server.key/", "server.key/."].map((path) =>
    state(`key file ${path}`, conf(`ssl_key_file = '${path}'`)),
  ),
  ...["folder/../server.key", "folder//../folder/./../server.key", "./server.key", "../data/server.key"].map(
    (path) => state(`key file ${path}`, conf(`ssl_key_file = '${path}'`), "-- folder/ mode=0700 --"),
  ),
  ...["lists/", "lists/.", "none/../lists/"].map((path) =>
    state(
      `directory of lists ${path}`,
      "# pgssl: version=18",
      conf(`ssl_crl_dir = '${path}'`),
      "-- lists/x: crl --",
    ),
  ),
  ...["0204", "0040", "0004", "0044"].map((mode) =>
    state(`CA file ${mode}`, conf("ssl_ca_file = 'ca.crt'"), `-- ca.crt: root mode=${mode} --`),
  ),
  ...["0600", "0604", "0640", "0644"].map((mode) =>
    state(
      `root's CA file ${mode}`,
      conf("ssl_ca_file = 'ca.crt'"),
      `-- ca.crt: root mode=${mode} owner=0 --`,
    ),
  ),
  ...certificates(
    "leaf + impostor",
    "leaf + v1-intermediate",
    "leaf-of-no-ca + no-ca",
    "v1-leaf",
    "leaf + client-intermediate",
    "leaf + root + intermediate",
    "leaf + other-intermediate",
    "leaf + unsigning-intermediate",
    "leaf + intermediate + intermediate",
    "addressed-leaf",
    "wildcard-leaf",
  ),
];
