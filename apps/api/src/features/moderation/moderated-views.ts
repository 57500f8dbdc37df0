import { Injectable } from '@nestjs/common';
import type {
  ModeratedCase,
  ModeratedDecision,
  ModerationCase,
  ShownModeratedCase,
} from '@regulars/contracts';
import { isUndoable } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { CommunityPenalties } from '../communities/index.ts';
import { AuthorMeasures } from './author-measures.ts';
import { CaseDetails } from './case-details.ts';
import { CaseViews } from './case-views.ts';
import type { CaseRow } from './cases.repository.ts';
import { decisionThen } from './decision-then.ts';
import type { DecisionRow } from './decisions.repository.ts';

/** Cases and decisions as moderators who are members see them: by nickname, in their community, without who reported. */
@Injectable()
export class ModeratedViews {
  constructor(
    private readonly managers: CaseViews,
    private readonly details: CaseDetails,
    private readonly measures: AuthorMeasures,
    private readonly penalties: CommunityPenalties,
    private readonly clock: Clock,
  ) {}

  async cases(actor: Actor, rows: readonly CaseRow[]): Promise<ModeratedCase[]> {
    return (await this.managers.show(actor, rows)).map(withoutPersons);
  }

  /** Throws `not-found` for a case about nobody. */
  async one(actor: Actor, row: CaseRow): Promise<ShownModeratedCase> {
    const [shown] = await this.cases(actor, [row]);
    if (!shown || row.author_id === null) throw new ClubError('not-found');
    const { around, reported, sameLink } = await this.details.of(row, 'community');
    const communityId = row.community_id;
    const { since, membership, silencedUntil } = await this.penalties.of(communityId, row.author_id);
    return {
      ...shown,
      around,
      reported: reported.map(({ nickname: _, ...report }) => report),
      sameLink: sameLink.map(({ community: _, ...text }) => text),
      card: {
        since: membership.state === 'member' ? since && toInstant(since) : null,
        role: membership.role,
        warnings: await this.measures.warnings(row.author_id, { reach: 'community', communityId }),
        silencedUntil: silencedUntil && silencedUntil > this.clock.date() ? toInstant(silencedUntil) : null,
      },
    };
  }

  decision(row: DecisionRow, readerId: string): ModeratedDecision {
    const mine = row.by_member_id === readerId;
    return {
      id: row.id,
      caseId: row.case_id,
      text: row.text_decision,
      author: row.author_decision,
      silencedUntil: row.silenced_until && toInstant(row.silenced_until),
      ...{ reach: row.reach, reason: row.reason, ground: row.ground, rule: row.rule },
      writing: { kind: row.writing_kind, id: row.writing_id, title: row.title, excerpt: row.excerpt },
      others: row.before.texts.length - 1,
      nickname: row.nickname,
      by: { kind: row.by_member_id === null ? 'team' : 'moderator', nickname: row.by_nickname, mine },
      at: toInstant(row.at),
      undoneAt: row.undone_at && toInstant(row.undone_at),
      undoable: mine && isUndoable(decisionThen(row), this.clock.now()),
      appeal: appealOf(row),
    };
  }
}

const withoutPersons = ({ author, ...shown }: ModerationCase): ModeratedCase => {
  const { id, cause, hidden, reasons, reports, words, writing, openedAt } = shown;
  const { nickname, level } = author ?? { nickname: null, level: 'new' };
  return {
    ...{ id, cause, hidden, reasons, reports, words, writing, openedAt },
    author: { nickname, level },
  };
};

const appealOf = ({ appealed_at, appeal_granted }: DecisionRow): ModeratedDecision['appeal'] => {
  if (appealed_at === null) return null;
  if (appeal_granted === null) return 'open';
  return appeal_granted ? 'granted' : 'refused';
};
