/** The id of the page of certificate, key and CRL files, as package.json has it. */
export const pageType = "pgssl.certificate";
