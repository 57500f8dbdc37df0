import { ruleTermsOf, type Approval, type EarningRule, type RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeApprovals, changeClub, fixedPoints, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let anna: SignedIn;
let bela: SignedIn;
beforeAll(async () => {
  api = await startApp();
  anna = await makeStaff(api, ['manager']);
  bela = await makeStaff(api, ['manager']);
});
// €100.
beforeEach(() => changeApprovals(api, { cost: 10_000 }));
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const draft = async (content: Partial<RuleContent> = {}): Promise<EarningRule> => {
  const body = { name: 'Autumn', effect: fixedPoints(10), ...content };
  return (await send(api, 'post', '/earning-rules', { ...anna, body }).expect(201)).body as EarningRule;
};
const publish = (id: string, body: object = {}) =>
  send(api, 'post', `/earning-rules/${id}/publish`, { ...anna, body });
const stateOf = async (id: string): Promise<string> =>
  (await send(api, 'get', `/earning-rules/${id}`, anna).expect(200)).body.state as string;
const approve = (id: string, as = bela) => send(api, 'post', `/approvals/${id}/approve`, { ...as, body: {} });
/** Points that are worth €1, by the club's own value. */
const worth = async (euros: number): Promise<number> => {
  const { body } = await send(api, 'get', '/club', anna).expect(200);
  return Math.round((euros * 100 * 1000) / (body.points.pointValue as number));
};
const waiting = async (id: string, body: object = {}): Promise<Approval> =>
  (await publish(id, body).expect(202)).body as Approval;

describe('publishing a rule', () => {
  it('needs no approval without a limit, or if its budget costs no more', async () => {
    const within = await draft({ budget: { per: 'month', points: await worth(100) } });
    expect((await publish(within.id).expect(200)).body.state).toBe('live');
    await changeApprovals(api, {});
    expect((await publish((await draft()).id).expect(200)).body.state).toBe('live');
  });

  it('waits for a second person if its budget costs more, and then is live', async () => {
    const { id } = await draft({ budget: { per: 'month', points: await worth(101) } });
    const asked = await waiting(id);
    expect(asked).toMatchObject({
      state: 'waiting',
      action: {
        kind: 'rule-publication',
        ruleId: id,
        ruleName: 'Autumn',
        version: 1,
        cost: 10_100,
        limit: 10_000,
      },
    });
    expect(await stateOf(id)).toBe('draft');
    await expectProblem(approve(asked.id, anna), 403, 'own-approval-refused');
    expect(await stateOf(id)).toBe('draft');
    await approve(asked.id).expect(200);
    expect(await stateOf(id)).toBe('live');
    await expectProblem(approve(asked.id), 409, 'approval-settled');
  });

  it('cannot be avoided by a lower value of points', async () => {
    const club = await send(api, 'get', '/club', anna).expect(200);
    const { points, version } = club.body;
    const change = (body: object) => send(api, 'patch', '/club', { ...anna, version, body });
    const lower = { points: { ...points, pointValue: points.pointValue - 1 } };
    await expectProblem(change(lower), 422, 'cost-limit-stands', '/points/pointValue');
    await expectProblem(change({ reportingCurrency: 'CZK' }), 422, 'cost-limit-stands', '/reportingCurrency');
    expect((await send(api, 'get', '/club', anna)).body.version).toBe(version);
    await change({ points: { ...points, pointValue: points.pointValue + 1 } }).expect(200);
    await changeApprovals(api, {});
    await changeClub(api, { points });
    await changeApprovals(api, { cost: 10_000 });
  });

  it('is asked for once, and publishing again what is live asks nobody', async () => {
    const { id } = await draft();
    const asked = await waiting(id);
    expect((await waiting(id)).id).toBe(asked.id);
    expect((await waiting(id, { from: '2100-01-01T00:00:00Z' })).id).not.toBe(asked.id);
    await approve(asked.id).expect(200);
    expect((await publish(id).expect(200)).body.state).toBe('live');
  });

  it('waits if nobody knows what it costs, also for an event', async () => {
    const sale = await waiting((await draft()).id);
    expect(sale.action).toMatchObject({ cost: null });
    const effect = { kind: 'custom-event', type: 'run', points: 5, perField: null } as const;
    expect((await waiting((await draft({ effect })).id)).action).toMatchObject({ cost: null });
  });

  it('is refused at once if it could not be published', async () => {
    const { id } = await draft({ validUntil: '2001-01-01T00:00:00Z' });
    const from = '2002-01-01T00:00:00Z';
    await expectProblem(publish(id, { from }), 422, 'rule-not-publishable', '/from');
  });

  it('keeps waiting if the rule was edited, and stays a draft if it was refused', async () => {
    const { id } = await draft();
    const asked = await waiting(id);
    await send(api, 'patch', `/earning-rules/${id}`, { ...anna, body: { effect: fixedPoints(999) } })
      .set('if-match', '"1"')
      .expect(200);
    await expectProblem(approve(asked.id), 412, 'version-changed');
    await send(api, 'post', `/approvals/${asked.id}/refuse`, {
      ...bela,
      body: { reason: 'Too much' },
    }).expect(200);
    expect(await stateOf(id)).toBe('draft');
  });

  it('counts the last back-test, if it was about the same terms', async () => {
    await changeClub(api, { timeZone: 'Europe/Berlin' });
    const location = await makeLocation(api);
    const till = new Till(api, await makeKey(api), location.code);
    const { id: buyer } = await makeMember(api);
    for (let sold = 0; sold < 3; sold += 1) await till.sell(buyer, 500);
    const { id } = await draft({ effect: fixedPoints(2) });
    const rule = (await send(api, 'get', `/earning-rules/${id}`, anna).expect(200)).body as EarningRule;
    const body = { rule: { ...ruleTermsOf(rule), name: rule.name, id } };
    const simulate = async (days: number): Promise<void> => {
      await send(api, 'post', '/earning-rules/simulate', { ...anna, body: { ...body, days } }).expect(202);
      await jobsEnd(api);
    };
    await simulate(27);
    expect((await waiting(id)).action).toMatchObject({ cost: null });
    await simulate(28);
    expect((await publish(id).expect(200)).body.state).toBe('live');
    await send(api, 'patch', `/earning-rules/${id}`, { ...anna, body: { effect: fixedPoints(3) } })
      .set('if-match', '"1"')
      .expect(200);
    expect((await waiting(id)).action).toMatchObject({ cost: null, version: 2 });
  });
});

describe('the cost limit', () => {
  const set = (body: object) => send(api, 'put', '/approval-settings/limits', { ...anna, body });

  it('can be lowered by one person; raising it needs a second one', async () => {
    expect((await set({ points: null, cost: 5000 }).expect(200)).body.limits).toEqual({
      points: null,
      cost: 5000,
    });
    const raised = (await set({ points: null, cost: 6000 }).expect(202)).body as Approval;
    expect(raised.action).toMatchObject({ before: { cost: 5000 }, after: { cost: 6000 } });
    await approve(raised.id).expect(200);
    expect((await set({ points: 50 }).expect(200)).body.limits).toEqual({ points: 50, cost: 6000 });
  });
});
