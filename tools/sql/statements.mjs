// The named statements that the API declares, by the folder that owns them.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../programs.mjs';
import './sources.mjs';

/** @typedef {{ name: string, text: string, owner: string, file: string }} Declared */

export const apiSources = join(root, 'apps/api/src');

/** The folder of a file that declares statements together: a feature, a part of the platform, or the demo. */
export const ownerOf = (/** @type {string} */ file) => {
  const [layer, part] = file.split(/[\\/]/);
  return layer === 'demo' || part?.includes('.') ? `${layer}` : `${layer}/${part}`;
};

/**
 * SQL texts that features send without a name.
 *
 * @returns {Declared[]}
 */
export function unnamedStatements() {
  return globSync('features/**/*.ts', { cwd: apiSources }).flatMap((file) => {
    const source = readFileSync(join(apiSources, file), 'utf8');
    const sent = /(?:\.query(?:<[^>]*>)?|copyFrom)\(\s*(?:`([^`]*)`|'([^']*)')/g;
    return [...source.matchAll(sent)].map(([, template, literal]) => ({
      name: `in ${file}`,
      text: template?.replaceAll(/\$\{[^}]*\}/g, 'null') ?? literal ?? '',
      file,
      owner: ownerOf(file),
    }));
  });
}

/**
 * Imports every file that declares statements, so that texts assembled by code are complete.
 *
 * @returns {Promise<Declared[]>} in the order of their names
 */
export async function declaredStatements() {
  const files = globSync('**/*.ts', { cwd: apiSources }).filter((file) => !file.endsWith('.test.ts'));
  /** @type {Map<string, string>} */
  const places = new Map();
  for (const file of files) {
    const source = readFileSync(join(apiSources, file), 'utf8');
    const found = [...source.matchAll(/\bstatement\(\s*'([^']+)'/g)];
    if (found.length === 0) continue;
    for (const [, name = ''] of found) places.set(name, file);
    await import(pathToFileURL(join(apiSources, file)).href);
  }
  const { allStatements } = await import(
    pathToFileURL(join(apiSources, 'platform/database/statement.ts')).href
  );
  return [...allStatements()]
    .map(({ name, text }) => {
      const file = places.get(name);
      if (!file) throw new Error(`The name of the statement ${name} must stand where it is declared`);
      return { name, text, file, owner: ownerOf(file) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
