import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

type FoundBrowser = { executablePath: string; args: string[] };

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = ['Google Chrome', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
];
/** A page of a test lives for seconds. Compiling its scripts for speed takes more time than it saves. */
const unoptimized = '--js-flags=--no-maglev --no-opt';

export const noBrowser =
  'No Chromium was found ($CHROMIUM, chromium, chromium-browser, google-chrome): the tests in the browser are left out.';

/**
 * The browser in $CHROMIUM, else that of the npm package (linux x64), else that of the system. The package contains
 * Chromium without windows, which needs two thirds of the processor time, and it is the same on every machine.
 */
export async function findBrowser(): Promise<FoundBrowser | undefined> {
  return namedBrowser() ?? (await packagedBrowser()) ?? installedBrowser();
}

/** The browser in $CHROMIUM, else that of the system: the one that people use, for measurements. */
export function findInstalledBrowser(): FoundBrowser | undefined {
  return namedBrowser() ?? installedBrowser();
}

function namedBrowser(): FoundBrowser | undefined {
  const named = process.env['CHROMIUM'];
  if (!named) return undefined;
  if (!isExecutable(named)) throw new Error(`$CHROMIUM names ${named}, which is no program that can be run.`);
  return withFlags(named);
}

function installedBrowser(): FoundBrowser | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = [
    ...systemNames.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...macApplications,
  ];
  const installed = places.find(isExecutable);
  return installed ? withFlags(installed) : undefined;
}

let shared: Promise<Browser> | undefined;

/**
 * The browser of this worker, which all its files share: a start takes about a second. It ends with the worker, so
 * each file closes only its contexts.
 * @throws Error if there is no browser; tests call `findBrowser()` first
 */
export async function sharedBrowser(): Promise<Browser> {
  const running = await shared;
  return running?.isConnected() ? running : (shared = launchBrowser());
}

/**
 * A browser with settings of its own.
 * @throws Error if there is no browser; tests call `findBrowser()` first
 */
export async function launchBrowser(args: string[] = []): Promise<Browser> {
  const found = await findBrowser();
  if (!found) throw new Error(noBrowser);
  return chromium.launch({ executablePath: found.executablePath, args: [...found.args, ...args] });
}

async function packagedBrowser(): Promise<FoundBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await inOwnFolder(() => packaged.executablePath());
  // It contains no shared libraries, and a small system may lack some.
  const runs = spawnSync(executablePath, ['--version'], { stdio: 'ignore' }).status === 0;
  // The flags of the package are not used, because they switch off protections that our tests check.
  // Without a graphics card, drawing by SwiftShader takes more time than all pages together.
  return runs ? withFlags(executablePath, ['--no-sandbox', '--disable-gpu', unoptimized]) : undefined;
}

/** The package unpacks itself into the temporary folder, where it could find the files of another user. */
async function inOwnFolder(unpack: () => Promise<string>): Promise<string> {
  const before = process.env['TMPDIR'];
  const folder = join(tmpdir(), `regulars-browser-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.env['TMPDIR'] = folder;
  try {
    return await unpack();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function withFlags(executablePath: string, args: string[] = []): FoundBrowser {
  // Chromium's sandbox refuses to run as root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executablePath, args: [...args, ...quiet, ...asRoot] };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
