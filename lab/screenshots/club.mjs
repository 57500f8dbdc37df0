import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../tools/programs.mjs';

/**
 * Starts a separate demo club on a free port.
 *
 * @param {string} dataDir
 */
export async function startClub(dataDir) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = spawn(process.execPath, [join(root, 'apps/api/dist/main.js')], {
    env: { ...process.env, PORT: String(port), HOST: 'localhost', DATA_DIR: dataDir, DEMO: 'on' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await ready(url, server);
  const credentials = JSON.parse(readFileSync(join(dataDir, 'demo-credentials.json'), 'utf8'));
  return {
    url,
    /**
     * Calls the API with the key of the demo.
     *
     * @param {string} path below /api/v1
     */
    async get(path) {
      const response = await fetch(`${url}/api/v1${path}`, {
        headers: { authorization: `Bearer ${credentials.apiKey}` },
      });
      return response.json();
    },
    /** @param {string} person @param {string} locale */
    async cookiesOf(person, locale) {
      const signIn = credentials[person];
      const language = { name: 'PARAGLIDE_LOCALE', value: locale, url };
      return signIn ? [language, await sessionOf(url, signIn)] : [language];
    },
    /** @param {string} person @param {string} path below /api/v1 @param {object} body */
    async post(person, path, body) {
      const signIn = credentials[person];
      const cookie = signIn ? await sessionOf(url, signIn) : { name: '', value: '' };
      await fetch(`${url}/api/v1${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          origin: url,
          cookie: `${cookie.name}=${cookie.value}`,
        },
        body: JSON.stringify(body),
      });
    },
    /** @param {string} person */
    signInOf: (person) => credentials[person],
    /**
     * The path of the newest link that a mail leads to.
     *
     * @param {RegExp} path
     */
    async linkIn(path) {
      for (let tries = 0; tries < 100; tries += 1) {
        const found = newestMails(join(dataDir, 'mail')).find((text) => path.test(text));
        if (found) return path.exec(found)?.[0] ?? '';
        await pause(100);
      }
      throw new Error(`No mail leads to ${path}.`);
    },
    async stop() {
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}

/** @param {string} folder @returns {string[]} */
function newestMails(folder) {
  // The first mail makes the folder.
  if (!existsSync(folder)) return [];
  const age = (/** @type {string} */ name) => -statSync(join(folder, name)).mtimeMs;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted((one, other) => age(one) - age(other))
    .map(
      (name) => /** @type {{ text: string }} */ (JSON.parse(readFileSync(join(folder, name), 'utf8'))).text,
    );
}

/** @param {string} url @param {{ email: string, password: string }} signIn */
async function sessionOf(url, { email, password }) {
  const response = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  const [name = '', value = ''] = (response.headers.getSetCookie()[0] ?? '').split(';')[0]?.split('=') ?? [];
  if (!name) throw new Error(`${email} cannot sign in: HTTP ${response.status}`);
  return { name, value, url };
}

/** @param {string} url @param {import('node:child_process').ChildProcess} server */
async function ready(url, server) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (server.exitCode !== null) throw new Error('The club did not start.');
    const response = await fetch(`${url}/api/readyz`).catch(() => null);
    if (response?.ok) return;
    await pause(200);
  }
  throw new Error('The club was not ready within two minutes.');
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('No free port');
  return address.port;
}
