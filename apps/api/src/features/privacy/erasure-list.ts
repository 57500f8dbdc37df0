import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { configToken, type Config } from '../../config.ts';

const entry = z.object({ member: z.uuid(), at: z.string() });
export type ErasedMember = z.infer<typeof entry>;

/**
 * The ids of erased members, in `DATA_DIR/erasures.jsonl`. They are outside the database, so that they survive a
 * restored backup, which brings people back.
 */
@Injectable()
export class ErasureList {
  readonly #folder: string;
  readonly #path: string;

  constructor(@Inject(configToken) config: Config) {
    this.#folder = resolve(config.DATA_DIR);
    this.#path = join(this.#folder, 'erasures.jsonl');
  }

  async read(): Promise<ErasedMember[]> {
    const text = await readFile(this.#path, 'utf8').catch((error: unknown) => {
      if ((error as { code?: unknown }).code === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').flatMap((line) => {
      const read = entry.safeParse(parsed(line));
      return read.success ? [read.data] : [];
    });
  }

  /** Adds those that are not on it. */
  async complete(erased: readonly ErasedMember[]): Promise<void> {
    const known = new Set((await this.read()).map(({ member }) => member));
    const missing = erased.filter(({ member }) => !known.has(member));
    if (missing.length === 0) return;
    await mkdir(this.#folder, { recursive: true });
    // Starts on a new line, even if an earlier write was interrupted.
    const lines = missing.map((each) => `${JSON.stringify(each)}\n`).join('');
    await appendFile(this.#path, known.size === 0 ? lines : `\n${lines}`, { mode: 0o600, flush: true });
  }
}

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
};
