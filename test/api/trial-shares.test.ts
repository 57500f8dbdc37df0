import { randomUUID } from 'node:crypto';
import type {
  EarningRule,
  listOwnOpportunities,
  Location,
  PurchaseReceipt,
  ReplyOf,
  RuleContent,
} from '@regulars/contracts';
import { isInTrial } from '@regulars/loyalty';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { changeApprovals, fixedPoints, perMoney, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;
let members: SignedInMember[];
const today = '2026-11-22T09:00:00.000Z';
const before = '2026-11-20T09:00:00.000Z';

beforeAll(async () => {
  api = await startApp(today);
  vienna = await makeLocation(api);
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
  members = await Promise.all(Array.from({ length: 24 }, () => makeSignedInMember(api)));
});
beforeEach(() => api.clock.set(today));
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const act = (id: string, what: string, body: object = {}) =>
  send(api, 'post', `/earning-rules/${id}/${what}`, { key, body });
const ruleOf = async (id: string): Promise<EarningRule> =>
  (await send(api, 'get', `/earning-rules/${id}`, { key }).expect(200)).body as EarningRule;
const draft = async (
  content: Partial<Omit<RuleContent, 'name'>> & { name?: string } = {},
): Promise<string> => {
  const body = { name: 'Autumn', effect: fixedPoints(10), ...content };
  return (await send(api, 'post', '/earning-rules', { key, body }).expect(201)).body.id as string;
};
const edit = async (
  id: string,
  version: number,
  body: object = { effect: fixedPoints(25) },
): Promise<void> => {
  await send(api, 'patch', `/earning-rules/${id}`, { key, version, body }).expect(200);
};
/** Version 1 gives 10 points to all, version 2 gives 25 to the share. */
const inTrial = async (share = 50, content: Partial<Omit<RuleContent, 'name'>> = {}): Promise<string> => {
  const id = await draft(content);
  await act(id, 'publish').expect(200);
  await edit(id, 1);
  await act(id, 'publish', { share }).expect(200);
  return id;
};
const oneOf = (id: string, part: 'in' | 'out', share = 50): SignedInMember => {
  const found = members.find(({ member }) => isInTrial(member.id, id, share) === (part === 'in'));
  if (!found) throw new Error('One of 24 members should be in this part');
  return found;
};
/** What this rule alone gives. */
const pointsOf = (id: string, { explanation }: PurchaseReceipt): number[] =>
  explanation.flatMap(({ rule, points }) => (rule?.id === id ? [points] : []));
const given = async (id: string, member: SignedInMember, sale: object = {}): Promise<number[]> => {
  return pointsOf(id, await till.sell(member.member.id, { lines: [{ amount: 1000 }], ...sale }));
};
const bothGet = async (id: string): Promise<number[]> =>
  (await Promise.all([given(id, oneOf(id, 'in')), given(id, oneOf(id, 'out'))])).flat();

describe('a trial of a version', () => {
  it('applies to its share of the members, and the others keep the live version', async () => {
    const id = await inTrial(50);
    expect(await ruleOf(id)).toMatchObject({
      state: 'live',
      liveVersion: 1,
      trial: { version: 2, share: 50, from: today },
    });
    expect(await bothGet(id)).toEqual([25, 10]);
    const { data } = (await send(api, 'get', `/earning-rules/${id}/publications`, { key })).body;
    expect(data).toMatchObject([
      { version: 2, share: 50, holds: [{ from: today, until: null }] },
      { version: 1, share: null, holds: [{ from: null, until: null }] },
    ]);
    await act(id, 'pause').expect(200);
    expect(await ruleOf(id)).toMatchObject({ state: 'paused', trial: null });
  });

  it('may be the first version of a rule: the others get nothing', async () => {
    const id = await draft();
    await act(id, 'publish', { share: 50 }).expect(200);
    expect(await ruleOf(id)).toMatchObject({ state: 'live', liveVersion: null, trial: { version: 1 } });
    expect(await bothGet(id)).toEqual([10]);
    api.clock.set('2026-11-22T10:00:00.000Z');
    await act(id, 'end-trial', { for: 'nobody' }).expect(200);
    expect(await ruleOf(id)).toMatchObject({ state: 'paused', trial: null });
  });

  it('applies to late receipts of its time only, and to what members can earn', async () => {
    const id = await inTrial(50);
    const member = oneOf(id, 'in');
    expect(await given(id, member, { purchasedAt: before })).toEqual([10]);
    const offered = await send(api, 'get', '/me/opportunities', { cookie: member.cookie }).expect(200);
    const { data } = offered.body as ReplyOf<typeof listOwnOpportunities>;
    expect(data.filter(({ rule }) => rule.id === id)).toMatchObject([{ rule: { version: 2 } }]);
    api.clock.set('2026-11-23T09:00:00.000Z');
    await act(id, 'end-trial', { for: 'nobody' }).expect(200);
    expect(await given(id, member)).toEqual([10]);
    expect(await given(id, member, { purchasedAt: today })).toEqual([25]);
    await act(id, 'pause').expect(200);
  });

  it('decides a claim by who claims, also after its end', async () => {
    const when = {
      fact: 'purchase.total',
      op: 'at-least',
      value: { amount: 500, currency: 'EUR' },
    } as const;
    const id = await inTrial(50, { when });
    const sell = async (): Promise<string> => {
      const number = `C-${randomUUID()}`;
      const receipt = { location: vienna.code, number };
      const sold = await till.sell(null, { receipt, lines: [{ amount: 1000 }] });
      const { body } = await send(api, 'get', `/purchases/${sold.id}`, { key }).expect(200);
      expect(body.unmet).toEqual([]);
      return number;
    };
    const receipts = { in: await sell(), out: await sell() };
    await act(id, 'pause').expect(200);
    const claimed = async (part: 'in' | 'out'): Promise<number[]> => {
      const number = receipts[part];
      const body = { location: vienna.code, number, date: '2026-11-22', total: 1000 };
      const { cookie } = oneOf(id, part);
      const reply = await send(api, 'post', '/purchases/claims', { cookie, body })
        .set('idempotency-key', number)
        .expect(201);
      return pointsOf(id, reply.body as PurchaseReceipt);
    };
    expect([await claimed('in'), await claimed('out')]).toEqual([[25], [10]]);
  });

  it('keeps its limits whatever version gave the points', async () => {
    const caps = [{ per: 'day' as const, points: 30 }];
    const id = await inTrial(50, { caps });
    const member = oneOf(id, 'in');
    expect([await given(id, member), await given(id, member)]).toEqual([[25], [5]]);
    await act(id, 'pause').expect(200);
  });

  it('in a group of rules competes with its version', async () => {
    const stacking = { mode: 'best-of', group: 'Autumn', priority: 0 } as const;
    const rival = await draft({ name: 'Rival', effect: fixedPoints(20), stacking });
    await act(rival, 'publish').expect(200);
    const id = await inTrial(50, { stacking });
    expect(await given(id, oneOf(id, 'in'))).toEqual([25]);
    expect(await given(rival, oneOf(id, 'out'))).toEqual([20]);
    await act(id, 'pause').expect(200);
    await act(rival, 'pause').expect(200);
  });
});

describe('the share of a trial', () => {
  it('can grow: those who were in stay in', async () => {
    const id = await inTrial(10);
    expect((await act(id, 'publish', { share: 90 }).expect(200)).body.trial).toMatchObject({ share: 90 });
    const member = oneOf(id, 'in', 90);
    expect(await given(id, member)).toEqual([25]);
    // The same again changes nothing.
    await act(id, 'publish', { share: 90 }).expect(200);
    expect((await send(api, 'get', `/earning-rules/${id}/publications`, { key })).body.data).toHaveLength(3);
    await act(id, 'pause').expect(200);
  });

  it.each([0, 91, 12.5, '20', null])('is refused if it is %j', async (share) => {
    const id = await draft();
    await expectProblem(act(id, 'publish', { share }), 400, 'invalid-request', '/share');
    expect(await ruleOf(id)).toMatchObject({ state: 'draft', trial: null });
  });

  it('is refused with a budget, for occasions, for what all have, in the past, and beside a scheduled version', async () => {
    const refused = (id: string, pointer: string, body: object = {}) =>
      expectProblem(act(id, 'publish', { share: 20, ...body }), 422, 'rule-not-publishable', pointer);
    await refused(await draft({ budget: { per: 'month', points: 1000 } }), '/share');
    await refused(await draft({ effect: { kind: 'birthday', points: 50 } }), '/share');
    await refused(await draft(), '/from', { from: before });
    const id = await draft();
    await act(id, 'publish').expect(200);
    await refused(id, '/share');
    await edit(id, 1);
    await act(id, 'publish', { from: '2026-12-01T00:00:00Z' }).expect(200);
    await refused(id, '/share');
    await act(id, 'pause').expect(200);
  });
});

describe('the end of a trial', () => {
  it('for all makes its version live for everyone', async () => {
    const id = await inTrial(50);
    await edit(id, 2, { effect: perMoney(1, 100) });
    await expectProblem(act(id, 'publish'), 422, 'rule-in-trial');
    await expectProblem(act(id, 'publish', { share: 50 }), 422, 'rule-in-trial');
    await act(id, 'end-trial', { for: 'all' }).expect(200);
    // Not the newer draft.
    expect(await ruleOf(id)).toMatchObject({ liveVersion: 2, version: 3, trial: null });
    expect(await bothGet(id)).toEqual([25, 25]);
    await act(id, 'pause').expect(200);
  });

  it('for nobody leaves everyone with the live version', async () => {
    const id = await inTrial(50);
    await act(id, 'end-trial', { for: 'nobody' }).expect(200);
    expect(await ruleOf(id)).toMatchObject({ liveVersion: 1, trial: null });
    expect(await bothGet(id)).toEqual([10, 10]);
    const { body } = await send(api, 'get', '/audit-entries?limit=1', { key }).expect(200);
    expect(body.data).toMatchObject([
      {
        action: 'earning-rule.trial-ended',
        before: { trial: { version: 2, share: 50 } },
        after: { trial: null, liveVersion: 1 },
      },
    ]);
    await expectProblem(act(id, 'end-trial', { for: 'nobody' }), 422, 'rule-not-in-trial');
    await expectProblem(act(id, 'end-trial', { for: 'some' }), 400, 'invalid-request', '/for');
    await act(id, 'pause').expect(200);
  });

  it('withdraws a trial that has not begun', async () => {
    const id = await draft();
    const later = { share: 20, from: '2026-12-01T00:00:00Z' };
    const scheduled = await act(id, 'publish', later).expect(200);
    expect(scheduled.body).toMatchObject({
      state: 'scheduled',
      trial: { share: 20, from: '2026-12-01T00:00:00.000Z' },
    });
    await act(id, 'end-trial', { for: 'nobody' }).expect(200);
    expect(await ruleOf(id)).toMatchObject({ state: 'draft', trial: null });
  });

  it('for all needs the second person that the version itself would need', async () => {
    const id = await inTrial(50);
    const anna = await makeStaff(api, ['manager']);
    const bela = await makeStaff(api, ['manager']);
    await changeApprovals(api, { cost: 10_000 });
    const end = () => send(api, 'post', `/earning-rules/${id}/end-trial`, { ...anna, body: { for: 'all' } });
    const { body: asked } = await end().expect(202);
    expect(asked.action).toMatchObject({ ruleId: id, version: 2, share: null, endsTrial: true });
    expect((await end().expect(202)).body.id).toBe(asked.id);
    expect(await ruleOf(id)).toMatchObject({ liveVersion: 1, trial: { version: 2 } });
    await send(api, 'post', `/approvals/${asked.id}/approve`, { ...bela, body: {} }).expect(200);
    expect(await ruleOf(id)).toMatchObject({ liveVersion: 2, trial: null });
    await changeApprovals(api, {});
    await act(id, 'pause').expect(200);
  });
});
