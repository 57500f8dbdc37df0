import { Injectable } from '@nestjs/common';
import type { ReferralOffer } from '@regulars/contracts';
import { referralRules } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { LiveRules } from '../earning/index.ts';
import { OfferedBudgets } from './offered-budgets.ts';

/** What friends bring by the rules that are live now. */
@Injectable()
export class ReferralOffers {
  constructor(
    private readonly rules: LiveRules,
    private readonly budgets: OfferedBudgets,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** Whether a rule gives something for friends now. */
  async some(): Promise<boolean> {
    return (await this.#rules()).length > 0;
  }

  async live(): Promise<ReferralOffer[]> {
    const rules = await this.#rules();
    if (rules.length === 0) return [];
    const { reportingCurrency: currency, points, timeZone } = await this.club.current();
    const usedUp = await this.budgets.usedUp(rules, this.clock.now(), timeZone);
    return rules.map((rule) => ({
      points: rule.effect.points,
      friendPoints: rule.effect.friendPoints,
      minimumSpend: rule.effect.minimumSpend,
      currency,
      waitDays: Math.max(rule.effect.waitDays, points.pendingDays),
      mostPerYear: rule.effect.mostPerYear,
      budgetUsedUp: usedUp(rule),
    }));
  }

  async #rules(): Promise<ReturnType<typeof referralRules>> {
    return referralRules((await this.rules.timeline()).occasionsAt(this.clock.now()));
  }
}
