import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RegularsClient } from '@regulars/client';
import jsQR from 'jsqr';
import type { Browser, BrowserContext, Locator, Page, Response } from 'playwright-core';
import supertest from 'supertest';
import { expect } from 'vitest';
import { guard } from '../../apps/portal/serve.ts';
import { createApp } from '../../apps/api/src/app.ts';
import { readConfig } from '../../apps/api/src/config.ts';
import { addressesOf, cheapHash, TestClock, type TestApp } from './app.ts';
import { sharedBrowser } from './browser.ts';
import { createTestDatabase } from './database.ts';
import { rememberQueues } from './known-queues.ts';

export interface Look {
  readonly width?: number;
  readonly height?: number;
  /** `system` follows the page's `emulateMedia`. */
  readonly theme?: 'light' | 'dark' | 'system';
  readonly language?: 'de' | 'en' | 'cs';
  readonly javaScript?: boolean;
  /** Enables the service worker. By default it is off, so that all requests come from the page. */
  readonly installed?: boolean;
}

export interface TestClub {
  /** `http://127.0.0.1:<port>`, portal and API on one origin. */
  readonly url: string;
  readonly api: TestApp;
  /**
   * A page in its own context, as a visitor or with the `cookie` header of a session; by default German, light, a
   * phone.
   */
  page(cookie?: string, look?: Look): Promise<Page>;
  close(): Promise<void>;
}

/**
 * The whole system with the built portal, in the browser of the worker. One at a time in a process, because the portal
 * finds the API by the environment.
 */
export const startClub = async (environment: NodeJS.ProcessEnv = {}): Promise<TestClub> => {
  const [port, database, browser] = await Promise.all([freePort(), createTestDatabase(), sharedBrowser()]);
  const url = `http://127.0.0.1:${port}`;
  const secret = randomBytes(24).toString('base64url');
  const clock = new TestClock(new Date().toISOString());
  const dataDir = await mkdtemp(join(tmpdir(), 'regulars-data-'));
  const config = readConfig({
    ...addressesOf(database),
    DEMO: 'off',
    LOG_LEVEL: 'error',
    PORT: String(port),
    ORIGIN: url,
    PORTAL_SECRET: secret,
    DATA_DIR: dataDir,
    CODE_KEY: 'a'.repeat(43),
    ...environment,
  });
  process.env['LOG_LEVEL'] = config.LOG_LEVEL;
  const app = await createApp(config, {
    portal: await builtPortal(url, secret),
    clock,
    hashCost: cheapHash,
    schedules: false,
  });
  await app.listen(port, '127.0.0.1');
  await rememberQueues(database.url);
  const contexts: BrowserContext[] = [];
  const closeApi = async (): Promise<void> => {
    await app.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const client: TestApp['client'] = ({ apiKey, cookie } = {}) =>
    new RegularsClient({
      baseUrl: `${url}/api/v1`,
      apiKey,
      headers: { origin: url, ...(cookie ? { cookie } : {}) },
    });
  return {
    url,
    api: { app, clock, url, databaseUrl: database.url, http: supertest(url), client, close: closeApi },
    page: async (cookie, look) => {
      const context = await openContext(browser, url, cookie, look);
      contexts.push(context);
      const page = await context.newPage();
      if (look?.javaScript !== false) waitForLife(page);
      return page;
    },
    close: async () => {
      await leave(browser, contexts);
      await closeApi();
    },
  };
};

const longestCloseMs = 5000;

/** Chromium may never close a context that opened a window by a link. Then the browser ends with it. */
const leave = async (browser: Browser, contexts: readonly BrowserContext[]): Promise<void> => {
  const closed = Promise.all(contexts.map((context) => context.close())).then(() => true);
  const isClosed = await Promise.race([closed, pause(longestCloseMs, false)]);
  if (!isClosed) await browser.close();
};

const builtPortal = async (url: string, secret: string): Promise<RequestListener> => {
  process.env['PORTAL_SECRET'] = secret;
  process.env['API_INTERNAL_URL'] = url;
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['BODY_SIZE_LIMIT'] = '4M';
  return guard(await builtHandler(), { origin: url });
};

/** The built portal. It reads its environment at the first import. */
export const builtHandler = async (): Promise<RequestListener> => {
  const path = new URL('../../apps/portal/build/handler.js', import.meta.url).href;
  const { handler } = (await import(path)) as { handler: RequestListener };
  return handler;
};

/** Below the ports that the system assigns automatically, so nobody else gets it before the API listens there. */
const freePort = async (): Promise<number> => {
  const port = randomInt(20_000, 30_000);
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return port;
  } catch {
    return await freePort();
  } finally {
    server.close();
  }
};

