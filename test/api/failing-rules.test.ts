import {
  claimPurchase,
  getEarningRule,
  getPurchase,
  listEarningRules,
  listOpportunities,
  recordPurchase,
  simulateEarningRule,
  type Location,
} from '@regulars/contracts';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { evaluationOf, openRuleClub } from '../support/conditions/rule-club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, offer, perMoney, type Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let shop: Location;
let key: string;
let till: Till;
/** A rule that a newer version of the software published. */
let unreadable: string;
/** A rule that cannot be computed. */
let broken: string;

/** As a newer version of the software, or a fault in it, would leave it. */
const change = async (ruleId: string, part: object): Promise<void> => {
  await rowsOf(api, 'update earning_rule_versions set content = content || $2::jsonb where rule_id = $1', [
    ruleId,
    JSON.stringify(part),
  ]);
};

beforeAll(async () => {
  ({ api, key, shop, till } = await openRuleClub());
  unreadable = (await makeRule(api, { name: 'Full moon', effect: fixedPoints(500) })).id;
  broken = (await makeRule(api, { name: 'Per nothing', effect: perMoney(1, 100) })).id;
  await change(unreadable, { effect: { kind: 'moon-phase', points: 5 } });
  await change(broken, { effect: { ...perMoney(1, 100), rates: [{ currency: 'EUR', points: 1, per: 0 }] } });
  // The next change tells every process to read the rules again.
  await makeRule(api, { name: 'Greeting', effect: fixedPoints(3) });
});
afterAll(() => api.close());

const client = () => api.client({ apiKey: key });
const newMember = async (): Promise<string> => (await makeMember(api)).id;

describe('rules that do not work', () => {
  it('leave a purchase as it is: the others give what they gave, and each is reported once', async () => {
    const warned = vi.spyOn(Logger.prototype, 'warn');
    try {
      const memberId = await newMember();
      const [one, two] = [await till.sell(memberId, 1000), await till.sell(memberId, 2000)];
      expect([one.points?.earned, two.points?.earned]).toEqual([13, 23]);
      expect(one.explanation.map(({ points }) => points)).toEqual([10, 3]);
      expect((await till.sell(null, 1000)).points).toBeNull();
      const told = warned.mock.calls.map(([line]: unknown[]) => line as Record<string, unknown>);
      const skipped = told.filter(({ event }) => event === 'earning-rule.skipped');
      expect(skipped.filter(({ ruleId }) => ruleId === broken).length).toBeLessThanOrEqual(1);
      expect(skipped.every((line) => !JSON.stringify(line).includes(memberId))).toBe(true);
    } finally {
      warned.mockRestore();
    }
  });

  it('are named on the purchase, with the reason', async () => {
    const { id } = await till.sell(await newMember(), 1000);
    expect(await evaluationOf(api, id)).toMatchObject({
      failed: [
        { id: unreadable, fault: 'unreadable' },
        { id: broken, fault: 'unreadable' },
      ],
    });
    const { unmet } = await client().call(getPurchase, { params: { id } });
    expect(unmet.map(({ rule, reason }) => [rule.id, reason])).toEqual([
      [unreadable, 'The rule does not work: this version of Regulars does not know all of it'],
      [broken, 'The rule does not work: this version of Regulars does not know all of it'],
    ]);
  });

  it('take part in no return, and what was given is taken back', async () => {
    const { id } = await till.sell(await newMember(), {
      lines: [{ quantity: 2, unitPrice: 500 }],
    });
    const half = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(half.points?.takenBack).toBe(5);
    const rest = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(rest.points?.takenBack).toBe(8);
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });

  it('give nothing in a preview, a trial, a claim and in what a member can earn', async () => {
    const { member, cookie } = await makeSignedInMember(api);
    const body = offer(api, shop.code, { member: { id: member.id }, lines: [{ amount: 1000 }] });
    const preview = await client().call(recordPurchase, { query: { dryRun: 'true' }, body });
    expect(preview.points?.earned).toBe(13);
    const trial = await client().call(simulateEarningRule, {
      body: { rule: { name: 'Five', effect: fixedPoints(5) }, receipt: body },
    });
    expect(trial).toMatchObject({ live: { points: 13 }, draft: { points: 18 } });
    const { data } = await client().call(listOpportunities, { params: { id: member.id } });
    expect(data.map(({ rule }) => rule.id)).not.toContain(unreadable);
    const anonymous = await till.sell(null, 1000);
    const [bought] = await rowsOf<{ receipt_number: string }>(
      api,
      'select receipt_number from purchases where id = $1',
      [anonymous.id],
    );
    const claimed = await api.client({ cookie }).call(claimPurchase, {
      body: {
        location: shop.code,
        number: bought?.receipt_number ?? '',
        date: new Date(api.clock.now()).toISOString().slice(0, 10),
        total: 1000,
      },
    });
    expect(claimed.points?.earned).toBe(13);
  });

  it('are marked for managers, who can still use the list', async () => {
    await till.sell(await newMember(), 1000);
    const { data, unreadable: others } = await client().call(listEarningRules);
    expect(others).toMatchObject([
      { id: broken, state: 'live' },
      { id: unreadable, version: 1, name: { de: 'Full moon' }, state: 'live' },
    ]);
    const drafts = await client().call(listEarningRules, { query: { state: 'draft' } });
    expect(drafts.unreadable).toEqual([]);
    const faults = Object.fromEntries(data.map(({ name, fault }) => [name, fault]));
    expect(faults).toMatchObject({ '1 point per euro': null, Greeting: null });
    expect(data.map(({ id }) => id)).not.toContain(unreadable);
  });
});

describe('a rule that gives more than anyone may get at once', () => {
  it('gives nothing for that purchase, and the purchase counts', async () => {
    const { id } = await makeRule(api, { name: 'Mistake', effect: perMoney(10_000, 1) });
    const memberId = await newMember();
    const sold = await till.sell(memberId, 1_000_000_000);
    expect(sold.points?.earned).toBe(10_000_003);
    expect(await evaluationOf(api, sold.id)).toMatchObject({
      failed: [{ id: unreadable }, { id: broken }, { id, fault: 'too-many-points' }],
    });
    expect(await client().call(getEarningRule, { params: { id } })).toMatchObject({
      fault: 'too-many-points',
    });
    const small = await till.sell(memberId, 100);
    expect(small.points?.earned).toBe(1_000_004);
    await api.http
      .post(`/api/v1/earning-rules/${id}/pause`)
      .set('authorization', `Bearer ${key}`)
      .expect(200);
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });
});
