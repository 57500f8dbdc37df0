// `npm run club -- backup <folder> | restore <folder> | verify | replay-erasures | revoke-demo`: care for a club's data.
import './assert-runtime.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './programs.mjs';

try {
  // A container's image is built and has no compiler any more.
  if (existsSync(join(root, 'node_modules/typescript'))) await build({ portal: false });
  const { main } = await import('./club/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
