/** What is used of the package `yaml`. */
export { isAlias, isMap, isScalar, isSeq, parseAllDocuments, visit } from "yaml";
