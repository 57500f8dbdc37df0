import { Injectable } from '@nestjs/common';
import type { OwnDecision } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Names, textsOf } from '../../platform/names.ts';
import { appealableUntil } from './decision-then.ts';
import type { DecisionRow } from './decisions.repository.ts';
import { ModerationSettings } from './moderation-settings.ts';

/** A decision as its author reads it (DSA, article 17). */
@Injectable()
export class OwnDecisionViews {
  constructor(
    private readonly names: Names,
    private readonly settings: ModerationSettings,
    private readonly clock: Clock,
  ) {}

  async appealDays(): Promise<number> {
    return (await this.settings.current()).appealDays;
  }

  async show(row: DecisionRow): Promise<OwnDecision> {
    const names = await this.names.of('community', [row.community_id]);
    const until = appealableUntil(row, await this.appealDays(), this.clock.now());
    return {
      id: row.id,
      kind: row.writing_kind,
      title: row.title,
      excerpt: row.excerpt,
      community: textsOf(names.get(row.community_id)),
      text: row.text_decision,
      author: row.author_decision,
      silencedUntil: row.silenced_until && toInstant(row.silenced_until),
      others: row.before.texts.length - 1,
      reason: row.reason,
      ground: row.ground,
      rule: row.rule,
      found: row.found,
      reach: row.reach,
      byModerator: row.by_member_id !== null,
      at: toInstant(row.at),
      undoneAt: row.undone_at && toInstant(row.undone_at),
      appealUntil: until && toInstant(until),
      appeal:
        row.appeal === null || row.appealed_at === null
          ? null
          : {
              text: row.appeal,
              at: toInstant(row.appealed_at),
              granted: row.appeal_granted,
              answer: row.appeal_answer,
            },
    };
  }
}
