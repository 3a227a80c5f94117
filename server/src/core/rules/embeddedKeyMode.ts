import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const embeddedKeyMode: Rule = {
  id: "embedded-key-mode",
  severity: "warning",
  serverEffect: null,
  summary:
    "A pod mounts the server's private key with a mode or a group with which the server does not start.",
  instead:
    "Set `defaultMode: 0640` in the volume, and in the pod's `securityContext` an `fsGroup` of the server's user: 999 in docker-library's images, 70 in those of Alpine.",
  embedded: {
    kind: "key-mode",
    message: (word) => `${word}.`,
  },
};

export const embeddedKeyModePage: RulePage = {
  why: "Files of a Secret belong to root in the container, with mode 0644 unless the volume says otherwise, and nothing in the container can change that. The server refuses a key that others than root and its group can access, and it cannot read one that only root can: its user gets access by the pod's `fsGroup`, to which Kubernetes gives the files.",
  bad: [
    `
      -- pod.yaml --
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - image: postgres:17
            args: [-c, ssl=on, -c, ssl_cert_file=/tls/tls.crt, -c, ssl_key_file=/tls/tls.key]
            volumeMounts: [{ name: tls, mountPath: /tls }]
        volumes:
          - name: tls
            secret:
              secretName: orders-tls
              #^^^^^^^^^
    `,
    `
      -- pod.yaml --
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - image: postgres:17
            args: [-c, ssl=on, -c, ssl_cert_file=/tls/tls.crt, -c, ssl_key_file=/tls/tls.key]
            volumeMounts: [{ name: tls, mountPath: /tls }]
        volumes:
          - name: tls
            secret:
              secretName: orders-tls
              defaultMode: 0600
              #^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- pod.yaml --
      apiVersion: v1
      kind: Pod
      spec:
        securityContext: { fsGroup: 999 }
        containers:
          - image: postgres:17
            args: [-c, ssl=on, -c, ssl_cert_file=/tls/tls.crt, -c, ssl_key_file=/tls/tls.key]
            volumeMounts: [{ name: tls, mountPath: /tls }]
        volumes:
          - name: tls
            secret:
              secretName: orders-tls
              defaultMode: 0640
    `,
  ],
};
