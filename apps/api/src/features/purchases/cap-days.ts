import { capPeriod, localDateOf, type CapUsage, type EarningRule, type Instant } from '@regulars/loyalty';

/** The local days of a cap; null is open-ended. `until` is exclusive. */
export interface CapDays {
  readonly ruleId: string;
  readonly per: CapUsage['per'];
  readonly from: string | null;
  readonly until: string | null;
}

/** The cap usage that these rules need around a purchase. Both versions of a rule in a trial share their limits. */
export const capsOf = (rules: readonly EarningRule[], purchasedAt: Instant, zone: string): CapDays[] => {
  const caps = rules.flatMap(({ id, caps: limits }) =>
    limits.flatMap(({ per }): CapDays[] => {
      if (per === 'purchase') return [];
      const period = capPeriod(per, purchasedAt, zone);
      const day = (at: Instant | undefined): string | null =>
        at === undefined ? null : localDateOf(at, zone).toString();
      return [{ ruleId: id, per, from: day(period?.from), until: day(period?.until) }];
    }),
  );
  return [...new Map(caps.map((cap) => [`${cap.ruleId} ${cap.per}`, cap])).values()];
};
