// `npm run back-test | bench | erasure | feeds | imports | jobs | replay | scale | surveys | tier-reviews | screenshots | faults | lighthouse` and `npm run test:lab`: long runs that daily work does not need.
// Installs the lab's own packages when they are missing, runs the part, and prints a report with its date.
import './assert-runtime.mjs';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { root, run } from './programs.mjs';

const lab = join(root, 'lab');
const stamp = join(lab, 'node_modules', '.installed');

/** Whether a part needs the portal. */
const parts = {
  'back-test': false,
  bench: false,
  erasure: false,
  faults: false,
  feeds: false,
  imports: false,
  jobs: false,
  lighthouse: true,
  replay: false,
  scale: false,
  screenshots: true,
  surveys: false,
  'tier-reviews': false,
};

const [name = '', ...args] = process.argv.slice(2);
try {
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @returns {Promise<number>} the exit code */
async function start() {
  await install();
  if (name === 'test') {
    await build({ portal: false });
    const options = ['run', '--config', 'lab/vitest.config.ts', ...args.filter((arg) => arg !== '--long')];
    const env = { LAB: args.includes('--long') ? 'long' : 'short' };
    return (await run('vitest', options, { show: true, env })).code;
  }
  if (!isPart(name))
    throw new Error(`The lab has ${Object.keys(parts).join(', ')} and test, but no "${name}".`);
  await build({ portal: parts[name] });
  return report();
}

/** Calls the registry only if the installed packages differ from the lockfile. */
async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(lab, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing the packages of the lab …');
  execFileSync('npm', ['ci', '--prefix', lab], { stdio: 'inherit', shell: process.platform === 'win32' });
  mkdirSync(join(lab, 'node_modules'), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** @param {string} word @returns {word is keyof typeof parts} */
function isPart(word) {
  return Object.hasOwn(parts, word);
}

/** Shows the output of the part and stores it in lab/reports, with date, commit and machine. */
async function report() {
  const begun = new Date();
  const file = join(lab, 'reports', `${begun.toISOString().slice(0, 16).replaceAll(':', '')}-${name}.txt`);
  mkdirSync(join(lab, 'reports'), { recursive: true });
  const kept = createWriteStream(file);
  /** @param {string | Buffer} text */
  const say = (text) => {
    process.stdout.write(text);
    kept.write(text);
  };
  const [cpu] = cpus();
  say(`${['npm run', name, ...args].join(' ')} · ${begun.toISOString()} · commit ${commit()}\n`);
  say(
    `${cpus().length} × ${cpu?.model ?? 'unknown'}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}\n\n`,
  );
  const child = spawn(process.execPath, [join(lab, 'run.mjs'), name, ...args], {
    cwd: root,
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', say);
  /** @type {number} */
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (result) => resolve(result ?? 1));
  });
  const seconds = ((Date.now() - begun.getTime()) / 1000).toFixed(0);
  say(`\n${code === 0 ? 'Passed' : `FAILED with exit code ${code}`} after ${seconds} s.\n`);
  await new Promise((resolve) => kept.end(() => resolve(undefined)));
  console.log(`The report is kept in ${relative(root, file)}.`);
  return code;
}

function commit() {
  try {
    const git = (/** @type {string[]} */ ...words) =>
      execFileSync('git', words, {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') ? ' and changes' : '');
  } catch {
    return 'unknown';
  }
}
