import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser, findInstalledBrowser, noBrowser } from '../../test/support/browser.ts';
import { type DemoClub, startClub } from '../screenshots/club.mjs';

/** The pages that a member opens on a phone. */
const landing = { name: 'landing', path: '/', person: 'visitor' };
const pages = [
  landing,
  { name: 'join', path: '/join', person: 'visitor' },
  { name: 'home', path: '/club', person: 'member' },
  { name: 'card', path: '/club/card', person: 'member' },
  { name: 'rewards', path: '/club/rewards', person: 'member' },
];
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const goals = { score: 95, lcp: 1800, cls: 0.02 };
const mostShown = 6;
/**
 * Lighthouse slows the processor down 4 times, which makes a phone of the middle of a machine with this index. A slower
 * machine must be slowed down less: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
 */
const usual = { slowdown: 4, benchmarkIndex: 1750 };

interface Audit {
  readonly score: number | null;
  readonly title: string;
  readonly displayValue?: string;
  readonly numericValue?: number;
  readonly details?: { readonly items?: readonly unknown[] };
}

/** A task of the page that held up the rest for 50 ms or more, as Lighthouse simulates the phone; in milliseconds. */
interface LongTask {
  readonly url: string;
  readonly startTime: number;
  readonly duration: number;
}

/** The parts of Lighthouse's JSON report that we read. */
interface LighthouseReport {
  readonly runtimeError?: { readonly message: string };
  /** What Lighthouse finds out about the speed of this machine; a fast one has 1500 to 2000. */
  readonly environment: { readonly benchmarkIndex: number };
  readonly categories: Record<string, { readonly score: number | null }>;
  readonly audits: Record<string, Audit>;
}

/**
 * Measures the pages of members as a slow phone sees them: `[--runs=3] [--verbose] [--without-scripts] [--calibrated]
 * [names of pages]`. Shows the run with the median of the performance scores. `--without-scripts` blocks all scripts, so
 * it shows what this machine costs even a page that does nothing. `--calibrated` slows the processor down as far as the
 * speed of this machine asks for. Resolves to the exit code: 0 when every page meets the goals.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const runs = Number(args.find((one) => one.startsWith('--runs='))?.slice('--runs='.length) ?? 3);
  const names = args.filter((one) => !one.startsWith('--'));
  const chosen = pages.filter(({ name }) => names.length === 0 || names.includes(name));
  const options = args.includes('--without-scripts') ? ['--blocked-url-patterns=*.js'] : [];
  const dataDir = mkdtempSync(join(tmpdir(), 'regulars-lighthouse-'));
  process.env['LOG_LEVEL'] = 'error';
  const club = await startClub(dataDir);
  try {
    if (args.includes('--calibrated')) options.push(await calibration(club, dataDir));
    console.log(`Mobile, median of ${runs}. Goals: ${goals.score}, LCP ${goals.lcp} ms, CLS ${goals.cls}.\n`);
    console.log(row('page', ...categories, 'LCP', 'CLS', 'FCP', 'TBT'));
    let missed = 0;
    for (const page of chosen) {
      const reports: LighthouseReport[] = [];
      for (let run = 0; run < runs; run += 1) reports.push(await measure(club, page, dataDir, options));
      const median = reports.toSorted((one, other) => scoreOf(one) - scoreOf(other))[Math.floor(runs / 2)];
      if (!median) throw new Error('--runs must be 1 or more.');
      if (!show(page.name, median, args.includes('--verbose'))) missed += 1;
    }
    console.log(`\n${missed} of ${chosen.length} pages miss the goals.`);
    return missed === 0 ? 0 : 1;
  } finally {
    await club.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** The option of Lighthouse for this machine, found out by one run. */
const calibration = async (club: DemoClub, folder: string): Promise<string> => {
  const { environment } = await measure(club, landing, folder, []);
  const index = Math.round(environment.benchmarkIndex);
  const slowdown = Math.max(1, (usual.slowdown * index) / usual.benchmarkIndex).toFixed(2);
  console.log(`Index of this machine: ${index}. Its processor is slowed down ${slowdown} times.`);
  return `--throttling.cpuSlowdownMultiplier=${slowdown}`;
};

/** In a new browser with the person's session, which Lighthouse joins by its port. */
const measure = async (
  club: DemoClub,
  page: (typeof pages)[number],
  folder: string,
  options: readonly string[],
): Promise<LighthouseReport> => {
  const found = findInstalledBrowser() ?? (await findBrowser());
  if (!found) throw new Error(noBrowser);
  const profile = mkdtempSync(join(folder, 'profile-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: found.executablePath,
    args: [...found.args, '--remote-debugging-port=0'],
  });
  try {
    await browser.addCookies(await club.cookiesOf(page.person, 'de'));
    const [port = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
    return await runLighthouse(club.url + page.path, port, join(profile, 'report.json'), options);
  } finally {
    await browser.close();
  }
};

const runLighthouse = async (
  url: string,
  port: string,
  file: string,
  more: readonly string[],
): Promise<LighthouseReport> => {
  const program = join(import.meta.dirname, '..', 'node_modules', 'lighthouse', 'cli', 'index.js');
  const options = [
    '--quiet',
    '--no-enable-error-reporting',
    `--port=${port}`,
    '--output=json',
    `--output-path=${file}`,
    `--only-categories=${categories.join(',')}`,
    ...more,
  ];
  const child = spawn(process.execPath, [program, url, ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`Lighthouse ended with exit code ${code} for ${url}.`);
  const report = JSON.parse(readFileSync(file, 'utf8')) as LighthouseReport;
  if (report.runtimeError) throw new Error(`${url}: ${report.runtimeError.message}`);
  return report;
};

const scoreOf = (report: LighthouseReport, category = 'performance'): number =>
  Math.round((report.categories[category]?.score ?? 0) * 100);

/** Prints a page's line, the audits that cost most and, with `verbose`, the long tasks. Returns whether it meets the goals. */
const show = (name: string, report: LighthouseReport, verbose: boolean): boolean => {
  const value = (audit: string): number => report.audits[audit]?.numericValue ?? NaN;
  const [lcp, cls] = [value('largest-contentful-paint'), value('cumulative-layout-shift')];
  const scores = categories.map((category) => scoreOf(report, category));
  const times = [lcp, value('first-contentful-paint'), value('total-blocking-time')].map(
    (ms) => `${Math.round(ms)} ms`,
  );
  console.log(row(name, ...scores, times[0], cls.toFixed(3), times[1], times[2]));
  const failed = Object.values(report.audits).filter(({ score }) => score !== null && score < 0.9);
  for (const { title, displayValue } of failed.slice(0, verbose ? failed.length : mostShown))
    console.log(`  ${title}${displayValue ? `: ${displayValue}` : ''}`);
  if (verbose)
    for (const { url, startTime, duration } of (report.audits['long-tasks']?.details?.items ??
      []) as LongTask[])
      console.log(`  ${Math.round(duration)} ms from ${Math.round(startTime)} ms on in ${url}`);
  return scores.every((score) => score >= goals.score) && lcp <= goals.lcp && cls <= goals.cls;
};

const row = (first: string, ...others: unknown[]): string =>
  first.padEnd(10) + others.map((one) => String(one).padStart(15)).join('');
