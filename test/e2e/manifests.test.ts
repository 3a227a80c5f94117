import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../support/tools.ts";
import { copyFolder } from "../support/unprivileged.ts";
import { Dialog } from "./dialog.ts";
import { lineOf } from "./lineOf.ts";
import { picture } from "./picture.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

/** Values for Bitnami's chart; the lines of the block are a pg_hba.conf. */
const values = `primary:
  pgHbaConfiguration: |-
    local   all all                md5
    hostssl all all 10.42.0.0/16   scram-sha-256
tls:
  enabled: true
  certificatesSecret: orders-tls
`;

/** A service of Compose, whose certificate lies in the repository. */
const compose = `services:
  db:
    image: postgres:16
    command: >-
      postgres
      -c ssl=on
      -c ssl_min_protocol_version=TLSv1.9
      -c ssl_cert_file=/etc/ssl/orders/server.crt
      -c ssl_key_file=/etc/ssl/orders/server.key
    volumes:
      - ./tls:/etc/ssl/orders:ro
`;

/** What `kubectl get -o json` gives, shortened. */
const list = {
  kind: "List",
  items: [
    {
      apiVersion: "postgresql.cnpg.io/v1",
      kind: "Cluster",
      spec: {
        imageName: "ghcr.io/cloudnative-pg/postgresql:16.4",
        postgresql: { pg_hba: ["hostssl shop shop_app 10.0.0.0/8 scram-sha-265"] },
      },
    },
  ],
};

const playbook = `- hosts: databases
  tasks:
    - community.postgresql.postgresql_pg_hba:
        dest: /etc/postgresql/16/main/pg_hba.conf
        contype: host
        users: shop_app
        source: 10.0.0.0/8
        method: trust
`;

describe("manifests, values, Compose and playbooks", () => {
  const folder = () => join(folders.demo, "deployment");
  const cluster = () => join(folder(), "orders.yaml");

  beforeAll(async () => {
    await mkdir(folder());
    await copyFile(join(projectRoot, "test/fixtures/carriers/cloudnative-pg.yaml"), cluster());
    await writeFile(join(folder(), "values.yaml"), values);
    await writeFile(join(folder(), "compose.yaml"), compose);
    await writeFile(join(folder(), "empty.json"), "{}\n");
    await writeFile(join(folder(), "list.json"), JSON.stringify(list, undefined, 4));
    await writeFile(join(folder(), "site.yml"), playbook);
    await copyFolder(join(folders.demo, "cluster/tls"), join(folder(), "tls"));
  });
  inWindow(() => folders.demo, true);

  it("shows what the operator adds, and adds the record that refuses it", async () => {
    await editor.openFile(cluster());
    const warning = editor.page.locator(".squiggly-warning");
    await warning.first().waitFor();
    await editor.goTo(await lineOf(cluster(), "    pg_hba:"), 7);
    expect(await editor.hover("CloudNativePG adds")).toContain("hba-cleartext-gap");
    await picture(editor, "manifest");
    expect(await editor.quickFixes()).toContainEqual(expect.stringMatching(/hostnossl all all all reject/));
    await editor.pickFix(/hostnossl/);
    await warning.first().waitFor({ state: "detached" });
    await editor.revert();
  });

  it("shows the cluster in the tree, whose lines lead to the manifest", async () => {
    await editor.run("View: Close All Editors");
    await editor.showClusters();
    await editor.walkTo(/^deployment\/orders.yaml/);
    await editor.walkTo(/^Problems, 1 warning/);
    await editor.unfold();
    await editor.walkTo(/hba-cleartext-gap/);
    await editor.follow();
    await editor.isOnLine(await lineOf(cluster(), "    pg_hba:"));
  });

  it("checks a client against the manifest in front", async () => {
    await editor.openFile(cluster());
    await editor.run("PostgreSQL SSL/TLS (pgssl): Check a Client…");
    const dialog = new Dialog(editor.page);
    await dialog.pick("What is known of the client?", "Type, Address");
    await dialog.pick("How does the client connect?", "Cleartext");
    await dialog.answer("The client's address", "10.1.2.3");
    await dialog.answer("The role", "bob");
    await dialog.answer("The database");
    await editor.page
      .locator(".notification-toast", { hasText: 'CloudNativePG adds "host all all all' })
      .waitFor();
    await editor.run("Notifications: Clear All Notifications");
  });

  it("completes a record within a list", async () => {
    await editor.openFile(cluster());
    const item = "      - hostssl all all 0.0.0.0/0 reject";
    await editor.goTo(await lineOf(cluster(), item), item.length + 1);
    await editor.type(" clientcert=");
    await expect.poll(async () => (await editor.suggestions()).sort()).toEqual(["verify-ca", "verify-full"]);
    await editor.revert();
  });

  it("completes a record within a block", async () => {
    const file = join(folder(), "values.yaml");
    await editor.openFile(file);
    const line = "    hostssl all all 10.42.0.0/16   scram-sha-256";
    await editor.goTo(await lineOf(file, line), line.length + 1);
    await editor.type("\nhosts");
    await editor.accept("hostssl", "Tab");
    await editor.hasLine("    hostssl ");
    await editor.revert();
  });

  it("decodes the certificate in the repository behind a path of the container", async () => {
    const file = join(folder(), "compose.yaml");
    await editor.openFile(file);
    await editor.errors.first().waitFor();
    const line = "      -c ssl_cert_file=/etc/ssl/orders/server.crt";
    await editor.goTo(await lineOf(file, line), line.length - 3);
    expect(await editor.hover("db.example.com")).toContain(join(folder(), "tls/server.crt"));
    await picture(editor, "compose");
  });

  it("mends a record in JSON", async () => {
    const file = join(folder(), "list.json");
    await editor.openFile(file);
    await editor.errors.first().waitFor();
    const item = '                        "hostssl shop shop_app 10.0.0.0/8 scram-sha-265"';
    await editor.goTo(await lineOf(file, item), item.length);
    expect(await editor.quickFixes()).toEqual([
      "Change to scram-sha-256",
      "Open the page of hba-method-unknown",
    ]);
    await editor.pickFix(/Change/);
    await editor.hasLine(item.replace("265", "256"));
    await editor.errors.first().waitFor({ state: "detached" });
    await editor.revert();
  });

  it("checks JSON once there is configuration in it", async () => {
    await editor.openFile(join(folder(), "empty.json"));
    await editor.goTo(1, 2);
    await editor.type('"kind": "ConfigMap", "data": {"pg_hba.conf": "local all all peeer');
    await editor.errors.first().waitFor();
    await editor.revert();
    await editor.errors.first().waitFor({ state: "detached" });
  });

  it("changes a field of a task of Ansible, which is undone at once", async () => {
    const file = join(folder(), "site.yml");
    await editor.openFile(file);
    await editor.page.locator(".squiggly-warning").first().waitFor();
    const line = "        method: trust";
    await editor.goTo(await lineOf(file, line), line.length);
    await editor.quickFixes();
    await editor.pickFix(/^Change to scram-sha-256/);
    await editor.hasLine("        method: scram-sha-256");
    await editor.page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
    await editor.page.keyboard.press("ControlOrMeta+z");
    await editor.hasLine(line);
    await editor.revert();
  });
});
