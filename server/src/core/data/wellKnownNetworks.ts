/** Networks that people meet in pg_hba.conf, the narrowest first (IANA special-purpose address registries). */
export const wellKnownNetworks: readonly { readonly network: string; readonly words: string }[] = [
  { network: "127.0.0.1/32", words: "this machine itself, IPv4" },
  { network: "::1/128", words: "this machine itself, IPv6" },
  { network: "127.0.0.0/8", words: "this machine itself, IPv4" },
  { network: "192.168.0.0/16", words: "private addresses" },
  { network: "169.254.0.0/16", words: "link-local addresses" },
  { network: "172.16.0.0/12", words: "private addresses" },
  { network: "100.64.0.0/10", words: "shared addresses of providers" },
  { network: "10.0.0.0/8", words: "private addresses" },
  { network: "fe80::/10", words: "link-local addresses" },
  { network: "fc00::/7", words: "unique local addresses, the private ones of IPv6" },
  { network: "0.0.0.0/0", words: "all IPv4 addresses" },
  { network: "::/0", words: "all IPv6 addresses" },
];
