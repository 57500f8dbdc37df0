import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `npm run replay -- [--url http://localhost:3000] [--key rk_live_…] [--count 2000] [--data DIR] [--at-once 8]

Posts real baskets over the public API, as a till would. May be stopped at any time and run again.
  --key    an API key; else that of \${DATA_DIR:-.data}/demo-credentials.json
  --data   the folder of The Complete Journey; else complete-journey below $SAMPLE_DATA_DIR
  --count  how many baskets of the year, in order of time`;

export interface ReplayOptions {
  readonly url: string;
  readonly key: string;
  readonly count: number;
  readonly folder: string;
  readonly width: number;
}

/** The command line is wrong: the usage helps. */
export class UsageError extends Error {}

const flags = {
  url: { type: 'string', default: 'http://localhost:3000' },
  key: { type: 'string' },
  count: { type: 'string', default: '2000' },
  data: { type: 'string' },
  'at-once': { type: 'string', default: '8' },
} as const;

/** @throws UsageError */
export const readOptions = (args: readonly string[]): ReplayOptions => {
  const values = parse(args);
  return {
    url: values.url.replace(/\/+$/, ''),
    key: values.key ?? demoKey(),
    count: wholeBetween('--count', values.count, 1, 1_000_000),
    folder: values.data ?? sampleFolder(),
    width: wholeBetween('--at-once', values['at-once'], 1, 64),
  };
};

const demoKey = (): string => {
  const file = join(process.env['DATA_DIR'] ?? '.data', 'demo-credentials.json');
  try {
    const { apiKey } = JSON.parse(readFileSync(file, 'utf8')) as { apiKey?: unknown };
    if (typeof apiKey === 'string') return apiKey;
  } catch {
    // reported below
  }
  throw new UsageError(`There is no --key, and ${file} has none.`);
};

const sampleFolder = (): string => {
  const samples = process.env['SAMPLE_DATA_DIR'];
  if (!samples) throw new UsageError('Set --data or SAMPLE_DATA_DIR: where is The Complete Journey?');
  return join(samples, 'complete-journey');
};

const wholeBetween = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`${name} is a whole number from ${least} to ${most}.`);
  return value;
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};
