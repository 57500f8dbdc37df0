// Paraglide writes four functions for each text. Pages have hundreds of texts, so a phone loads and reads them shorter: what
// says the same in each language stays a string, and one function picks the language for all texts.
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const picking = fileURLToPath(new URL('src/lib/ui/picked-text.ts', import.meta.url));

/** `const de_name = () => { return (`…`) };`, with types in comments. Without `${`, so nothing is put into it. */
const fixed =
  /^const (\w+) = \/\*\*[^\n]*?\*\/ \(\) => \{\n\treturn \/\*\*[^\n]*?\*\/ \((`(?:[^`\\$]|\\.|\$(?!\{))*`)\)\n\};$/gmu;
/** The function that is exported, here or with another name below, and picks the one of the language. */
const picks =
  /^((?:export )?const) (\w+) = \/\*\*[^\n]*?\*\/ \(\(inputs(?: = \{\})?, options = \{\}\) => \{\n\tconst locale = [^\n]*\n\tif \(locale === "de"\) return de_\2\(inputs\)\n\tif \(locale === "cs"\) return cs_\2\(inputs\)\n\treturn en_\2\(inputs\)\n\}\);/mu;
const imported = /^import \{ getLocale, experimentalStaticLocale \} from '\.\.\/runtime\.js';$/mu;

/**
 * A module of Paraglide with one text, shorter.
 * @throws {Error} if Paraglide writes it in another way than we know
 */
export function shortText(code: string, id: string): string {
  if (!picks.test(code) || !imported.test(code))
    throw new Error(`${id}: Paraglide writes texts in a new way`);
  return code
    .replace(imported, `import { picked } from ${JSON.stringify(picking)};`)
    .replaceAll(fixed, 'const $1 = $2;')
    .replace(picks, '$1 $2 = /*@__PURE__*/ picked(en_$2, de_$2, cs_$2);');
}

/** For browsers only: the server has the texts once. */
export const shortTexts: Plugin = {
  name: 'short-texts',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { id: /\/paraglide\/messages\/(?!_index\.js)\w+\.js$/ },
    handler: (code, id) => shortText(code, id),
  },
};
