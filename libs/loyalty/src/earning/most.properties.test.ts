import fc from 'fast-check';
import { expect, test } from 'vitest';
import { euroRule, fixedRule, goods, purchaseOf, ruleOf, times, zone } from '../../test/purchases.ts';
import {
  awardFor,
  defaultPointsPolicy,
  evaluate,
  mostForOccasion,
  mostGiven,
  type Cap,
  type ClubPointsPolicy,
  type EarningPurchase,
  type EarningRule,
  type MemberFacts,
  type Occasion,
  type OccasionRule,
  type OccasionTerms,
} from '../index.ts';

const categories = ['coffee', 'tea'] as const;
const about = (category: string) => ({ fact: 'line.category', op: 'is', value: category }) as const;

const lines = fc.array(
  fc
    .record({
      gross: fc.integer({ min: -200, max: 5000 }),
      quantity: fc.integer({ min: 1, max: 4000 }),
      discount: fc.nat(300),
      taxRate: fc.constantFrom(0, 1000, 2000),
      category: fc.constantFrom(...categories),
      kind: fc.constantFrom('goods', 'service', 'deposit', 'gift-card'),
    })
    .map(({ gross, ...more }) => goods(gross, { ...more, net: gross })),
  { minLength: 1, maxLength: 4 },
);
const purchases: fc.Arbitrary<EarningPurchase> = fc.record({ lines, paid: fc.nat(3000) }).map((sold) => ({
  ...purchaseOf(sold.lines),
  payments: [{ kind: 'points', amount: sold.paid }],
}));
const caps: fc.Arbitrary<readonly Cap[]> = fc.uniqueArray(
  fc.record({ per: fc.constantFrom('purchase', 'day', 'member'), points: fc.integer({ min: 1, max: 60 }) }),
  { selector: ({ per }) => per, maxLength: 2 },
);
const stacking = fc.option(
  fc.record({
    mode: fc.constantFrom('best-of', 'exclusive'),
    group: fc.constantFrom('one', 'two'),
    priority: fc.nat(2),
  }),
  { nil: undefined },
);
const kinds = fc.oneof(
  fc
    .record({ points: fc.integer({ min: 1, max: 9 }), per: fc.constantFrom(50, 100, 250) })
    .map((rate) => euroRule({ rates: { EUR: rate } })),
  fc
    .record({ factor: fc.constantFrom(1.5, 2, 3), of: fc.constantFrom(...categories) })
    .map(({ factor, of }) => times(factor, about(of))),
  fc.integer({ min: 1, max: 80 }).map((points) => fixedRule(points)),
  fc
    .integer({ min: 1, max: 9 })
    .map((points) => ruleOf({ kind: 'points-per-unit', points, per: 1, unit: 'piece' })),
);
const rules: fc.Arbitrary<readonly EarningRule[]> = fc
  .array(fc.record({ kind: kinds, caps, stacking, counts: fc.boolean() }), { minLength: 1, maxLength: 5 })
  .map((all) =>
    all.map(({ kind, caps: limits, stacking: group }, index) => ({
      ...kind,
      id: `rule-${index}`,
      caps: limits,
      ...(group ? { stacking: group } : {}),
    })),
  );
const policies: fc.Arbitrary<ClubPointsPolicy> = fc
  .record({ base: fc.constantFrom('gross', 'net'), discounts: fc.constantFrom('before', 'after') })
  .map((money) => ({ ...defaultPointsPolicy, ...money }));
const tier = (multiplier: number): MemberFacts => ({ tier: { id: 'tier', code: 'tier', multiplier } });

test('no sale gives more of a rule, or of the tier, than the most that was reserved for it', () => {
  fc.assert(
    fc.property(
      rules,
      purchases,
      policies,
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      fc.constantFrom(1, 1.1, 2),
      (all, purchase, policy, met, multiplier) => {
        // Whose conditions hold is known only when the sale is decided.
        const some = all.filter((_, index) => met[index]);
        const most = mostGiven(all, purchase, policy, tier(2));
        const { grants, points } = evaluate(some, purchase, tier(multiplier), { policy, zone });
        for (const grant of grants)
          expect(grant.points, JSON.stringify(grant)).toBeLessThanOrEqual(most.get(grant.ruleId) ?? 0);
        expect(points).toBeLessThanOrEqual([...most.values()].reduce((sum, each) => sum + each, 0));
      },
    ),
  );
});

const occasionRules: fc.Arbitrary<readonly OccasionRule[]> = fc
  .array(
    fc.record({
      points: fc.integer({ min: 1, max: 50 }),
      perField: fc.constantFrom(null, 'kilometres', 'unknown'),
      type: fc.constantFrom('run', 'swim'),
      caps,
      place: fc.constantFrom(undefined, 'vienna', 'berlin'),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all.map(({ place, caps: limits, ...effect }, index) => ({
      id: `rule-${index}`,
      version: 1,
      validity: { from: null, until: null },
      countsTowardsStatus: true,
      caps: limits.filter(({ per }) => per !== 'purchase'),
      effect: { kind: 'custom-event' as const, ...effect },
      ...(place ? { locationIds: [place] } : {}),
    })),
  );
const occasions: fc.Arbitrary<Occasion> = fc
  .record({
    kilometres: fc.double({ min: -5, max: 50, noNaN: true }).map((each) => Math.round(each * 1000) / 1000),
    locationId: fc.constantFrom(null, 'vienna'),
  })
  .map(({ kilometres, locationId }) => ({
    kind: 'custom-event',
    type: 'run',
    occurredAt: 0,
    locationId,
    payload: { kilometres },
  }));

test('no occasion gives more of a rule than the most that was reserved for it', () => {
  const member = { tierIds: [], points: 0, person: null, figures: null };
  fc.assert(
    fc.property(occasionRules, occasions, fc.nat(40), (all, occasion, used) => {
      const most = mostForOccasion(all, occasion);
      const usage = all.map(({ id: ruleId }) => ({ ruleId, per: 'day' as const, points: used }));
      const terms: OccasionTerms = { policy: defaultPointsPolicy, zone, usage, member };
      for (const { ruleId, points } of awardFor(all, occasion, terms).grants)
        expect(points).toBeLessThanOrEqual(most.get(ruleId ?? '') ?? 0);
      // Without limits that are used, it is exactly that.
      const fresh = awardFor(all, occasion, { ...terms, usage: [] }).grants;
      const given = fresh.filter(({ points }) => points > 0).map(({ ruleId, points }) => [ruleId, points]);
      expect(given).toEqual([...most]);
    }),
  );
});
