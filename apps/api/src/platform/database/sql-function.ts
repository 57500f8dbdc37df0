import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A SQL function. It is applied again when its text changes. */
export interface SqlFunction {
  /** Its name in the schema `public`; no other function has it. */
  readonly name: string;
  /** A whole `create or replace function …`. */
  readonly text: string;
}

/**
 * The functions in the `sql` folders below `folder`: a file each, named like its function. Their order says nothing.
 * Line ends are those of Unix, whatever git made of them. Throws when there are none: the build left them out.
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
