import { Controller } from '@nestjs/common';
import { simulateEarningRule, type BackTest, type ReplyOf, type Texts } from '@regulars/contracts';
import type { Explained } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Waiting } from '../../platform/http/waiting.ts';
import { Reader } from '../club/index.ts';
import { BackTests, RuleWarnings, ShownBackTests } from '../earning/index.ts';
import { Explanations } from '../points/index.ts';
import { RuleTrials, type Trial } from './rule-trials.ts';

/** Of one receipt. */
type Reply = Exclude<ReplyOf<typeof simulateEarningRule>, BackTest>;

@Controller()
export class RuleTrialsController {
  constructor(
    private readonly trials: RuleTrials,
    private readonly explanations: Explanations,
    private readonly reader: Reader,
    private readonly warnings: RuleWarnings,
    private readonly backTests: BackTests,
    private readonly shown: ShownBackTests,
  ) {}

  @Contract(simulateEarningRule)
  async simulate(
    @Input() { body }: InputOf<typeof simulateEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<Reply | Waiting<BackTest>> {
    const { rule, days, ...tried } = body;
    const { id = null, ...content } = rule;
    const name = await this.reader.texts(content.name);
    if (days !== undefined) {
      const draft = { id, content: { ...content, name } };
      return new Waiting(await this.shown.one(await this.backTests.start(actor, draft, days)));
    }
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
