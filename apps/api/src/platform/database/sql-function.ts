import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A SQL function, applied again when its text changes. */
export interface SqlFunction {
  /** Its unique name in the schema `public`. */
  readonly name: string;
  /** A complete `create or replace function …`. */
  readonly text: string;
}

/**
 * The functions in the `sql` folders below `folder`, one file each, named like the function. Their order does
 * not matter. Uses Unix line ends, whatever git made of them. Throws if there are none, because the build left
 * them out.
 */
export const functionsIn = (folder: URL): SqlFunction[] => {
  const root = fileURLToPath(folder);
  const files = globSync('**/sql/*.sql', { cwd: root }).sort();
  if (files.length === 0) throw new Error(`There are no SQL functions below ${root}: run "npm run build"`);
  return files.map((file) => functionOf(basename(file, '.sql'), readFileSync(join(root, file), 'utf8')));
};

const functionOf = (name: string, content: string): SqlFunction => {
  const text = content.replaceAll('\r\n', '\n');
  const [, made] = /^(?:--.*\n)*create or replace function ([a-z_0-9]+)\(/.exec(text) ?? [];
  if (made !== name) throw new Error(`${name}.sql must begin with "create or replace function ${name}("`);
  return { name, text };
};
