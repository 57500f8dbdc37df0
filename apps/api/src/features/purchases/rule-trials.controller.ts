import { Controller } from '@nestjs/common';
import { simulateEarningRule, type BackTest } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Waiting } from '../../platform/http/waiting.ts';
import { Reader } from '../club/index.ts';
import { BackTests, RuleWarnings, ShownBackTests } from '../earning/index.ts';
import { RuleTrials } from './rule-trials.ts';
import { ShownTrials, type RuleTrialReply } from './shown-trials.ts';

@Controller()
export class RuleTrialsController {
  constructor(
    private readonly trials: RuleTrials,
    private readonly shownTrials: ShownTrials,
    private readonly reader: Reader,
    private readonly warnings: RuleWarnings,
    private readonly backTests: BackTests,
    private readonly shown: ShownBackTests,
  ) {}

  @Contract(simulateEarningRule)
  async simulate(
    @Input() { body }: InputOf<typeof simulateEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<RuleTrialReply | Waiting<BackTest>> {
    const { rule, days, ...tried } = body;
    const { id = null, ...content } = rule;
    const name = await this.reader.texts(content.name);
    if (days !== undefined) {
      const draft = { id, content: { ...content, name } };
      return new Waiting(await this.shown.one(await this.backTests.start(actor, draft, days)));
    }
    const trial = await this.trials.try(actor, { id, content: { ...content, name } }, tried);
    return { ...(await this.shownTrials.of(trial)), warnings: await this.warnings.of(content, '/rule') };
  }
}
