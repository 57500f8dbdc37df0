import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { vi } from 'vitest';
import { main } from '../../tools/club/main.ts';
import { ownEnvironment } from './programs.ts';

const root = join(import.meta.dirname, '../..');
const tool = join(root, 'tools/club/main.ts');
const builtApi = join(root, 'apps/api/dist/main.js');

export interface Said {
  readonly code: number | null;
  readonly text: string;
}

/** `npm run club` in a separate process, with all that it logs: a start takes seconds. */
export const clubAlone = async (environment: Record<string, string>, ...args: string[]): Promise<Said> => {
  const child = spawn(process.execPath, ['--conditions=@regulars/source', tool, ...args], {
    env: { ...ownEnvironment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text: said.join('') };
};

/** The same in this process, with what it prints. */
export const club = async (environment: Record<string, string>, ...args: string[]): Promise<Said> => {
  const said: string[] = [];
  const keep = (line: unknown): void => void said.push(`${String(line)}\n`);
  const printed = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
  for (const one of printed) one.mockImplementation(keep);
  try {
    const code = await main(args, { ...ownEnvironment, ...environment });
    return { code, text: said.join('') };
  } finally {
    for (const one of printed) one.mockRestore();
  }
};

/** Starts the built API in a separate process, and stops it as soon as it listens. */
export const startAndStop = async (environment: Record<string, string>): Promise<Said> => {
  const child = spawn(process.execPath, [builtApi], {
    env: { ...ownEnvironment, PORTAL: 'off', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      // A second signal would kill it at once.
      if (!child.killed && text.includes('Regulars is running')) child.kill('SIGTERM');
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
};
