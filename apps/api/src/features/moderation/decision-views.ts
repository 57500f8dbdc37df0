import { Injectable } from '@nestjs/common';
import type { ModerationDecision } from '@regulars/contracts';
import { isUndoable } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Names, textsOf } from '../../platform/names.ts';
import { decisionThen } from './decision-then.ts';
import type { DecisionRow } from './decisions.repository.ts';

/** Decisions as managers see them. */
@Injectable()
export class DecisionViews {
  constructor(
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  async show(rows: readonly DecisionRow[]): Promise<ModerationDecision[]> {
    const communities = await this.names.of(
      'community',
      rows.map((row) => row.community_id),
    );
    const members = await this.names.of(
      'member',
      rows.flatMap((row) => row.member_id ?? []),
    );
    const staff = await this.names.of(
      'account',
      rows.flatMap((row) => [row.by_id, row.appeal_by_id].filter((id) => id !== null)),
    );
    const personOf = (id: string | null): { id: string; name: string } | null =>
      id === null ? null : { id, name: plainName(staff.get(id)) };
    const now = this.clock.now();
    return rows.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      text: row.text_decision,
      author: row.author_decision,
      silencedUntil: instantOf(row.silenced_until),
      reach: row.reach,
      reason: row.reason,
      ground: row.ground,
      rule: row.rule,
      writing: { kind: row.writing_kind, id: row.writing_id, title: row.title, excerpt: row.excerpt },
      others: row.before.texts.length - 1,
      community: { id: row.community_id, name: textsOf(communities.get(row.community_id)) },
      member:
        row.member_id === null
          ? null
          : {
              id: row.member_id,
              displayName: plainName(members.get(row.member_id)),
              nickname: row.nickname,
            },
      by:
        row.by_member_id === null
          ? personOf(row.by_id)
          : { id: row.by_id ?? row.by_member_id, name: row.by_nickname ?? '' },
      byModerator: row.by_member_id !== null,
      at: toInstant(row.at),
      undoneAt: instantOf(row.undone_at),
      undoable: isUndoable(decisionThen(row), now),
      appeal:
        row.appeal === null || row.appealed_at === null
          ? null
          : {
              text: row.appeal,
              at: toInstant(row.appealed_at),
              granted: row.appeal_granted,
              answer: row.appeal_answer,
              by: personOf(row.appeal_by_id),
            },
    }));
  }

  async one(row: DecisionRow): Promise<ModerationDecision> {
    const [shown] = await this.show([row]);
    if (!shown) throw new Error('each decision is shown');
    return shown;
  }
}

const instantOf = (at: Date | null): string | null => at && toInstant(at);
/** Names of persons are plain. */
export const plainName = (name: unknown): string => (typeof name === 'string' ? name : '');
