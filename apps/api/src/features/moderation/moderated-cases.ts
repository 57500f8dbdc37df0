import { Injectable } from '@nestjs/common';
import type { listModeratedCases, QueryOf, ReplyOf, ShownModeratedCase } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { Moderators, type Moderator } from '../communities/index.ts';
import { Writings, type WritingRef } from '../posts/index.ts';
import type { LockedCase } from './cases.repository.ts';
import { DecisionRecords } from './decision-records.ts';
import { ModeratedViews } from './moderated-views.ts';
import { OpenCases } from './open-cases.ts';

/** What waits for the moderators of a community who are members. Their right is asked in each call. */
@Injectable()
export class ModeratedCases {
  constructor(
    private readonly moderators: Moderators,
    private readonly records: DecisionRecords,
    private readonly views: ModeratedViews,
    private readonly cases: OpenCases,
    private readonly writings: Writings,
  ) {}

  /** Throws `not-found`, `not-allowed`. */
  async list(
    { actor, memberId }: { readonly actor: Actor; readonly memberId: string },
    communityId: string,
    { cursor, limit }: QueryOf<typeof listModeratedCases>,
  ): Promise<ReplyOf<typeof listModeratedCases>> {
    const by = await this.moderators.one(memberId, communityId);
    const after = readCursor(cursor, 'number', 'moment', 'id');
    const rows = await this.records.cases.judged(communityId, by, after, limit + 1);
    const shown = page(
      rows,
      limit,
      (row) => row,
      (row) => [row.urgency, toInstant(row.opened_at), row.id],
    );
    const waiting = await this.records.cases.countJudged(communityId, by);
    return { data: await this.views.cases(actor, shown.data), cursor: shown.cursor, waiting };
  }

  /** Throws `not-found`, also for a case that was decided, `not-allowed`. */
  async one(actor: Actor, memberId: string, communityId: string, id: string): Promise<ShownModeratedCase> {
    const by = await this.moderators.one(memberId, communityId);
    const row = await this.records.cases.find(id);
    if (row?.state !== 'open') throw new ClubError('not-found');
    await this.#assertJudges(by, communityId, row);
    return this.views.one(actor, row);
  }

  /** The case of a text, which is opened if none is. Throws `not-found`, `not-allowed`. */
  async open(memberId: string, communityId: string, ref: WritingRef): Promise<{ readonly id: string }> {
    return this.records.run(async () => {
      const by = await this.moderators.locked(memberId, communityId);
      const [writing] = await this.writings.find([ref]);
      if (writing?.communityId !== communityId || writing.state === 'deleted')
        throw new ClubError('not-found');
      const { authorId } = writing;
      if (!(await this.moderators.mayJudge(by, communityId, authorId))) throw new ClubError('not-allowed');
      const { id } = await this.cases.open({ ref, communityId, authorId, cause: 'moderator', words: [] });
      return { id };
    });
  }

  /** In the caller's transaction: the case, and nobody else decides it. Throws `not-found`, `not-allowed`. */
  async judging(memberId: string, communityId: string, id: string): Promise<void> {
    const by = await this.moderators.locked(memberId, communityId);
    const found = await this.records.cases.lock(id);
    if (!found) throw new ClubError('not-found');
    await this.#assertJudges(by, communityId, found);
  }

  /** Appeals are for the team of the club. */
  async #assertJudges(
    by: Moderator,
    communityId: string,
    found: Pick<LockedCase, 'community_id' | 'author_id' | 'decision_id'>,
  ): Promise<void> {
    if (found.community_id !== communityId || found.decision_id !== null) throw new ClubError('not-found');
    if (!(await this.moderators.mayJudge(by, communityId, found.author_id)))
      throw new ClubError('not-allowed');
  }
}
