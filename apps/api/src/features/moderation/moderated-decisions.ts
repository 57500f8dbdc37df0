import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  decideModeratedCase,
  listModeratedDecisions,
  ModeratedDecision,
  QueryOf,
  ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { Moderators, Nicknames } from '../communities/index.ts';
import { DecisionRecords } from './decision-records.ts';
import { Decisions } from './decisions.ts';
import { ModeratedCases } from './moderated-cases.ts';
import { ModeratedViews } from './moderated-views.ts';

interface DecidingMember {
  readonly actor: Actor;
  readonly memberId: string;
}

/** Moderators who are members decide in their community, by the same rules and with the same records as the team. */
@Injectable()
export class ModeratedDecisions {
  constructor(
    private readonly moderators: Moderators,
    private readonly nicknames: Nicknames,
    private readonly cases: ModeratedCases,
    private readonly decisions: Decisions,
    private readonly records: DecisionRecords,
    private readonly views: ModeratedViews,
  ) {}

  /** Throws `not-found`, `not-allowed`. */
  async list(
    memberId: string,
    communityId: string,
    { cursor, limit }: QueryOf<typeof listModeratedDecisions>,
  ): Promise<ReplyOf<typeof listModeratedDecisions>> {
    await this.moderators.one(memberId, communityId);
    const after = readCursor(cursor, 'moment', 'id');
    const rows = await this.records.decisions.ofCommunity(communityId, memberId, after, limit + 1);
    return page(
      rows,
      limit,
      (row) => this.views.decision(row, memberId),
      ({ at, id }) => [toInstant(at), id],
    );
  }

  /** Throws `not-found`, `not-allowed`, `case-decided`. */
  async decide(
    { actor, memberId }: DecidingMember,
    communityId: string,
    caseId: string,
    body: BodyOf<typeof decideModeratedCase>,
  ): Promise<ModeratedDecision> {
    return this.records.run(async () => {
      await this.cases.judging(memberId, communityId, caseId);
      // The team reads their name: a nickname, if only by chance.
      await this.nicknames.of(memberId);
      const { id } = await this.decisions.decide({ actor, memberId }, caseId, body);
      return this.views.decision(await this.records.known(id), memberId);
    });
  }

  /** Throws `not-found`, `not-allowed`, also for a decision of others, `not-undoable`. */
  async undo(
    { actor, memberId }: DecidingMember,
    communityId: string,
    id: string,
  ): Promise<ModeratedDecision> {
    return this.records.run(async () => {
      await this.moderators.locked(memberId, communityId);
      const row = await this.records.known(id);
      if (row.community_id !== communityId || row.member_id === memberId) throw new ClubError('not-found');
      if (row.by_member_id !== memberId) throw new ClubError('not-allowed');
      await this.decisions.undo(actor, id);
      return this.views.decision(await this.records.known(id), memberId);
    });
  }
}
