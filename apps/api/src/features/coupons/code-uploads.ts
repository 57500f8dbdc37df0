import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { largestCodeFile, mostCodesOfBatch } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { BatchBooks } from './batch-books.ts';
import { CodeFileCheck, wholeLines } from '../../platform/codes/code-lines.ts';
import { UploadFiles } from './upload-files.ts';

/** Takes in files with codes of other systems, for a job. */
@Injectable()
export class CodeUploads {
  constructor(
    private readonly books: BatchBooks,
    private readonly files: UploadFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns the id of the batch. Throws `not-found`, `code-key-missing`, `invalid-request` if the coupon has ended,
   * `unreadable-file`, `too-large`, and then keeps nothing.
   */
  async take(actor: Actor, couponId: string, file: Readable): Promise<string> {
    await this.books.assertOpen(couponId);
    const id = newId();
    const check = new CodeFileCheck(mostCodesOfBatch);
    await this.files.keep(id, checked(file, check));
    try {
      const batch = { couponId, prefix: '', total: check.codes, createdAt: this.clock.date() };
      return await this.books.open(actor, { ...batch, id, kind: 'imported' });
    } catch (error) {
      await this.files.remove(id);
      throw error;
    }
  }
}

/** Passes on what was looked at, with all lines complete. */
const checked = async function* (file: Readable, check: CodeFileCheck): AsyncGenerator<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > largestCodeFile) throw new ClubError('too-large');
      chunks.push(chunk);
      yield chunk;
    }
  };
  for await (const piece of wholeLines(counted())) {
    check.see(piece);
    yield* chunks.splice(0);
  }
  check.end();
  yield* chunks;
};
