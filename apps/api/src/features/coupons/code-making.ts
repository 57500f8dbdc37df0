import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { codeFileHours } from '@regulars/contracts';
import { formatUniqueCode, newUniqueCode } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { BatchFiles } from './batch-files.ts';
import { endingOf } from './code-ending.ts';
import { CodeKey } from '../../platform/codes/code-key.ts';
import { CouponBatchesRepository, type BatchRow } from './coupon-batches.repository.ts';
import { UniqueCodesRepository } from './unique-codes.repository.ts';

/** Codes of one piece, which is all that is in memory. */
const pieceSize = 5000;
const hourMs = 3_600_000;

/**
 * Writes the codes of a batch into its file and, as keyed hashes, into the database. All of them are stored at once, after the
 * file is complete.
 */
@Injectable()
export class CodeMaking {
  constructor(
    private readonly batches: CouponBatchesRepository,
    private readonly codes: UniqueCodesRepository,
    private readonly files: BatchFiles,
    private readonly key: CodeKey,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Nothing if another run is at it. Throws `code-key-missing`. */
  async make(batch: BatchRow): Promise<void> {
    await this.transactions.onOwnConnection(async () => {
      if (!(await this.batches.hold(batch.id))) return;
      // Another run may have ended since this one began.
      if ((await this.batches.find(batch.id))?.state !== 'running') return;
      await this.files.write(batch.id, this.#pieces(batch));
      const at = this.clock.date();
      await this.batches.finish(batch.id, at, new Date(at.getTime() + codeFileHours * hourMs));
    });
  }

  /** The lines of the file. What was told is copied into the database. */
  async *#pieces({ id, couponId, prefix, total, codesEndAt }: BatchRow): AsyncGenerator<string> {
    const idOf = this.key.ids();
    const end = codesEndAt?.toISOString() ?? '\\N';
    const receiver = this.codes.receiver();
    const copied = finished(receiver);
    copied.catch(() => undefined);
    try {
      yield 'code\r\n';
      for (let done = 0; done < total; done += pieceSize) {
        const some = Array.from({ length: Math.min(pieceSize, total - done) }, () =>
          newUniqueCode(randomInt, prefix),
        );
        const rows = some
          .map((code) => `${idOf(code)}\t${couponId}\t${id}\t${endingOf(code)}\t${end}\n`)
          .join('');
        if (!receiver.write(rows)) await Promise.race([once(receiver, 'drain'), copied]);
        yield some.map((code) => `${formatUniqueCode(code, prefix)}\r\n`).join('');
        await this.transactions.onPool(() => this.batches.advance(id, done + some.length));
      }
      receiver.end();
      await copied;
    } finally {
      receiver.destroy();
    }
  }
}
