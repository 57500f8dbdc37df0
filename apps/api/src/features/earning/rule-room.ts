import { Injectable } from '@nestjs/common';
import type { RuleWork } from '@regulars/contracts';
import {
  isOccasionEffect,
  largestPart,
  mostWork,
  RuleTimeline,
  tooMuchWork,
  workOfRule,
  workTogether,
  type EarningRule,
  type Publication,
  type PublishedRule,
} from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { PublicationsRepository } from './publications.repository.ts';
import type { RuleReference } from './rule-terms.ts';
import { RuleVersions } from './rule-versions.ts';
import { workFault } from './work-fault.ts';

/** Whether the rules that apply together stay fast enough for a purchase (ADR 65). */
@Injectable()
export class RuleRoom {
  constructor(
    private readonly publications: PublicationsRepository,
    private readonly versions: RuleVersions,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `too-much-work` if the rules would be too much work because of this change. Until the transaction ends, nobody
   * else can publish.
   * @param changed what the publications of the rule would be
   */
  async assertRoom(rule: RuleReference, changed: readonly Publication[]): Promise<void> {
    await this.publications.lockAll();
    const before = await this.#published();
    const after = await this.#changed(before, rule.id, changed);
    const work = tooMuchWork(new RuleTimeline(before), new RuleTimeline(after), this.clock.now());
    if (work === null) return;
    const { pointer, message } = workFault(await this.#terms(rule), work);
    throw ClubError.field('too-much-work', pointer, message);
  }

  /** How much work the newest version is, and all rules together if it were published now. Null if it is about no purchases. */
  async workOf(rule: RuleReference): Promise<RuleWork | null> {
    const terms = await this.#terms(rule);
    if (isOccasionEffect(terms.effect)) return null;
    const now = this.clock.now();
    const before = await this.#published();
    const made = await this.publications.of(rule.id);
    const published = [...made, { version: rule.version, from: now, until: null }];
    const timeline = new RuleTimeline(await this.#changed(before, rule.id, published));
    const own = workOfRule(terms);
    return {
      rule: Math.round(own),
      together: Math.round(workTogether(timeline, terms, now) ?? own),
      most: mostWork,
      largest: largestPart(terms),
    };
  }

  async #published(): Promise<readonly PublishedRule[]> {
    const rules = await this.publications.all();
    return rules.map((made) =>
      made.map(({ terms, ...times }) => ({ ...times, rule: this.versions.remember(terms) })),
    );
  }

  async #changed(
    all: readonly PublishedRule[],
    id: string,
    changed: readonly Publication[],
  ): Promise<readonly PublishedRule[]> {
    const terms = await this.versions.terms(changed.map(({ version }) => ({ id, version })));
    const made = changed.flatMap((times, index) => {
      const rule = terms[index];
      return rule ? [{ ...times, rule }] : [];
    });
    return [...all.filter((one) => one[0]?.rule.id !== id), made];
  }

  async #terms(rule: RuleReference): Promise<EarningRule> {
    const [terms] = await this.versions.terms([rule]);
    if (!terms) throw new ClubError('not-found');
    return terms;
  }
}
