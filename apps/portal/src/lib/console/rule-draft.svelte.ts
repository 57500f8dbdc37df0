import type { RuleContent } from '@regulars/contracts';
import { isCurrency, majorOf, minorOf } from './amount.ts';
import { conditionOf, emptyRows, newGroup, newLeaf, treeOf, type GroupRow } from './condition-tree.ts';

export type CapPeriod = RuleContent['caps'][number]['per'];
export const capPeriods = ['purchase', 'day', 'month', 'member'] as const satisfies readonly CapPeriod[];

interface RateRow {
  key: number;
  currency: string;
  points: string;
  /** Major units as typed. */
  per: string;
}
interface CapRow {
  key: number;
  per: CapPeriod;
  points: string;
}

/** Content of a rule whose times are `datetime-local` texts in the club's time zone. */
export type LocalContent = RuleContent;

const wholeOf = (typed: string, most: number): number | null => {
  const number = /^\d{1,10}$/u.test(typed.trim()) ? Number(typed.trim()) : 0;
  return number >= 1 && number <= most ? number : null;
};
/** '1,5' → 1.5; at most two places, from 1 to 100. */
const timesOf = (typed: string): number | null => {
  const text = typed.trim().replace(',', '.');
  const times = /^\d{1,3}(?:\.\d{1,2})?$/u.test(text) ? Number(text) : 0;
  return times >= 1 && times <= 100 ? times : null;
};

let lastKey = 0;
const newKey = (): number => (lastKey += 1);

/** A rule while it is written: everything as typed, and what of it is wrong. */
export class RuleDraft {
  name = $state('');
  kind = $state<RuleContent['effect']['kind']>('points-per-money');
  rates = $state<RateRow[]>([]);
  times = $state('2');
  tree = $state<GroupRow>(newGroup('all', [newLeaf()]));
  caps = $state<CapRow[]>([]);
  from = $state('');
  until = $state('');
  locations = $state<string[]>([]);
  counts = $state(true);

  constructor(content: LocalContent | null, currency: string) {
    this.rates = [{ key: newKey(), currency, points: '1', per: '1' }];
    if (content) this.#take(content);
  }

  #take({ name, effect, validFrom, validUntil, locations, caps, countsTowardsStatus }: LocalContent): void {
    this.name = name;
    this.kind = effect.kind;
    if (effect.kind === 'points-per-money')
      this.rates = effect.rates.map(({ currency, points, per }) => ({
        key: newKey(),
        currency,
        points: String(points),
        per: majorOf(per, currency),
      }));
    else {
      this.times = String(effect.times);
      this.tree = treeOf(effect.where);
    }
    this.from = validFrom ?? '';
    this.until = validUntil ?? '';
    this.locations = [...locations];
    this.caps = caps.map(({ per, points }) => ({ key: newKey(), per, points: String(points) }));
    this.counts = countsTowardsStatus;
  }

  addRate(currency: string): void {
    this.rates.push({ key: newKey(), currency, points: '1', per: '1' });
  }

  removeRate(key: number): void {
    this.rates = this.rates.filter((rate) => rate.key !== key);
  }

  addCap(): void {
    const per = this.freePeriods[0];
    if (per) this.caps.push({ key: newKey(), per, points: '' });
  }

  removeCap(key: number): void {
    this.caps = this.caps.filter((cap) => cap.key !== key);
  }

  readonly freePeriods = $derived(capPeriods.filter((per) => !this.caps.some((cap) => cap.per === per)));

  /** Fields that cannot be saved as they are: `name`, `rate-<key>`, `times`, `row-<key>`, `cap-<key>`, `until`. */
  readonly faults = $derived.by((): readonly string[] => {
    const faults: string[] = [];
    if (!this.name.trim()) faults.push('name');
    if (this.kind === 'points-per-money') {
      for (const { key, currency, points, per } of this.rates) {
        const minor = isCurrency(currency) ? minorOf(per, currency) : null;
        if (!minor || wholeOf(points, 10_000) === null) faults.push(`rate-${key}`);
      }
    } else {
      if (timesOf(this.times) === null) faults.push('times');
      faults.push(...emptyRows(this.tree).map((key) => `row-${key}`));
    }
    for (const { key, points } of this.caps)
      if (wholeOf(points, 1_000_000_000) === null) faults.push(`cap-${key}`);
    if (this.from && this.until && this.until <= this.from) faults.push('until');
    return faults;
  });

  get #effect(): RuleContent['effect'] | null {
    if (this.kind === 'multiplier') {
      const times = timesOf(this.times);
      const where = conditionOf(this.tree);
      return times !== null && where ? { kind: 'multiplier', times, where } : null;
    }
    const rates = this.rates.flatMap(({ currency, points, per }) => {
      const minor = isCurrency(currency) ? minorOf(per, currency) : null;
      const whole = wholeOf(points, 10_000);
      return minor && whole ? [{ currency, points: whole, per: minor }] : [];
    });
    return rates.length > 0 ? { kind: 'points-per-money', rates } : null;
  }

  /** As far as it is filled in; null while there is no effect yet. */
  readonly content = $derived.by((): LocalContent | null => {
    const effect = this.#effect;
    if (!effect) return null;
    return {
      name: this.name.trim(),
      effect,
      validFrom: this.from || null,
      validUntil: this.until || null,
      locations: this.locations,
      caps: this.caps.flatMap(({ per, points }) => {
        const whole = wholeOf(points, 1_000_000_000);
        return whole === null ? [] : [{ per, points: whole }];
      }),
      countsTowardsStatus: this.counts,
    };
  });
}
