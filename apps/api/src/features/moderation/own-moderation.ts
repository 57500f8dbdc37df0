import { Injectable } from '@nestjs/common';
import type { BodyOf, MemberBlock, reportPost } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { BlockedMembers } from '../communities/index.ts';
import type { WritingRef } from '../posts/index.ts';
import { MemberTrust } from './member-trust.ts';
import { ReadableWritings } from './readable-writings.ts';
import { Reports } from './reports.ts';
import { ToldAuthors } from './told-authors.ts';

/** Members report what others wrote, and block persons. */
@Injectable()
export class OwnModeration {
  constructor(
    private readonly readable: ReadableWritings,
    private readonly reports: Reports,
    private readonly trust: MemberTrust,
    private readonly blocks: BlockedMembers,
    private readonly told: ToldAuthors,
    private readonly transactions: Transactions,
  ) {}

  /** Once; later ones change nothing. Throws `not-found`, `not-allowed`. */
  async report(memberId: string, ref: WritingRef, report: BodyOf<typeof reportPost>): Promise<void> {
    const writing = await this.readable.ofOthers(memberId, ref);
    const level = await this.trust.level(memberId);
    await this.transactions.run(async () => {
      const isHidden = await this.reports.ofMember(writing, { memberId, level }, report);
      if (isHidden) await this.told.hiddenByReports(writing);
    });
  }

  async listBlocks(memberId: string): Promise<MemberBlock[]> {
    const rows = await this.blocks.list(memberId);
    return rows.map(({ id, nickname, since }) => ({ id, nickname, since: toInstant(since) }));
  }

  /** Throws `not-found`, `not-allowed`, `too-many-blocks`. */
  async block(memberId: string, ref: WritingRef): Promise<MemberBlock> {
    const { authorId } = await this.readable.ofOthers(memberId, ref);
    if (authorId === null) throw new ClubError('not-found');
    const { id } = await this.blocks.block(memberId, authorId);
    const block = (await this.listBlocks(memberId)).find((each) => each.id === id);
    if (!block) throw new Error('it was stored');
    return block;
  }

  async unblock(memberId: string, id: string): Promise<void> {
    await this.blocks.unblock(memberId, id);
  }
}
