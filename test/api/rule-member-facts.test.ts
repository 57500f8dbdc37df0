import { randomUUID } from 'node:crypto';
import { checkCondition } from '@regulars/conditions';
import type { Location } from '@regulars/contracts';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { namedIn } from '../../apps/api/src/features/club/index.ts';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { MemberTags } from '../../apps/api/src/features/members/index.ts';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { Generator } from '../support/conditions/generator.ts';
import { memberAnswers } from '../support/conditions/member-answers.ts';
import { evaluationOf, openRuleClub } from '../support/conditions/rule-club.ts';
import { SeededRandom } from '../support/conditions/seeded-random.ts';
import { factsUpToDate } from '../support/facts.ts';
import { makeMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, type Till } from '../support/makers/purchases.ts';

let api: TestApp;
let shop: Location;
let till: Till;

beforeAll(async () => {
  ({ api, shop, till } = await openRuleClub());
});
afterAll(() => api.close());

const newMember = async (member: Parameters<typeof makeMember>[1] = {}): Promise<string> =>
  (await makeMember(api, member)).id;

// So few at once that all of them may be live.
const atOnce = 10;
const rules: string[] = [];
afterEach(async () => {
  for (const id of rules.splice(0)) await api.app.get(RulePublishing).pause(system, id);
});

it.each([7, 12])(
  'the sale and the database give the same answer about the same member, one by one and in bulk (seed %i)',
  async (seed) => {
    const generator = new Generator(new SeededRandom(seed), { line: [], purchase: [], member: [] });
    // A sale does not know all facts, and a rule may not name a list of products or a segment that does not exist.
    const conditions = Array.from({ length: 600 }, () => generator.condition('member', 2))
      .filter((when) => checkCondition(when, 'sale').length === 0)
      .filter((when) =>
        (['product-set', 'segment'] as const).every((source) => namedIn(source, when).length === 0),
      )
      .slice(0, atOnce);
    expect(conditions).toHaveLength(atOnce);
    for (const when of conditions) rules.push((await makeRule(api, { effect: fixedPoints(1), when })).id);
    const people = [
      await newMember({ birthday: '1988-02-29', language: 'cs', attributes: { size: 'L', shoe: 42.5 } }),
      await newMember({ birthday: '2001-11-24' }),
      await newMember(),
    ];
    await api.app.get(MemberTags).set(system, people[1] ?? '', ['coffee', 'L']);
    const heldIn = async (purchaseId: string): Promise<boolean[]> => {
      const verdict = await evaluationOf(api, purchaseId);
      const all = [...verdict.rules, ...(verdict.unmet ?? [])].map(({ id }) => id);
      expect(rules.filter((id) => !all.includes(id))).toEqual([]);
      return rules.map((rule) => verdict.rules.some(({ id }) => id === rule));
    };
    const days = ['2026-09-30', '2026-11-20', '2026-11-20'];
    const answers: boolean[][] = [];
    for (const memberId of people) {
      for (const day of days) {
        await factsUpToDate(api);
        const purchasedAt = `${day}T09:00:00Z`;
        const expected = await memberAnswers(api, memberId, conditions, purchasedAt);
        const { id } = await till.sell(memberId, { purchasedAt, lines: [{ amount: 1000 }] });
        expect(await heldIn(id), purchasedAt).toEqual(expected);
        answers.push(expected);
      }
    }
    const telling = conditions.filter((_, index) => new Set(answers.map((held) => held[index])).size === 2);
    expect(telling.length / conditions.length).toBeGreaterThan(0.3);

    const twin = await newMember({
      birthday: '1988-02-29',
      language: 'cs',
      attributes: { size: 'L', shoe: 42.5 },
    });
    const results = await api.app.get(BulkPurchases).recordMany(
      days.map((day) => ({
        receipt: { location: shop.code, number: randomUUID() },
        purchasedAt: `${day}T09:00:00Z`,
        member: { id: twin },
        currency: 'EUR',
        lines: [{ amount: 1000 }],
      })),
      { origin: 'live' },
    );
    const inBulk = results.map((result) => ('recorded' in result ? result.recorded.purchaseId : ''));
    expect(await Promise.all(inBulk.map(heldIn))).toEqual(answers.slice(0, 3));
  },
);
