import { Injectable } from '@nestjs/common';
import type { listCommunityDirectory, QueryOf, ReplyOf } from '@regulars/contracts';
import { likenessOf } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { CommunityRights } from './community-rights.ts';
import { NicknamesRepository } from './nicknames.repository.ts';

/** The members of a community who want to be listed. */
@Injectable()
export class CommunityDirectory {
  constructor(
    private readonly rights: CommunityRights,
    private readonly nicknames: NicknamesRepository,
  ) {}

  /** By nickname. Only members of the community see it: throws `not-found`. */
  async list(
    memberId: string,
    id: string,
    query: QueryOf<typeof listCommunityDirectory>,
  ): Promise<ReplyOf<typeof listCommunityDirectory>> {
    const { membership, rights } = await this.rights.of(memberId, id);
    if (membership?.state !== 'member' || !rights.read) throw new ClubError('not-found');
    const after = readCursor(query.cursor, 'text');
    const begin = query.query ? likenessOf(query.query) : null;
    const rows = await this.nicknames.listed(id, begin, after?.[0] ?? null, query.limit + 1);
    return page(
      rows,
      query.limit,
      ({ nickname, role }) => ({ nickname, role }),
      ({ likeness }) => [likeness],
    );
  }
}
