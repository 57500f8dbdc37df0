// `npm run check` refuses these words in texts for customers, API clients and readers of the code: texts of the portal, mails,
// legal templates and sentences, summaries and descriptions of the API, names of tests, comments and pages of documentation.
// Each one was written by mistake before.
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commentsOf, languages, textsInCode, type Language } from './words-of-code.ts';

interface Refusal {
  readonly pattern: RegExp;
  readonly cure: string;
}

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
    { pattern: /\bthe own\b/i, cure: 'their own, your own, the member’s' },
    { pattern: /\bfor want of\b/i, cure: 'without, for lack of' },
    { pattern: /\bsees? to it\b/i, cure: 'ensures, checks' },
    { pattern: /\bwhom\b/i, cure: 'who, that, or name the person' },
    { pattern: /(?<!\bthere )\bis no (?!longer|more)/i, cure: 'is not a' },
    { pattern: /\bcash up\b/i, cure: 'post: the till is no cash register' },
    { pattern: /\br(ing(s|ing)?|ang|ung) up\b/i, cure: 'post: the till is no cash register' },
    { pattern: /\bthe begin of\b/i, cure: 'the beginning of' },
  ],
  de: [
    { pattern: /\bKassa\b/, cure: 'Kasse' },
    { pattern: /[\p{Ll},] Sie\b|\bIhnen\b/u, cure: 'du: texts say du to everyone' },
    { pattern: /\bJänner\b/, cure: 'Januar' },
    { pattern: /\bStrichpunkt\b/, cure: 'Semikolon' },
    { pattern: /\bsich \S*ausgeht\b/, cure: 'reicht' },
    { pattern: /\b(heuer|weiters|retourniert|Sackerl)\b/, cure: 'a word that all of Germany uses' },
    { pattern: /(?<!E-)\bMails?\b/, cure: 'E-Mail' },
    { pattern: /[\d}] (%|GB|MB)/, cure: 'a non-breaking space before a unit' },
    { pattern: /\bz\. B\./, cure: 'a non-breaking space: z.\u00a0B.' },
    { pattern: /"/, cure: '„…“' },
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
    { pattern: /[\d}] (%|GB|MB)/, cure: 'a non-breaking space before a unit' },
    { pattern: /(?<!\+[\d\s]*)\d \d{3}\b/, cure: 'a non-breaking space between thousands' },
    { pattern: /"/, cure: '„…“' },
    { pattern: /\bu \{club\}/, cure: '"v klubu {club}": a name stays in the nominative' },
  ],
};

/** Words that make a comment hard to read. */
const commentRefusals: readonly Refusal[] = [
  { pattern: /(^|[.!?:;] )Who\b(?![^.]*\?)/, cure: 'name the people: members who …, the person who …' },
  {
    pattern:
      /\bst(ands?|ood|anding) (there|here|alone|apart|in(to)?|under|at|above|below|before|beside|behind|outside)\b/i,
    cure: 'is, is written, is stored',
  },
];

const companion = 'the till is a companion of the shop’s own register: it takes no money and prints nothing';

/** Words that would make a cash register of the till. */
const tillRefusals: Record<Language, readonly Refusal[]> = {
  en: [
    { pattern: /\b(cash(?! register)|pay(s|ing|ments?)?|paid|tender|drawer|till roll)\b/i, cure: companion },
    { pattern: /\b(change due|give change|print(s|ing)?|checkout|check out|takings)\b/i, cure: companion },
  ],
  de: [
    {
      pattern: /bezahl|(?<!an)zahlung|\bzahl(e|en|st|t)\b|wechselgeld|\bbar(geld|zahlung)?\b/i,
      cure: companion,
    },
    { pattern: /\b(kassen)?bons?\b|drucken|abkassieren|kassensturz|tagesabschluss/i, cure: companion },
  ],
  cs: [
    { pattern: /plať|plat(it|ba|bu|by|íš)|platí (kartou|hotově)|(za|u)plac|hotovost/i, cure: companion },
    { pattern: /vytiskn|tisknout|tržb|uzávěrk|nazpátek|markov/i, cure: companion },
  ],
};

/** What is wrong with a text, if anything. */
export const refusedIn = (language: Language, text: string): Refusal[] =>
  refusals[language].filter(({ pattern }) => pattern.test(text));

/** What is wrong with a text of the till, beyond what is wrong anywhere. */
export const refusedAtTill = (language: Language, text: string): Refusal[] =>
  tillRefusals[language].filter(({ pattern }) => pattern.test(text));

/** What is wrong with a comment, beyond what is wrong anywhere. */
export const refusedInComment = (text: string): Refusal[] =>
  commentRefusals.filter(({ pattern }) => pattern.test(text));

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
  for (const [place, text] of [...readTestNames(), ...readPages()]) yield ['en', place, text];
  for (const file of filesOf('{apps/api,libs/*}/src/**/*.ts').filter((file) => !file.endsWith('.test.ts')))
    for (const [language, line, text] of textsInCode(readFileSync(join(root, file), 'utf8')))
      yield [language, `${file}:${line}`, text];
}

/** Released migrations never change, and neither do their comments. */
const unread = /[\\/](statements\.ts$|paraglide[\\/]|migrations[\\/]\d)/;

function* readComments(): Generator<[place: string, text: string]> {
  for (const file of filesOf('{apps,lab,libs,test,tools}/**/*.{ts,mjs,svelte,sql,css}'))
    if (!unread.test(file))
      for (const { line, text } of commentsOf(readFileSync(join(root, file), 'utf8')))
        yield [`${file}:${line}`, text];
}

const isOfTill = (place: string): boolean => /^messages\/\w+\/till\.json /.test(place);

const filesOf = (pattern: string): string[] =>
  globSync(pattern, {
    cwd: root,
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      '**/build/**',
      '**/.svelte-kit/**',
      '.cache/**',
      'lab/reports/**',
    ],
  });

function* readTestNames(): Generator<[place: string, text: string]> {
  const name = /^\s*(?:(?:describe|it|test)\b[^'"`]*|\]\)|\)|)\((['"`])(.*?)\1,/gm;
  for (const file of filesOf('{apps,lab,libs,test}/**/*.test.ts'))
    for (const [, , text = ''] of readFileSync(join(root, file), 'utf8').matchAll(name)) yield [file, text];
}

/** Lines of documentation, without code and links. */
function* readPages(): Generator<[place: string, text: string]> {
  for (const file of filesOf('{*.md,docs/**/*.md,lab/**/*.md}'))
    for (const [index, line] of readFileSync(join(root, file), 'utf8').split('\n').entries())
      yield [`${file}:${index + 1}`, line.replaceAll(/`[^`]*`|\]\([^)]*\)/g, '')];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const told = (place: string, text: string, refused: readonly Refusal[]): string[] =>
    refused.map(({ cure }) => `${place}: "${text}"\n  Fix: ${cure}`);
  const faults = [
    ...[...readTexts()].flatMap(([language, place, text]) =>
      told(place, text, [
        ...refusedIn(language, text),
        ...(isOfTill(place) ? refusedAtTill(language, text) : []),
      ]),
    ),
    ...[...readComments()].flatMap(([place, text]) =>
      told(place, text, [...refusedIn('en', text), ...refusedInComment(text)]),
    ),
  ];
  if (faults.length > 0) console.error(faults.join('\n'));
  process.exitCode = faults.length > 0 ? 1 : 0;
}
