const protocols = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const;

/**
 * The lowest or highest protocol that a list in the form of nginx, Apache or MySQL allows (`TLSv1.2 TLSv1.3`, `all -SSLv3 -TLSv1`);
 * `undefined` where it allows none that the server knows.
 */
export function meantProtocol(list: string, end: "lowest" | "highest"): string | undefined {
  const words = list.split(/[\s,:;|]+/).filter((word) => word !== "");
  const allowed = new Set<string>();
  for (const word of words) {
    const [, sign, name = ""] = /^([-!+]?)(.*)$/.exec(word) ?? [];
    const found =
      name.toLowerCase() === "all" ? protocols : protocols.filter((one) => bare(one) === bare(name));
    for (const one of found) {
      if (sign === "-" || sign === "!") allowed.delete(one);
      else allowed.add(one);
    }
  }
  const kept = protocols.filter((one) => allowed.has(one));
  return end === "lowest" ? kept[0] : kept.at(-1);
}

/** The digits of a version, with `1.0` as `1`; other letters than those of TLS stay, so that SSLv3 is none of them. */
function bare(name: string): string {
  const word = name
    .toLowerCase()
    .replace(/^tls[\s_-]*v?[\s_]*/, "")
    .replace(/[._-]/g, "");
  return word === "10" ? "1" : word;
}