const openContext = async (
  browser: Browser,
  url: string,
  cookie: string | undefined,
  {
    width = 390,
    height = 844,
    theme = 'light',
    language = 'de',
    javaScript = true,
    installed = false,
  }: Look = {},
): Promise<BrowserContext> => {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    javaScriptEnabled: javaScript,
    serviceWorkers: installed ? 'allow' : 'block',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const session = cookie ? [cookieOf(cookie)] : [];
  const kept = [...session, { name: 'theme', value: theme }, { name: 'PARAGLIDE_LOCALE', value: language }];
  await context.addCookies(kept.map((one) => ({ ...one, url })));
  return context;
};

const cookieOf = (header: string): { name: string; value: string } => {
  const cut = header.indexOf('=');
  return { name: header.slice(0, cut), value: header.slice(cut + 1) };
};

/** Waits until the page is hydrated. */
export const untilHydrated = (page: Page): Promise<void> =>
  page.locator('html[data-alive]').waitFor({ state: 'attached' });

/** Whether the page has the script by which SvelteKit starts. */
const hydrates = "[...document.scripts].some(({ text }) => text.includes('kit.start('))";

/** Makes `goto` and `reload` wait for hydration. Before it, a tap on a scripted button would be lost. */
const waitForLife = (page: Page): void => {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const alive = async (reply: Response | null): Promise<Response | null> => {
    if (reply?.headers()['content-type']?.startsWith('text/html') && (await page.evaluate<boolean>(hydrates)))
      // A page that cannot hydrate without a network is left to its test.
      await untilHydrated(page).catch(() => undefined);
    return reply;
  };
  page.goto = async (address, options) => {
    const reply = await goto(address, options);
    return options?.waitUntil === 'commit' ? reply : alive(reply);
  };
  page.reload = async (options) => alive(await reload(options));
};

/** Waits until none of these is on the page. After an action, the page may need a moment to follow. */
export const untilGone = (shown: Locator): Promise<void> =>
  expect.poll(() => shown.count(), { timeout: 15_000, interval: 20 }).toBe(0);

/** For `route`: the script that a source file of the portal became. It loads later than its page. */
export const lateScript = async (source: string): Promise<string> => {
  const manifest = new URL(
    '../../apps/portal/.svelte-kit/output/client/.vite/manifest.json',
    import.meta.url,
  );
  const chunks = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, { file: string }>;
  const chunk = chunks[source];
  if (!chunk) throw new Error(`${source} has no script of its own.`);
  return `**/${chunk.file}*`;
};

/** Opens a page whose scripts arrive only when the returned function is called, as on a slow connection. */
export const gotoWithLateScripts = async (page: Page, path: string): Promise<() => Promise<void>> => {
  const scripts = Promise.withResolvers<void>();
  await page.route('**/_app/**/*.js', async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  return async () => {
    scripts.resolve();
    await untilHydrated(page);
    await page.unroute('**/_app/**/*.js');
  };
};

/** The text of the QR code in a screenshot of an element. */
export const readQr = async (shown: Locator): Promise<string | undefined> => {
  const picture = (await shown.screenshot()).toString('base64');
  const canvas = await shown.page().context().browser()?.newPage();
  if (!canvas) throw new Error('The browser is closed.');
  try {
    const { width, height, data } = await canvas.evaluate<Pixels>(drawing(picture));
    return jsQR.default(Uint8ClampedArray.from(data), width, height)?.data;
  } finally {
    await canvas.close();
  }
};

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: number[];
}

/** Runs in the browser: the pixels of a PNG on white, with the quiet zone that a scanner needs. */
const drawing = (picture: string): string => `(async () => {
  const quiet = 24;
  const bytes = Uint8Array.from(atob('${picture}'), (char) => char.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const [width, height] = [image.width + 2 * quiet, image.height + 2 * quiet];
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(image, quiet, quiet);
  return { width, height, data: [...context.getImageData(0, 0, width, height).data] };
})()`;
