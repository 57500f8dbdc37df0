import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../tools/programs.mjs';

/**
 * Starts a separate club on a free port: the demo, or one that is not set up yet.
 *
 * @param {string} dataDir
 * @param {boolean} demo
 */
export async function startClub(dataDir, demo = true) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = spawn(process.execPath, [join(root, 'apps/api/dist/main.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: 'localhost',
      DATA_DIR: dataDir,
      DEMO: demo ? 'on' : 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let setUpPath = '';
  let visitorCookie = '';
  server.stdout.on('data', (/** @type {Buffer} */ chunk) => {
    setUpPath ||= /\/set-up\?token=\S+/.exec(chunk.toString())?.[0] ?? '';
    process.stdout.write(chunk);
  });
  await ready(url, server);
  const file = join(dataDir, 'demo-credentials.json');
  const credentials = demo ? JSON.parse(readFileSync(file, 'utf8')) : {};
  /**
   * Calls the API as a person, `visitor` for nobody.
   *
   * @param {string} person @param {string} method @param {string} path below /api/v1
   * @param {object | FormData} [body]
   * @param {string} [ifMatch] the ETag of what is replaced
   */
  const send = async (person, method, path, body, ifMatch) => {
    const signIn = credentials[person];
    const session = signIn ? await sessionOf(url, signIn) : null;
    const form = body instanceof FormData;
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(form ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
        'idempotency-key': randomUUID(),
        origin: url,
        cookie: session ? `${session.name}=${session.value}` : visitorCookie,
      },
      body: form ? body : body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${path} as ${person}: ${response.status} ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : null;
  };
  /** @param {string} path */
  const read = (path) =>
    fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${credentials.apiKey}` } });
  return {
    url,
    /** The link that a new club prints. */
    setUpPath: () => setUpPath,
    send,
    /** What a visitor sends from now on. @param {string} cookie */
    keepCookie(cookie) {
      visitorCookie = cookie;
    },
    hasCookie: () => visitorCookie !== '',
    /**
     * Calls the API with the key of the demo.
     *
     * @param {string} path below /api/v1
     */
    get: async (path) => (await read(path)).json(),
    /** Posts with the key of the demo. @param {string} path below /api/v1 @param {object} body */
    async record(path, body) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${credentials.apiKey}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    /** @param {string} path */
    etagOf: async (path) => (await read(path)).headers.get('etag') ?? '',
    /** @param {string} person @param {string} locale */
    async cookiesOf(person, locale) {
      const signIn = credentials[person];
      const language = { name: 'PARAGLIDE_LOCALE', value: locale, url };
      return signIn ? [language, await sessionOf(url, signIn)] : [language];
    },
    /** @param {string} person @param {string} path below /api/v1 @param {object} body */
    post: (person, path, body) => send(person, 'POST', path, body),
    /** @param {string} person @param {{ email: string, password: string }} signIn */
    introduce(person, signIn) {
      credentials[person] = signIn;
    },
    /** @param {string} person */
    signInOf: (person) => credentials[person],
    /**
     * The path that the newest mail to an address leads to.
     *
     * @param {RegExp} path
     * @param {string} to
     */
    async linkIn(path, to) {
      for (let tries = 0; tries < 100; tries += 1) {
        const found = newestMails(join(dataDir, 'mail')).find(
          (mail) => mail.to.includes(to) && path.test(mail.text),
        );
        if (found) return path.exec(found.text)?.[0] ?? '';
        await pause(100);
      }
      throw new Error(`No mail to ${to} leads to ${path}.`);
    },
    async stop() {
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}

/** @param {string} folder @returns {{ to: string, text: string }[]} */
function newestMails(folder) {
  // The first mail makes the folder.
  if (!existsSync(folder)) return [];
  const age = (/** @type {string} */ name) => -statSync(join(folder, name)).mtimeMs;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted((one, other) => age(one) - age(other))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
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
