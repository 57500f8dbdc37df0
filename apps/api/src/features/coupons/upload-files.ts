import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';

const ending = '.upload';
/** Some thousand lines. */
const pieceBytes = 128 * 1024;

/** Files with codes of other systems, below `DATA_DIR`, until a job has taken the codes. Readable by this user only. */
@Injectable()
export class UploadFiles {
  readonly #folder: string;

  constructor(@Inject(configToken) config: Config) {
    this.#folder = join(resolve(config.DATA_DIR), 'coupon-codes');
  }

  /** What fails leaves nothing. */
  async keep(batchId: string, pieces: AsyncIterable<Buffer>): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = this.#pathOf(batchId);
    try {
      await pipeline(Readable.from(pieces), createWriteStream(path, { mode: 0o600, flush: true }));
    } catch (error) {
      await this.remove(batchId);
      throw error;
    }
  }

  /** From this byte. */
  read(batchId: string, start: number): AsyncIterable<Buffer> {
    return createReadStream(this.#pathOf(batchId), { start, highWaterMark: pieceBytes });
  }

  async remove(batchId: string): Promise<void> {
    await rm(this.#pathOf(batchId), { force: true });
  }

  /** The batches of files that came before this moment. */
  async before(at: Date): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const ids = names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
    const found = await Promise.all(
      ids.map(async (id) => {
        const about = await stat(this.#pathOf(id)).catch(() => null);
        return about && about.mtime < at ? [id] : [];
      }),
    );
    return found.flat();
  }

  #pathOf(batchId: string): string {
    return join(this.#folder, `${batchId}${ending}`);
  }
}
