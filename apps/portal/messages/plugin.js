// Reads messages/<locale>/<area>.json. It is inlined by the compiler as a data URL, so it may import nothing.
// A key becomes <area>_<path>: till.json { "scan": { "title": "…" } } is m.till_scan_title().
// A plural is { "$plural": "count", "one": "…", "few": "…", "other": "…" }, by the language's own rules.
// A Czech line does not end with a word of one letter (k, s, v, z, o, u, a, i): a non-breaking space follows it.
// {name} is put in as it is, {name:number} and the plural's own variable as a number of the language.

const KEY = 'regulars.messages';
const CATEGORIES = ['zero', 'one', 'two', 'few', 'many'];
const ONE_LETTER = /(?<=^|[\s(„])([ksvzouai]) (?=\S)/giu;
const PLACEHOLDER = /\{([a-zA-Z][a-zA-Z0-9]*)(:number)?\}/g;

function* flatten(tree, path) {
  for (const [key, value] of Object.entries(tree)) {
    const id = `${path}_${key}`;
    if (typeof value === 'string' || typeof value.$plural === 'string') yield [id, value];
    else yield* flatten(value, id);
  }
}

function readPattern(text, countName) {
  const pattern = [];
  const names = new Set();
  let from = 0;
  for (const hit of text.matchAll(PLACEHOLDER)) {
    if (hit.index > from) pattern.push({ type: 'text', value: text.slice(from, hit.index) });
    const [whole, name, number] = hit;
    names.add(name);
    const annotation =
      number || name === countName ? { type: 'function-reference', name: 'number', options: [] } : undefined;
    pattern.push({
      type: 'expression',
      arg: { type: 'variable-reference', name },
      ...(annotation && { annotation }),
    });
    from = hit.index + whole.length;
  }
  if (from < text.length) pattern.push({ type: 'text', value: text.slice(from) });
  return { pattern, names };
}

const laidOut = (text, locale) => (locale === 'cs' ? text.replaceAll(ONE_LETTER, '$1\u00a0') : text);

function readMessage(id, value, locale) {
  const plural = typeof value === 'string' ? undefined : value.$plural;
  const cases = plural ? CATEGORIES.filter((c) => value[c] !== undefined).map((c) => [c, value[c]]) : [];
  cases.push([undefined, plural ? value.other : value]);
  const names = new Set(plural ? [plural] : []);
  const variants = cases.map(([category, text]) => {
    const read = readPattern(laidOut(text, locale), plural);
    for (const name of read.names) names.add(name);
    const matches = plural
      ? [
          category
            ? { type: 'literal-match', key: 'category', value: category }
            : { type: 'catchall-match', key: 'category' },
        ]
      : [];
    return { messageBundleId: id, messageLocale: locale, matches, pattern: read.pattern };
  });
  const selectors = plural ? [{ type: 'variable-reference', name: 'category' }] : [];
  return { names, plural, variants, message: { bundleId: id, locale, selectors } };
}

function declare(names, plural) {
  const declarations = [...names].map((name) => ({ type: 'input-variable', name }));
  if (!plural) return declarations;
  const annotation = { type: 'function-reference', name: 'plural', options: [] };
  const arg = { type: 'variable-reference', name: plural };
  return [
    ...declarations,
    { type: 'local-variable', name: 'category', value: { type: 'expression', arg, annotation } },
  ];
}

export default {
  key: KEY,
  toBeImportedFiles: ({ settings }) =>
    settings.locales.flatMap((locale) =>
      settings[KEY].areas.map((area) => ({
        path: `./messages/${locale}/${area}.json`,
        locale,
        metadata: { area },
      })),
    ),
  importFiles: ({ files }) => {
    const seen = new Map();
    const messages = [];
    const variants = [];
    const taken = new Set();
    for (const file of files) {
      const tree = JSON.parse(new TextDecoder().decode(file.content));
      for (const [id, value] of flatten(tree, file.toBeImportedFilesMetadata.area)) {
        // own_title and own.title are one name. With one twice, inlang inserts row by row, for many minutes.
        const name = `${file.locale}:${id}`;
        if (taken.has(name)) throw new Error(`The text ${id} stands twice in ${file.locale}.`);
        taken.add(name);
        const read = readMessage(id, value, file.locale);
        const known = seen.get(id) ?? { names: new Set(), plural: undefined };
        seen.set(id, { names: known.names.union(read.names), plural: known.plural ?? read.plural });
        messages.push(read.message);
        variants.push(...read.variants);
      }
    }
    const bundles = [...seen].map(([id, { names, plural }]) => ({
      id,
      declarations: declare(names, plural),
    }));
    return { bundles, messages, variants };
  },
};
