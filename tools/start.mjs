// `npm start`: builds what is stale, then runs the API, which serves the portal too, in this same process.
import './assert-runtime.mjs';
import './stop-with-parent.mjs';
import module from 'node:module';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './programs.mjs';

try {
  await build();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.env['NODE_ENV'] ??= 'production';
module.enableCompileCache(join(root, '.cache', 'compile'));
await import('../apps/api/dist/main.js');
