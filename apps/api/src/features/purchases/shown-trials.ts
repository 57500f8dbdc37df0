import { Injectable } from '@nestjs/common';
import type { BackTest, ReplyOf, simulateEarningRule } from '@regulars/contracts';
import type { Explained } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { Reader } from '../club/index.ts';
import { Explanations } from '../points/index.ts';
import type { Trial } from './rule-trials.ts';
import { RuleVerdicts } from './rule-verdicts.ts';

/** Of one receipt. */
export type RuleTrialReply = Exclude<ReplyOf<typeof simulateEarningRule>, BackTest>;

/** Says what a trial on one receipt gave, and why. */
@Injectable()
export class ShownTrials {
  constructor(
    private readonly explanations: Explanations,
    private readonly verdicts: RuleVerdicts,
    private readonly reader: Reader,
  ) {}

  async of({
    purchasedAt,
    currency,
    live,
    draft,
    tried,
    ofToday,
  }: Trial): Promise<Omit<RuleTrialReply, 'warnings'>> {
    const say = await this.explanations.speaker([...live.explanation, ...draft.explanation]);
    const drafted = (await this.reader.wording()).of(tried.content.name);
    // The draft is not saved, so nobody else knows its name.
    const sayDraft = (line: Explained): ReturnType<typeof say> => {
      const said = say(line);
      return said.rule?.id === tried.id
        ? { ...said, title: drafted, rule: { ...said.rule, name: drafted } }
        : said;
    };
    return {
      purchasedAt: toInstant(purchasedAt),
      currency,
      live: {
        points: live.points,
        status: live.status,
        explanation: live.explanation.map(say),
        unmet: await this.verdicts.ofSale(live.sale),
      },
      draft: {
        points: draft.points,
        status: draft.status,
        explanation: draft.explanation.map(sayDraft),
        unmet: await this.verdicts.ofSale(draft.sale, tried),
      },
      difference: { points: draft.points - live.points, status: draft.status - live.status },
      ofToday: [...ofToday],
    };
  }
}
