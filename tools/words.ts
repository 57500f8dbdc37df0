// `npm run check` refuses these words in texts that customers and API clients read: portal texts, and the summaries and
// descriptions of the API. Each one was written by mistake before.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Refusal {
  readonly pattern: RegExp;
  readonly cure: string;
}

const languages = ['en', 'de', 'cs'] as const;
type Language = (typeof languages)[number];

const root = join(import.meta.dirname, '..');

const refusals: Record<Language, readonly Refusal[]> = {
  en: [
    { pattern: /\bwhoever\b/i, cure: 'name the person: the member, the cashier, the recipient' },
    { pattern: /\b(some|every|any)body\b/i, cure: 'someone, everyone, anyone' },
    { pattern: /\bmend(s|ed|ing)?\b/i, cure: 'correct, fix, reverse' },
    { pattern: /\bdeeds?\b/i, cure: 'change, action, call' },
    { pattern: /\banew\b/i, cure: 'again' },
    { pattern: /\bmeanwhile\b/i, cure: 'in the meantime, or leave it out' },
    { pattern: /\bof this sort\b/i, cure: 'name the thing' },
    { pattern: /\bcash up\b/i, cure: 'post: the till is no cash register' },
    { pattern: /\bring(s|ing)? up\b/i, cure: 'post: the till is no cash register' },
  ],
  de: [
    { pattern: /\bKassa\b/, cure: 'Kasse' },
    { pattern: /\bJänner\b/, cure: 'Januar' },
    { pattern: /\bStrichpunkt\b/, cure: 'Semikolon' },
    { pattern: /\bsich \S*ausgeht\b/, cure: 'reicht' },
    { pattern: /\bkassier/i, cure: 'buchen: the till is no cash register' },
  ],
  cs: [
    {
      pattern: /Členem od \{date\}/,
      cure: 'Intl gives "červenec 2025" without a day: "Začátek členství: {date}"',
    },
    { pattern: /\bza každ(é|ých|ou) ([1-9{…]|$)/, cure: '"za {money}" is right for every amount' },
    {
      pattern: /\b(Vítejte|Dobrý den|Na shledanou), ?\{/,
      cure: 'a name after a greeting needs the vocative',
    },
    { pattern: /\bu \{club\}/, cure: '"v klubu {club}": a name stays in the nominative' },
  ],
};

/** What is wrong with a text, if anything. */
export const refusedIn = (language: Language, text: string): Refusal[] =>
  refusals[language].filter(({ pattern }) => pattern.test(text));

/** All texts of a tree, with their path. */
function* textsOf(tree: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof tree === 'string') yield [path, tree];
  else if (tree !== null && typeof tree === 'object')
    for (const [key, value] of Object.entries(tree)) yield* textsOf(value, path ? `${path}.${key}` : key);
}

function* readTexts(): Generator<[language: Language, place: string, text: string]> {
  for (const language of languages) {
    const folder = join(root, 'apps/portal/messages', language);
    for (const file of readdirSync(folder))
      for (const [path, text] of textsOf(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
        yield [language, `messages/${language}/${file} ${path}`, text];
  }
  const api: unknown = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));
  for (const [path, text] of textsOf(api))
    if (/\.(summary|description)$/.test(path)) yield ['en', `docs/openapi.json ${path}`, text];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = [...readTexts()].flatMap(([language, place, text]) =>
    refusedIn(language, text).map(({ cure }) => `${place}: "${text}"\n  Cure: ${cure}`),
  );
  if (faults.length > 0) console.error(faults.join('\n'));
  process.exitCode = faults.length > 0 ? 1 : 0;
}
