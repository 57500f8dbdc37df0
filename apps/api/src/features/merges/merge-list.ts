import { Injectable } from '@nestjs/common';
import type { ListedMerge, listMerges, QueryOf, ReplyOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { MemberList } from '../members/index.ts';
import { MergesRepository, type StoredMerge } from './merges.repository.ts';
import { showMerge } from './show-merge.ts';

@Injectable()
export class MergeList {
  constructor(
    private readonly stored: MergesRepository,
    private readonly members: MemberList,
  ) {}

  /** Newest first. */
  async list({ member, cursor, limit }: QueryOf<typeof listMerges>): Promise<ReplyOf<typeof listMerges>> {
    const values = readCursor(cursor, 'moment', 'id');
    const after = values && { at: values[0], id: values[1] };
    const rows = await this.stored.list(member, after, limit + 1);
    const moved = await this.stored.moved(rows.map(({ id }) => id));
    const ids = rows.flatMap(({ survivorId, duplicateId }) => [survivorId, duplicateId]);
    const members = await this.members.byIds([...new Set(ids)]);
    const shown = (merge: StoredMerge): ListedMerge => ({
      ...showMerge(merge, moved.get(merge.id) ?? new Map()),
      survivor: members.get(merge.survivorId) ?? missing(),
      duplicate: members.get(merge.duplicateId) ?? missing(),
    });
    return page(rows, limit, shown, ({ mergedAt, id }) => [toInstant(mergedAt), id]);
  }
}

// Its row stays as long as the member's.
const missing = (): never => {
  throw new ClubError('not-found');
};
