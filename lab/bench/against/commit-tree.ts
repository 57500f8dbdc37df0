import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { places } from '../paths.ts';

const run = (program: string, args: readonly string[], cwd: string): string =>
  execFileSync(program, [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

/** The full hash of a commit. Throws for a name that git does not know. */
export const hashOf = (commit: string): string =>
  run('git', ['rev-parse', '--verify', `${commit}^{commit}`], places.root);

/**
 * Checks a commit out below `.cache/bench`, installs its libraries and builds its API. Resolves to the folder.
 */
export const buildCommit = (hash: string): string => {
  const tree = join(places.root, '.cache/bench', hash);
  if (existsSync(join(tree, 'apps/api/dist/main.js'))) return tree;
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(dirname(tree), { recursive: true });
  run('git', ['clone', '--quiet', '--shared', '--no-checkout', places.root, tree], places.root);
  run('git', ['checkout', '--quiet', hash], tree);
  run('npm', ['ci', '--no-audit', '--no-fund'], tree);
  run(process.execPath, [join(tree, 'node_modules/typescript/bin/tsc'), '-b'], tree);
  return tree;
};
