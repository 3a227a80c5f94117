import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const pod = (context: string, mode: string) => `
apiVersion: v1
kind: Pod
spec:
  securityContext: { ${context} }
  containers:
    - image: postgres:17
      args: [-c, ssl=on, -c, ssl_cert_file=/tls/tls.crt, -c, ssl_key_file=/tls/tls.key]
      volumeMounts: [{ name: tls, mountPath: /tls }]
  volumes:
    - name: tls
      secret: { secretName: orders-tls, defaultMode: ${mode} }
`;

const groups = ["", "fsGroup: 999", "fsGroup: 2000", "fsGroup: 0"];
const refused = ["refused", "refused", "refused", "refused"];

/**
 * What 15 and 18 made of the key, as user 999 or 1000, with owner, group and mode as Kubernetes gives them to the file
 * (kubernetes/kubernetes, pkg/volume/volume_linux.go (7dd8853f): with `fsGroup` that group, and read access for it), and with the groups
 * that the container's runtime and gosu give to the server: a column for each of the groups above.
 */
test.each<[user: string, modes: string, outcomes: string[]]>([
  ["", "0600 0400 0640 0440", ["unread", "starts", "unread", "unread"]],
  ["runAsUser: 999", "0600 0400 0640 0440", ["unread", "starts", "starts", "starts"]],
  ["runAsUser: 999, runAsGroup: 0", "0600 0400", ["unread", "starts", "starts", "starts"]],
  ["runAsUser: 999, runAsGroup: 0", "0640 0440", ["starts", "starts", "starts", "starts"]],
  ["runAsUser: 1000", "0600 0400", ["unread", "starts", "starts", "starts"]],
  ["runAsUser: 1000", "0640 0440", ["starts", "starts", "starts", "starts"]],
  ["", "0644 0660 0620 0650", refused],
  ["runAsUser: 999", "0644 0660 0620 0650", refused],
  ["runAsUser: 999, runAsGroup: 0", "0644 0660 0620 0650", refused],
  ["runAsUser: 1000", "0644 0660 0620 0650", refused],
])("servers with { %s } and a key of mode %s", async (user, modes, outcomes) => {
  for (const mode of modes.split(" ")) {
    const found = groups.map(async (one) => {
      const context = [user, one].filter((word) => word !== "").join(", ");
      const text = pod(context, mode);
      const [first] = (await openManifest(text).findings()).filter(
        ({ rule }) => rule === "embedded-key-mode",
      );
      return first ? (first.message.includes("refuses") ? "refused" : "unread") : "starts";
    });
    expect(await Promise.all(found), mode).toEqual(outcomes);
  }
});
