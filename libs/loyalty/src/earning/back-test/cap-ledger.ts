import type { Period } from '../../calendar.ts';
import type { Instant } from '../../clock.ts';
import type { Grant } from '../grant.ts';
import { budgetPeriod, type BudgetPeriod } from '../budget.ts';
import { capPeriod, limitsOf, type CapPeriod, type CapUsage, type EarningRule } from '../rule.ts';

type LongPeriod = CapUsage['per'];

const isLong = (per: CapPeriod): per is LongPeriod => per !== 'purchase';

/** What a rule gave a member before the first sale, in the period of a cap around `at`. */
export interface UsedBefore {
  readonly ruleId: string;
  readonly memberId: string;
  readonly per: LongPeriod;
  readonly points: number;
}

/** How much of the caps is used, while past sales are decided again. */
export class CapLedger {
  readonly #zone: string;
  readonly #used = new Map<string, number>();
  readonly #starts = new Map<string, string>();

  constructor(zone: string, before: readonly UsedBefore[], at: Instant) {
    this.#zone = zone;
    for (const { ruleId, memberId, per, points } of before)
      this.#add(this.#key({ id: ruleId }, per, memberId, at), points);
  }

  /** Budgets count as unused before the first sale. */
  usage(rules: readonly EarningRule[], memberId: string, purchasedAt: Instant): CapUsage[] {
    return rules.flatMap((rule) =>
      limitsOf(rule).flatMap(({ per }) => {
        if (!isLong(per)) return [];
        const points = this.#used.get(this.#key(rule, per, memberId, purchasedAt)) ?? 0;
        return [{ ruleId: rule.id, per, points }];
      }),
    );
  }

  book(
    rules: readonly EarningRule[],
    grants: readonly Grant[],
    memberId: string,
    purchasedAt: Instant,
  ): void {
    for (const { ruleId, points } of grants) {
      const rule = ruleId !== null && points > 0 ? rules.find(({ id }) => id === ruleId) : undefined;
      for (const { per } of rule ? limitsOf(rule) : [])
        if (rule && isLong(per)) this.#add(this.#key(rule, per, memberId, purchasedAt), points);
    }
  }

  #add(key: string, points: number): void {
    this.#used.set(key, (this.#used.get(key) ?? 0) + points);
  }

  #key(
    { id, budget }: Pick<EarningRule, 'id' | 'budget'>,
    per: LongPeriod,
    memberId: string,
    at: Instant,
  ): string {
    if (per === 'rule' && budget) return `${id} ${budget.per} ${this.#startOf(budget.per, at)}`;
    return `${id} ${per} ${per === 'rule' ? '' : memberId} ${this.#startOf(per, at)}`;
  }

  /** The calendar is slow, and many sales happen in the same hour. */
  #startOf(per: LongPeriod | BudgetPeriod, at: Instant): string {
    const key = `${per} ${Math.floor(at / quarterHour)}`;
    const known = this.#starts.get(key);
    if (known !== undefined) return known;
    const start = String(periodOf(per, at, this.#zone)?.from ?? '');
    this.#starts.set(key, start);
    return start;
  }
}

const periodOf = (per: LongPeriod | BudgetPeriod, at: Instant, zone: string): Period | null =>
  per === 'total' || per === 'quarter' || per === 'year'
    ? budgetPeriod(per, at, zone)
    : capPeriod(per, at, zone);

/** No zone begins a day within one. */
const quarterHour = 15 * 60 * 1000;
