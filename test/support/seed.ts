import fc from "fast-check";

/** Properties are tried on the same values in every run, unless another start is chosen: `PGSSL_SEED=7 npm test -- properties`. */
fc.configureGlobal({ seed: Number(process.env.PGSSL_SEED ?? 1) });
