/** What is used of the package `yaml`. */
export {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  Pair,
  parseAllDocuments,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from "yaml";
