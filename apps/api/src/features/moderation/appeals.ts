import { Injectable } from '@nestjs/common';
import type { answerAppeal, BodyOf, ModerationDecision, OwnDecision } from '@regulars/contracts';
import { mayAnswerAppeal, urgencyOf } from '@regulars/loyalty';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { Deciders } from './deciders.ts';
import { DecisionEffects } from './decision-effects.ts';
import { DecisionRecords } from './decision-records.ts';
import { appealableUntil } from './decision-then.ts';
import type { DecisionRow } from './decisions.repository.ts';
import { OwnDecisionViews } from './own-decision-views.ts';
import { ToldAuthors } from './told-authors.ts';

/** Authors read why and appeal; someone else decides again. */
@Injectable()
export class Appeals {
  constructor(
    private readonly records: DecisionRecords,
    private readonly effects: DecisionEffects,
    private readonly views: OwnDecisionViews,
    private readonly deciders: Deciders,
    private readonly told: ToldAuthors,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, also for a decision about someone else. */
  async own(memberId: string, id: string): Promise<OwnDecision> {
    return this.views.show(await this.#own(memberId, id));
  }

  /** Throws `not-found`, `not-appealable`. */
  async appeal(memberId: string, id: string, text: string): Promise<OwnDecision> {
    return this.records.run(async () => {
      await this.records.locked(id);
      const row = await this.#own(memberId, id);
      const days = await this.views.appealDays();
      if (!appealableUntil(row, days, this.clock.now())) throw new ClubError('not-appealable');
      const at = this.clock.date();
      await this.records.decisions.appeal(id, text, at);
      const ref = { kind: row.writing_kind, id: row.writing_id };
      const about = { ref, communityId: row.community_id, authorId: memberId } as const;
      const urgency = urgencyOf({ cause: 'appeal', isHidden: false, reasons: [] });
      await this.records.cases.openAppeal({ id: newId(), ...about, urgency, at }, id);
      return this.own(memberId, id);
    });
  }

  /** Throws `not-found`, `case-decided`, `own-decision`. */
  async answer(actor: Actor, caseId: string, body: BodyOf<typeof answerAppeal>): Promise<ModerationDecision> {
    return this.records.run(async () => {
      const found = await this.records.cases.lock(caseId);
      if (!found || found.decision_id === null) throw new ClubError('not-found');
      if (found.state !== 'open') throw new ClubError('case-decided');
      const row = await this.records.locked(found.decision_id);
      const answererId = personBehind(actor);
      const deciders = await this.deciders.count();
      if (!mayAnswerAppeal({ deciderId: row.by_id, answererId, deciders }))
        throw new ClubError('own-decision');
      if (body.granted) await this.effects.reverse(row, true);
      const at = this.clock.date();
      await this.records.decisions.answer(row.id, body, answererId, at);
      await this.records.cases.decide(caseId, [], at);
      const after = await this.records.known(row.id);
      await this.told.answered(after);
      await this.records.audit(actor, 'moderation.appeal-answered', after);
      return this.records.views.one(after);
    });
  }

  async #own(memberId: string, id: string): Promise<DecisionRow> {
    const row = await this.records.known(id);
    if (row.member_id !== memberId) throw new ClubError('not-found');
    return row;
  }
}
