// `npm run dev`: the API is compiled and started again at every change, the portal is served by Vite, which reloads
// the open pages and passes /api on. The address to open is the portal's.
import './assert-runtime.mjs';
import './stop-with-parent.mjs';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { utimesSync, watch } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { build, copySqlFunctions } from './build.mjs';
import { root } from './programs.mjs';

const port = Number(process.env['PORT'] ?? 3000);
const apiPort = port + 1;
const origin = process.env['ORIGIN'] ?? `http://localhost:${port}`;
const api = `http://127.0.0.1:${apiPort}`;

// Compile errors are shown here, and by the watching compiler until they are fixed.
await build({ portal: false }).catch((error) => console.error(error.message));

// The portal uses this to prove to the API that it speaks for a visitor.
process.env['PORTAL_SECRET'] ??= randomBytes(24).toString('base64url');
const apiEnvironment = { NODE_ENV: 'development', PORT: String(apiPort), PORTAL: 'off', ORIGIN: origin };
process.env['API_INTERNAL_URL'] = api;
const portal = await createServer({
  root: join(root, 'apps/portal'),
  server: { port, strictPort: true, proxy: { '/api': { target: api } } },
});
await portal.listen();
portal.printUrls();

const children = [
  start(['node_modules/typescript-7/bin/tsc', '-b', '-w', '--preserveWatchOutput'], {}),
  start(['--watch', '--watch-preserve-output', 'apps/api/dist/main.js'], apiEnvironment),
];

// The API applies SQL functions when it starts, so this touches a file that Node watches.
const sources = watch(join(root, 'apps/api/src'), { recursive: true }, (_, file) => {
  if (!file?.endsWith('.sql')) return;
  copySqlFunctions();
  utimesSync(join(root, 'apps/api/dist/database.js'), new Date(), new Date());
});

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, stop);

async function stop() {
  sources.close();
  const gone = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of children) child.kill('SIGTERM');
  await Promise.all([portal.close(), ...gone]);
  process.exit(0);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 */
function start(args, environment) {
  const withParent = ['--import', join(import.meta.dirname, 'stop-with-parent.mjs')];
  return spawn(process.execPath, [...withParent, ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
}
