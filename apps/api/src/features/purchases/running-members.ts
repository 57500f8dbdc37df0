import type { CapUsage, Instant, Period } from '@regulars/loyalty';
import type { CapDays, StoredContext } from './context.ts';
import type { Posting } from './posting.ts';
import type { Reward } from './reward.ts';

interface Given {
  readonly at: Instant;
  readonly localDay: string;
  readonly reward: Reward;
}

interface Asked {
  readonly index: number;
  readonly memberId: string;
  readonly caps: readonly CapDays[];
  readonly period: Period;
}

/** What members have become by the earlier purchases of the same batch, on top of what was stored before it. */
export class RunningMembers {
  readonly #facts: StoredContext['facts'];
  readonly #usage = new Map<number, CapUsage[]>();
  readonly #given = new Map<string, Given[]>();

  constructor({ facts, usage }: StoredContext) {
    this.#facts = facts;
    for (const { index, ...used } of usage) this.#usage.set(index, [...(this.#usage.get(index) ?? []), used]);
  }

  before({ index, memberId, caps, period }: Asked): {
    tierId: string | null;
    credit: number;
    usage: CapUsage[];
  } {
    const stored = this.#facts[index];
    if (!stored) throw new Error(`There is no purchase ${index} in this batch`);
    const given = this.#given.get(memberId) ?? [];
    const counting = given.filter(({ at }) => at >= period.from && at < period.until);
    const reached = given.findLast(({ reward }) => reward.tierChange !== null)?.reward.tierChange;
    return {
      tierId: reached?.to?.id ?? stored.tierId,
      credit: counting.reduce((sum, { reward }) => sum + reward.due.status, stored.credit),
      usage: (this.#usage.get(index) ?? []).map((used) => {
        const cap = caps.find(({ ruleId, per }) => ruleId === used.ruleId && per === used.per);
        return cap ? { ...used, points: used.points + grantedWithin(given, cap) } : used;
      }),
    };
  }

  note({ bookedAt, reward }: Posting, localDay: string): void {
    if (!reward) return;
    const { memberId } = reward.patron.buyer;
    this.#given.set(memberId, [...(this.#given.get(memberId) ?? []), { at: bookedAt, localDay, reward }]);
  }
}

const grantedWithin = (given: readonly Given[], { ruleId, from, until }: CapDays): number =>
  given
    .filter(({ localDay }) => (from === null || localDay >= from) && (until === null || localDay < until))
    .flatMap(({ reward }) => reward.due.grants)
    .reduce((sum, grant) => (grant.ruleId === ruleId ? sum + grant.points : sum), 0);
