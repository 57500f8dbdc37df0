// `npm run club -- backup <folder> | restore <folder> | verify | replay-erasures | revoke-demo | forget-code-key`:
// maintains the data of a club.
import './assert-runtime.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './programs.mjs';

try {
  // The image of a container is already built and has no compiler.
  if (existsSync(join(root, 'node_modules/typescript'))) await build({ portal: false });
  const { main } = await import('./club/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
