import { randomUUID } from 'node:crypto';
import type { Condition } from '@regulars/conditions';
import { claimPurchase, reverseReturn, type Location, type RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { MemberTags } from '../../apps/api/src/features/members/index.ts';
import { UndonePurchases } from '../../apps/api/src/features/purchases/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let shop: Location;
let key: string;
let till: Till;

beforeAll(async () => {
  api = await startApp('2026-11-22T12:00:00Z');
  shop = await makeLocation(api);
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, shop.code);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const bonus: RuleContent['effect'] = { kind: 'fixed-points', points: 500, minimums: [] };
/** A live rule that gives 500 points while `work` runs. */
const whenRule = async (when: Condition, work: () => Promise<void>): Promise<void> => {
  const { id } = await makeRule(api, { name: 'Conditional', effect: bonus, when });
  try {
    await work();
  } finally {
    await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  }
};
const beans: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'beans' } };
const twenty: Condition = {
  fact: 'purchase.total',
  op: 'at-least',
  value: { amount: 2000, currency: 'EUR' },
};
const tagged: Condition = { fact: 'member.tags', op: 'contains', value: 'vip' };
const newMember = async (): Promise<string> => (await makeMember(api)).id;
/** Two packets of beans and one of gum: 20 + 5 points. */
const goods = {
  lines: [
    { category: 'beans', quantity: 2, amount: 2000 },
    { category: 'gum', amount: 500 },
  ],
};
const packets = (quantity: number) => [{ line: 0, quantity }];
const gum = [{ line: 1, quantity: 1 }];
const takenBack = async (id: string, lines: { line: number; quantity: number }[]): Promise<number> =>
  (await till.takeBack(id, lines)).points?.takenBack ?? 0;
const kept = async (id: string): Promise<unknown[]> => {
  const [row] = await rowsOf<{ evaluation: { rules: { residual?: unknown }[] } }>(
    api,
    'select evaluation from purchases where id = $1',
    [id],
  );
  return (row?.evaluation.rules ?? []).flatMap(({ residual }) => residual ?? []);
};

describe('a bonus on condition of the goods', () => {
  it('of a product goes with the last piece of it', async () => {
    await whenRule(beans, async () => {
      const { id, points } = await till.sell(await newMember(), goods);
      expect(points?.earned).toBe(525);
      expect(await takenBack(id, packets(1))).toBe(10);
      expect(await takenBack(id, packets(1))).toBe(510);
      expect(await takenBack(id, gum)).toBe(5);
    });
  });

  it('of a product stays when other goods come back', async () => {
    await whenRule(beans, async () => {
      const { id } = await till.sell(await newMember(), goods);
      expect(await takenBack(id, gum)).toBe(5);
      expect(await takenBack(id, packets(2))).toBe(520);
    });
  });

  it('of a total goes when what remains is less', async () => {
    await whenRule(twenty, async () => {
      const one = await till.sell(await newMember(), goods);
      expect(one.points?.earned).toBe(525);
      expect([await takenBack(one.id, gum), await takenBack(one.id, packets(1))]).toEqual([5, 510]);
      const other = await till.sell(await newMember(), goods);
      expect([await takenBack(other.id, packets(1)), await takenBack(other.id, gum)]).toEqual([510, 5]);
    });
  });

  it('comes back with the reversal of the return', async () => {
    await whenRule(beans, async () => {
      const { id } = await till.sell(await newMember(), goods);
      const mistaken = await till.takeBack(id, packets(2));
      expect(mistaken.points?.takenBack).toBe(520);
      const reversed = await api
        .client({ apiKey: key })
        .call(reverseReturn, { params: { id: mistaken.id }, body: { reason: 'Wrong receipt' } });
      expect(reversed.points).toMatchObject({ givenBack: 520, balance: { available: 525 } });
      expect([await takenBack(id, packets(1)), await takenBack(id, packets(1))]).toEqual([10, 510]);
    });
  });

  it('is taken back once: an undone purchase takes the rest', async () => {
    await whenRule(beans, async () => {
      const memberId = await newMember();
      const { id } = await till.sell(memberId, goods);
      await takenBack(id, packets(2));
      await api.app.get(UndonePurchases).undoMany(system, [id], 'by mistake');
      const next = await till.sell(memberId, 100);
      expect(next.points?.balance.available).toBe(1);
    });
  });

  it('does not ask the member again, and keeps nothing about the member', async () => {
    await whenRule({ all: [tagged, { any: [{ not: tagged }, beans] }] }, async () => {
      const memberId = await newMember();
      await api.app.get(MemberTags).set(system, memberId, ['vip']);
      const { id, points } = await till.sell(memberId, goods);
      expect(points?.earned).toBe(525);
      expect(await kept(id)).toEqual([beans]);
      await api.app.get(MemberTags).set(system, memberId, []);
      expect(await takenBack(id, packets(1))).toBe(10);
      expect(await takenBack(id, packets(1))).toBe(510);
    });
    await whenRule({ any: [{ not: tagged }, beans] }, async () => {
      const { id } = await till.sell(await newMember(), goods);
      expect(await kept(id)).toEqual([]);
      expect(await takenBack(id, packets(2))).toBe(20);
    });
    const personal = await rowsOf(api, `select 1 from purchases where evaluation::text ~ 'member|vip'`);
    expect(personal).toEqual([]);
  });

  it.each([
    ['not given by a claim after the goods came back', packets(2), 5, 5],
    ['given by a claim, and taken back later', gum, 520, 520],
  ])('is %s', async (_, before, earned, later) => {
    await whenRule({ all: [beans, { not: tagged }] }, async () => {
      const { member, cookie } = await makeSignedInMember(api);
      const number = randomUUID();
      const { id } = await till.sell(null, { ...goods, receipt: { location: shop.code, number } });
      await till.takeBack(id, before);
      const body = { location: shop.code, number, date: '2026-11-22', total: 2500 };
      const claimed = await api.client({ cookie }).call(claimPurchase, { body });
      expect([claimed.member?.id, claimed.points?.balance.available]).toEqual([member.id, earned]);
      expect(await kept(id)).toEqual([beans]);
      expect(await takenBack(id, before === gum ? packets(2) : gum)).toBe(later);
    });
  });

  it('of a purchase from before residuals were kept stays while anything remains', async () => {
    await whenRule(beans, async () => {
      const { id } = await till.sell(await newMember(), goods);
      await rowsOf(
        api,
        `update purchases set evaluation = jsonb_set(evaluation, '{rules}',
           (select jsonb_agg(rule - 'residual') from jsonb_array_elements(evaluation -> 'rules') rule)) where id = $1`,
        [id],
      );
      expect(await takenBack(id, packets(2))).toBe(20);
      expect(await takenBack(id, gum)).toBe(505);
    });
  });
});
