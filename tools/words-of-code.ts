// Words that people read in the code: comments, and texts of mails, legal templates and sentences.
import ts from 'typescript';

export const languages = ['en', 'de', 'cs'] as const;
export type Language = (typeof languages)[number];

const isLanguage = (name: string): name is Language => (languages as readonly string[]).includes(name);

interface Comment {
  readonly line: number;
  readonly text: string;
}

const ownLine = /^\s*(\/\*\*?|\*(?!\/)|\/\/|--|<!--)\s?(.*?)(?:\s*(?:\*\/|-->))?\s*$/;
const besideCode = /[^\s:'"`]\s+\/\/ (.*)$/;

/** The comments of a file in TypeScript, Svelte, SQL or CSS, without what is `code` in them. */
export function commentsOf(source: string): Comment[] {
  const found: { line: number; text: string }[] = [];
  let open = false;
  for (const [index, line] of source.split('\n').entries()) {
    const [, mark, own] = ownLine.exec(line) ?? [];
    const last = found.at(-1);
    if (mark !== undefined && own !== undefined) {
      if (open && last && !/^(\/\*|<!)/.test(mark)) last.text += ` ${own}`;
      else found.push({ line: index + 1, text: own });
      open = !/(\*\/|-->)\s*$/.test(line);
      continue;
    }
    open = false;
    const [, beside] = besideCode.exec(line) ?? [];
    if (beside !== undefined) found.push({ line: index + 1, text: beside });
  }
  return found.map(({ line, text }) => ({ line, text: text.replaceAll(/`[^`]*`/g, '`…`').trim() }));
}

/** Texts of a file in TypeScript that are under the name of their language: `{ de: …, en: …, cs: … }` or `const de = …`. */
export function textsInCode(source: string): [language: Language, line: number, text: string][] {
  const file = ts.createSourceFile('texts.ts', source, ts.ScriptTarget.Latest, true);
  const found: [Language, number, string][] = [];
  const walk = (node: ts.Node, language: Language | null): void => {
    const text = language && textOf(node);
    if (language && text)
      found.push([language, file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text]);
    const inside = languageOf(node) ?? language;
    ts.forEachChild(node, (child) => walk(child, inside));
  };
  walk(file, null);
  return found;
}

const languageOf = (node: ts.Node): Language | null => {
  if (!ts.isPropertyAssignment(node) && !ts.isVariableDeclaration(node)) return null;
  return ts.isIdentifier(node.name) && isLanguage(node.name.text) ? node.name.text : null;
};

const textOf = (node: ts.Node): string | null => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `{…}${literal.text}`).join('');
};
