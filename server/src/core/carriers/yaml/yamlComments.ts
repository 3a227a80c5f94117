import { loadYaml } from "./yaml.ts";
import { maskTemplate } from "./yamlTemplate.ts";

/** Marks of the lexer that are no characters of the text: of a document, of the end of a list in brackets, and of a scalar. */
const [documentMark, flowEnd, scalarMark] = ["\u0002", "\u0018", "\u001f"];

/** Where comments of YAML start in a text; `#` within a scalar starts none. */
export async function commentOffsets(source: string): Promise<readonly number[]> {
  const { Lexer } = await loadYaml();
  const found: number[] = [];
  let offset = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(maskTemplate(source).read)) {
    if (lexeme === documentMark || lexeme === flowEnd || lexeme === scalarMark) {
      isScalar = lexeme === scalarMark;
      continue;
    }
    if (lexeme.startsWith("#") && !isScalar) found.push(offset);
    isScalar = false;
    offset += lexeme.length;
  }
  return found;
}
