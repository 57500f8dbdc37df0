// The ownership rule: the SQL of a feature uses its own tables and functions, and those that earlier features offer.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { featureOrder } from '../../.dependency-cruiser.mjs';
import { referencesOf } from './references.mjs';
import { apiSources, ownerOf, unnamedStatements } from './statements.mjs';

/**
 * @typedef {{ owns: Set<string>, shares: Set<string> }} Declared
 * @typedef {{
 *   declared: Map<string, Declared>,
 *   order: string[][],
 *   there: string[],
 *   texts: { owner: string, what: string, text: string }[],
 *   entities: import('./entities.mjs').EntityTable[],
 *   triggers: { name: string, table: string, function: string }[],
 * }} Schema `order` says which owners come before which. Names of functions end with `()`.
 */

const inDatabase = `
  select relname as name from pg_class c
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') and not relispartition
    and relname not in ('migrations', 'typeorm_metadata')
  union all
  select distinct proname || '()' from pg_proc p
  where pronamespace = 'public'::regnamespace and not exists (
    select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;

const triggers = `
  select t.tgname as name, c.relname as table, p.proname || '()' as function
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
  where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and t.tgparentid = 0`;

/** The `index.ts` of a feature (or the module of the platform) lists what it has in the database and what it offers. */
const declaredBy = (/** @type {string} */ owner) => {
  const file = owner === 'platform' ? 'platform/platform.module.ts' : `${owner}/index.ts`;
  const text = readFileSync(join(apiSources, file), 'utf8').replaceAll(/\n\/\/ {2,}/g, ' ');
  const list = (/** @type {string} */ heading) => {
    const [, names] = new RegExp(`^// ${heading}: (.*)\\.$`, 'm').exec(text) ?? [];
    return new Set(names?.split(', ') ?? []);
  };
  return { owns: list('In the database'), shares: list('For the SQL of others') };
};

/**
 * @param {import('pg').Client} client
 * @param {import('./statements.mjs').Declared[]} statements
 * @param {import('./entities.mjs').EntityTable[]} entities
 * @returns {Promise<string[]>} violations of the rule
 */
export async function ownershipFaults(client, statements, entities) {
  const owners = globSync('features/*/index.ts', { cwd: apiSources }).map((file) => ownerOf(file));
  const declared = new Map([...owners, 'platform'].map((owner) => [owner, declaredBy(owner)]));
  const { functionsIn } = await import(
    pathToFileURL(join(apiSources, 'platform/database/sql-function.ts')).href
  );
  const files = globSync('**/sql/*.sql', { cwd: apiSources });
  const ownerOfFile = new Map(files.map((file) => [basename(file, '.sql'), part(ownerOf(file))]));
  for (const [name, owner] of ownerOfFile) declared.get(owner)?.owns.add(`${name}()`);
  const texts = [
    ...[...statements, ...unnamedStatements()].map(({ owner, name, text }) => ({
      owner: part(owner),
      what: `The statement ${name}`,
      text,
    })),
    ...functionsIn(pathToFileURL(`${apiSources}/`)).map(
      (/** @type {{ name: string, text: string }} */ { name, text }) => ({
        owner: ownerOfFile.get(name) ?? '',
        what: `The function ${name}`,
        text,
      }),
    ),
  ];
  return faultsOf({
    declared,
    order: [['platform'], ...featureOrder.map((siblings) => siblings.map((name) => `features/${name}`))],
    there: (await client.query(inDatabase)).rows.map(({ name }) => name),
    texts,
    entities: entities.map(({ owner, ...entity }) => ({ ...entity, owner: part(owner) })),
    triggers: (await client.query(triggers)).rows,
  });
}

/**
 * @param {Schema} schema
 * @returns {string[]} violations of the rule
 */
export function faultsOf({ declared, order, there, texts, entities, triggers }) {
  const { ownerOfName, faults } = ownersOf(declared, there);
  const place = (/** @type {string} */ owner) => order.findIndex((siblings) => siblings.includes(owner));
  const used = new Set();
  /** @returns {void} */
  const judge = (/** @type {string} */ user, /** @type {string} */ what, /** @type {string} */ name) => {
    const owner = ownerOfName.get(name);
    if (owner === undefined || owner === user) return;
    used.add(name);
    if (!declared.get(owner)?.shares.has(name))
      faults.push(
        `${what} of ${user} uses ${name} of ${owner}. Fix: call ${owner}, follow its events, or list it in its index.ts under "For the SQL of others".`,
      );
    else if (place(owner) >= place(user))
      faults.push(`${what} of ${user} uses ${name} of ${owner}, which does not come before it.`);
  };
  for (const { owner, what, text } of texts) {
    const { tables, functions } = referencesOf(text);
    for (const name of [...tables, ...[...functions].map((each) => `${each}()`)]) judge(owner, what, name);
  }
  for (const { owner, what, table } of entities)
    if (ownerOfName.get(table) !== owner)
      faults.push(
        `${what} of ${owner} is the table ${table} of ${ownerOfName.get(table)}. Fix: move it to the feature that owns the table.`,
      );
  for (const { name, table, function: called } of triggers)
    judge(ownerOfName.get(table) ?? '', `The trigger ${name} on ${table}`, called);
  for (const [owner, { shares }] of declared)
    for (const name of shares)
      if (!used.has(name)) faults.push(`${owner} has ${name} for others, and nobody uses it.`);
  return faults;
}

/** @param {Map<string, Declared>} declared @param {readonly string[]} there what the database has */
function ownersOf(declared, there) {
  /** @type {string[]} */
  const faults = [];
  /** @type {Map<string, string>} */
  const ownerOfName = new Map();
  for (const [owner, { owns, shares }] of declared) {
    for (const name of owns) {
      if (ownerOfName.has(name)) faults.push(`${name} is owned by ${ownerOfName.get(name)} and by ${owner}.`);
      ownerOfName.set(name, owner);
    }
    for (const name of shares)
      if (!owns.has(name)) faults.push(`${owner} has ${name} for others, which is not its own.`);
  }
  for (const name of there)
    if (!ownerOfName.has(name))
      faults.push(
        `Nobody owns ${name}. Fix: add it to "// In the database:" in the index.ts of its feature.`,
      );
  for (const [name, owner] of ownerOfName)
    if (!there.includes(name)) faults.push(`${owner} owns ${name}, which does not exist.`);
  return { ownerOfName, faults };
}

/** All parts of the platform are one owner. */
const part = (/** @type {string} */ owner) => (owner.startsWith('platform') ? 'platform' : owner);
