import "reflect-metadata";
import { webcrypto } from "node:crypto";
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsagesExtension,
  Pkcs10CertificateRequestGenerator,
} from "@peculiar/x509";
import type { KeyPair } from "./create.ts";
import {
  alternativeNames,
  type CertificateParameters,
  endUsages,
  signingAlgorithm,
  toName,
} from "./create.ts";

/** What a CA is requested to certify. */
export type RequestParameters = Pick<CertificateParameters, "subject" | "dnsNames" | "ipAddresses"> & {
  readonly key: KeyPair;
};

/** Makes a request for a server's certificate (PKCS #10, RFC 2986), with the extensions that it should have; gives DER. */
export async function createRequest(parameters: RequestParameters): Promise<Uint8Array> {
  const { key, subject } = parameters;
  const request = await Pkcs10CertificateRequestGenerator.create(
    {
      name: toName(subject),
      keys: key,
      signingAlgorithm: signingAlgorithm(key),
      extensions: [
        new KeyUsagesExtension(endUsages(key), true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        ...alternativeNames(parameters),
      ],
    },
    webcrypto,
  );
  return new Uint8Array(request.rawData);
}
