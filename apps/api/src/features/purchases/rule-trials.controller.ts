import { Controller } from '@nestjs/common';
import { simulateEarningRule, type ReplyOf, type Texts } from '@regulars/contracts';
import type { Explained } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Reader } from '../club/index.ts';
import { RuleWarnings } from '../earning/index.ts';
import { Explanations } from '../points/index.ts';
import { RuleTrials, type Trial } from './rule-trials.ts';

type Reply = ReplyOf<typeof simulateEarningRule>;

@Controller()
export class RuleTrialsController {
  constructor(
    private readonly trials: RuleTrials,
    private readonly explanations: Explanations,
    private readonly reader: Reader,
    private readonly warnings: RuleWarnings,
  ) {}

  @Contract(simulateEarningRule)
  async simulate(
    @Input() { body }: InputOf<typeof simulateEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<Reply> {
    const { rule, ...tried } = body;
    const { id = null, ...content } = rule;
    const name = await this.reader.texts(content.name);
    const trial = await this.trials.try(actor, { id, content: { ...content, name } }, tried);
    return { ...(await this.#said(trial, name)), warnings: await this.warnings.of(content, '/rule') };
  }

  async #said(
    { purchasedAt, currency, live, draft, draftId }: Trial,
    name: Texts,
  ): Promise<Omit<Reply, 'warnings'>> {
    const say = await this.explanations.speaker([...live.explanation, ...draft.explanation]);
    const drafted = (await this.reader.wording()).of(name);
    // The draft is not saved, so nobody else knows its name.
    const sayDraft = (line: Explained) => {
      const said = say(line);
      return said.rule?.id === draftId
        ? { ...said, title: drafted, rule: { ...said.rule, name: drafted } }
        : said;
    };
    return {
      purchasedAt: toInstant(purchasedAt),
      currency,
      live: { ...live, explanation: live.explanation.map(say) },
      draft: { ...draft, explanation: draft.explanation.map(sayDraft) },
      difference: { points: draft.points - live.points, status: draft.status - live.status },
    };
  }
}
