import { Injectable } from '@nestjs/common';
import { mostMemberBlocks } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { BlockedMembersRepository, type BlockedMember } from './blocked-members.repository.ts';

/** Members block persons that they do not want to read. The other is not told. */
@Injectable()
export class BlockedMembers {
  constructor(
    private readonly blocks: BlockedMembersRepository,
    private readonly clock: Clock,
  ) {}

  /** The persons that the member blocked. */
  async of(memberId: string): Promise<ReadonlySet<string>> {
    return new Set(await this.blocks.blockedBy(memberId));
  }

  /** Those of the readers who did not block the author: only they are told of what the author wrote. */
  async willing(authorId: string, readerIds: readonly string[]): Promise<string[]> {
    const unwilling = new Set(await this.blocks.whoBlocked(authorId, readerIds));
    return readerIds.filter((id) => !unwilling.has(id));
  }

  /** The newest first. */
  async list(memberId: string): Promise<BlockedMember[]> {
    return this.blocks.list(memberId);
  }

  /** Once or more. Throws `too-many-blocks`. */
  async block(memberId: string, blockedId: string): Promise<{ readonly id: string; readonly since: Date }> {
    const added = await this.blocks.add(
      { id: newId(), memberId, blockedId, at: this.clock.date() },
      mostMemberBlocks,
    );
    if (!added) throw new ClubError('too-many-blocks');
    return added;
  }

  async unblock(memberId: string, id: string): Promise<void> {
    await this.blocks.remove(memberId, id);
  }
}
