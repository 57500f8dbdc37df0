import { Injectable } from '@nestjs/common';
import type { RuleContent, TimesOfRule } from '@regulars/contracts';
import { lifeCycleOf, timesOf, trialTimesOf, type Instant } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { PublicationsRepository, type PublishedVersion } from './publications.repository.ts';
import { termsOf } from './rule-terms.ts';

type Named = Omit<TimesOfRule, 'name' | 'nameTexts'> & Pick<RuleContent, 'name'>;

/** A span of time; null has no end. */
interface Wanted {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** When which rule applies, for all rules at once. */
@Injectable()
export class RuleCalendar {
  constructor(
    private readonly rules: EarningRulesRepository,
    private readonly publications: PublicationsRepository,
    private readonly clock: Clock,
  ) {}

  /** Rules that apply or are paused at some time of the span, the oldest first. */
  async between(wanted: Wanted): Promise<Named[]> {
    const names = new Map((await this.rules.all()).map(({ id, name }) => [id, name]));
    return (await this.publications.all()).flatMap((made) => {
      const rule = this.#timesOf(made, wanted);
      const name = rule && names.get(rule.id);
      return name && rule.times.length + rule.trials.length > 0 ? [{ ...rule, name }] : [];
    });
  }

  #timesOf(made: readonly PublishedVersion[], { from, until }: Wanted): Omit<Named, 'name'> | null {
    const [first] = made;
    if (!first) return null;
    const valid = made.map((one) => ({ ...one, validity: termsOf(one.terms).validity }));
    const whens = new Map(made.map(({ version, terms }) => [version, terms.content.when ?? null]));
    const isWanted = (time: Wanted): boolean =>
      (time.from ?? -Infinity) < (until ?? Infinity) && (from ?? -Infinity) < (time.until ?? Infinity);
    const shown = <T extends Wanted & { version: number }>(times: readonly T[]) =>
      times.filter(isWanted).map((time) => ({
        ...time,
        from: time.from === null ? null : toInstant(time.from),
        until: time.until === null ? null : toInstant(time.until),
        when: whens.get(time.version) ?? null,
      }));
    return {
      id: first.terms.id,
      state: lifeCycleOf(valid, this.clock.now()).state,
      times: shown(timesOf(valid)),
      trials: shown(trialTimesOf(valid)),
    };
  }
}
