import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type {
  listPartnerCodeErrors,
  listPartnerCodeFiles,
  PartnerCodeFile,
  PartnerCodes,
  QueryOf,
  ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { highestId } from '../../platform/http/lists.ts';
import { newId } from '../../platform/ids.ts';
import { codeLinesOf, readLines } from './partner-code-lines.ts';
import { PartnerCodesRepository } from './partner-codes.repository.ts';
import { PartnerCodeSeals } from './partner-code-seals.ts';
import { hasPool } from './reward-pool.ts';
import { RewardNews } from './reward-news.ts';
import { RewardsRepository } from './rewards.repository.ts';

/** The codes of a partner that rewards have left: managers add them by file. */
@Injectable()
export class PartnerCodePool {
  constructor(
    private readonly codes: PartnerCodesRepository,
    private readonly rewards: RewardsRepository,
    private readonly seals: PartnerCodeSeals,
    private readonly news: RewardNews,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async of(rewardId: string): Promise<PartnerCodes> {
    const reward = await this.#found(rewardId);
    const counted = await this.codes.counted(rewardId);
    if (!counted) throw new Error('Counting codes returned no row');
    const { addedAt, ...rest } = counted;
    return { left: reward.stock ?? 0, ...rest, addedAt: addedAt && toInstant(addedAt) };
  }

  /**
   * All lines that can be taken, in one transaction. Throws `not-found`, `invalid-request` for a reward without a pool,
   * `code-key-missing`, `unreadable-file`, `too-large`, and then keeps nothing.
   */
  async add(actor: Actor, rewardId: string, file: Readable): Promise<PartnerCodeFile> {
    await this.#found(rewardId);
    const { codes, errors } = readLines(await codeLinesOf(file));
    const at = this.clock.date();
    const id = newId();
    return this.transactions.run(async () => {
      const sealed = await this.seals.seal(codes);
      await this.codes.lockReward(rewardId);
      await this.codes.addFile({ id, rewardId, at });
      const added = await this.codes.add(id, sealed);
      const known = sealed.filter((code) => !added.has(code.id));
      const refused = [...errors, ...known.map(({ line }) => ({ line, reason: 'known' as const }))];
      await this.codes.refuse(id, refused);
      const kept = { id, rewardId, taken: added.size, refused: refused.length };
      await this.codes.close(kept, at);
      await this.news.codesAdded(actor, kept);
      return { ...kept, addedAt: toInstant(at) };
    });
  }

  /** The latest first. Throws `not-found`. */
  async files(
    rewardId: string,
    { limit, cursor }: QueryOf<typeof listPartnerCodeFiles>,
  ): Promise<ReplyOf<typeof listPartnerCodeFiles>> {
    await this.#found(rewardId);
    const [at = '9999-12-31T23:59:59Z', id = highestId] = readCursor(cursor, 'moment', 'id') ?? [];
    const rows = await this.codes.files(rewardId, { at, id }, limit + 1);
    return page(
      rows,
      limit,
      ({ addedAt, ...row }) => ({ ...row, addedAt: toInstant(addedAt) }),
      (row) => [toInstant(row.addedAt), row.id],
    );
  }

  /** The lines that were not taken. Throws `not-found`. */
  async errors(
    fileId: string,
    { limit, cursor }: QueryOf<typeof listPartnerCodeErrors>,
  ): Promise<ReplyOf<typeof listPartnerCodeErrors>> {
    if (!(await this.codes.isFile(fileId))) throw new ClubError('not-found');
    const after = readCursor(cursor, 'number')?.[0] ?? 0;
    const rows = await this.codes.errors(fileId, after, limit + 1);
    return page(
      rows,
      limit,
      (row) => row,
      ({ line }) => [line],
    );
  }

  async #found(rewardId: string) {
    const [reward] = await this.rewards.byIds([rewardId]);
    if (!reward) throw new ClubError('not-found');
    if (!hasPool(reward)) throw new ClubError('invalid-request', 'only the code of a partner has them');
    return reward;
  }
}
