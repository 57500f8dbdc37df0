// Fails when a language lacks a text, has one too many, or uses other placeholders than the base language,
// when a name stands twice in a file, and when no source uses a text.
import { readFile, readdir } from 'node:fs/promises';

const root = new URL('../messages/', import.meta.url);
const sources = new URL('../src/', import.meta.url);
const BASE = 'en';

function* flatten(tree, path) {
  for (const [key, value] of Object.entries(tree)) {
    const id = `${path}.${key}`;
    if (typeof value === 'string') yield [id, placeholders([value])];
    else if (typeof value.$plural === 'string') yield [id, placeholders(pluralTexts(value))];
    else yield* flatten(value, id);
  }
}

const pluralTexts = ({ $plural, ...texts }) => [`{${$plural}}`, ...Object.values(texts)];

const placeholders = (texts) =>
  [
    ...new Set(
      texts.flatMap((text) => [...text.matchAll(/\{([a-zA-Z0-9]+)(?::number)?\}/g)].map((hit) => hit[1])),
    ),
  ]
    .sort()
    .join(',');

/** A name that stands twice loses its first text. */
function* names(tree) {
  for (const [key, value] of Object.entries(tree)) {
    yield key;
    if (typeof value === 'object') yield* names(value);
  }
}

const hasNameTwice = (source, tree) => source.match(/^\s*"[^"]+": /gm)?.length !== [...names(tree)].length;

async function readLocale(locale) {
  const texts = new Map();
  for (const file of (await readdir(new URL(`${locale}/`, root))).sort()) {
    const source = await readFile(new URL(`${locale}/${file}`, root), 'utf8');
    const tree = JSON.parse(source);
    if (hasNameTwice(source, tree)) faults.push(`${locale}/${file}: a name stands twice`);
    for (const [id, used] of flatten(tree, file)) texts.set(id, used);
  }
  return texts;
}

/** The names of the texts that the sources write out: `m.till_scan_title`. */
async function namesInSources() {
  const names = new Set();
  for (const file of await readdir(sources, { recursive: true })) {
    if (!/\.(ts|svelte)$/.test(file) || file.startsWith('lib/paraglide/')) continue;
    const source = await readFile(new URL(file, sources), 'utf8');
    for (const hit of source.matchAll(/\bm\.(\w+)/g)) names.add(hit[1]);
  }
  return names;
}

const nameOf = (id) => id.replace('.json', '').replaceAll('.', '_');

const faults = [];
const base = await readLocale(BASE);
for (const locale of ['de', 'cs']) {
  const texts = await readLocale(locale);
  for (const [id, used] of base) {
    if (!texts.has(id)) faults.push(`${locale}: missing ${id}`);
    else if (texts.get(id) !== used)
      faults.push(`${locale}: ${id} uses {${texts.get(id)}}, ${BASE} uses {${used}}`);
  }
  for (const id of texts.keys()) if (!base.has(id)) faults.push(`${locale}: ${id} is not in ${BASE}`);
}

const used = await namesInSources();
const unused = [...base.keys()].filter((id) => !used.has(nameOf(id)));
if (unused.length > 0)
  faults.push(
    ...unused.map((id) => `${id} is used nowhere in src`),
    `Fix: delete it in every language. If a text is chosen at run time, list it in a map as m.${nameOf(unused[0])}; do not compose names.`,
  );

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
console.log(`${base.size} texts in 3 languages`);
