import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { places } from '../paths.ts';

const run = (program: string, args: readonly string[], cwd: string): string =>
  execFileSync(program, [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

/** The full hash of a commit. Throws for a name that git does not know. */
export const hashOf = (commit: string): string =>
  run('git', ['rev-parse', '--verify', `${commit}^{commit}`], places.root);

/**
 * The sources of a commit with its API built, below `.cache/bench`. It uses the libraries that are installed here, so
 * the commit must get along with them. Resolves to the folder.
 */
export const buildCommit = (hash: string): string => {
  const tree = join(places.root, '.cache/bench', hash);
  if (existsSync(join(tree, 'apps/api/dist/main.js'))) return tree;
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(dirname(tree), { recursive: true });
  run('git', ['clone', '--quiet', '--shared', '--no-checkout', places.root, tree], places.root);
  run('git', ['checkout', '--quiet', hash], tree);
  linkLibraries(tree);
  run(process.execPath, [join(places.root, 'node_modules/typescript/bin/tsc'), '-b'], tree);
  return tree;
};

/** What is ours comes from the commit, everything else from here. */
const linkLibraries = (tree: string): void => {
  const installed = join(places.root, 'node_modules');
  const [linked, ours] = [join(tree, 'node_modules'), join(tree, 'node_modules/@regulars')];
  mkdirSync(ours, { recursive: true });
  for (const name of readdirSync(installed))
    if (name !== '@regulars') symlinkSync(join(installed, name), join(linked, name));
  for (const folder of ['libs', 'apps'])
    for (const name of readdirSync(join(tree, folder)))
      symlinkSync(join(tree, folder, name), join(ours, name));
};
