import { Injectable } from '@nestjs/common';
import type { ReferralOffer } from '@regulars/contracts';
import { referralRules } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { LiveRules } from '../earning/index.ts';

/** What friends bring by the rules that are live now. */
@Injectable()
export class ReferralOffers {
  constructor(
    private readonly rules: LiveRules,
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
    const { reportingCurrency: currency, points } = await this.club.current();
    return rules.map(({ effect }) => ({
      points: effect.points,
      friendPoints: effect.friendPoints,
      minimumSpend: effect.minimumSpend,
      currency,
      waitDays: Math.max(effect.waitDays, points.pendingDays),
      mostPerYear: effect.mostPerYear,
    }));
  }

  async #rules(): Promise<ReturnType<typeof referralRules>> {
    return referralRules((await this.rules.timeline()).occasionsAt(this.clock.now()));
  }
}
