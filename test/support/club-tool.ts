import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { vi } from 'vitest';
import { main } from '../../tools/club/main.ts';
import { ownEnvironment } from './programs.ts';

const tool = join(import.meta.dirname, '../../tools/club/main.ts');

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
