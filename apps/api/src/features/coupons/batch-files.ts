import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';

/** The only files that hold codes for one use, below `DATA_DIR`, readable by this user only. */
@Injectable()
export class BatchFiles {
  readonly #folder: string;

  constructor(@Inject(configToken) config: Config) {
    this.#folder = join(resolve(config.DATA_DIR), 'coupon-codes');
  }

  /** The file gets its name when it is complete. */
  async write(batchId: string, pieces: AsyncIterable<string>): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const draft = `${this.#pathOf(batchId)}.unfinished`;
    try {
      await pipeline(Readable.from(pieces), createWriteStream(draft, { mode: 0o600, flush: true }));
      await rename(draft, this.#pathOf(batchId));
    } finally {
      await rm(draft, { force: true });
    }
  }

  /** Null if it is gone. */
  async read(batchId: string): Promise<{ stream: ReadStream; bytes: number } | null> {
    const path = this.#pathOf(batchId);
    const file = await open(path, 'r').catch(() => null);
    if (!file) return null;
    return { bytes: (await file.stat()).size, stream: createReadStream(path, { fd: file }) };
  }

  async remove(batchId: string): Promise<void> {
    await rm(this.#pathOf(batchId), { force: true });
  }

  #pathOf(batchId: string): string {
    return join(this.#folder, `${batchId}.csv`);
  }
}
