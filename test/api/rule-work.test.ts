import type { Condition } from '@regulars/conditions';
import type { getEarningRule, ReplyOf, RuleContent } from '@regulars/contracts';
import { mostWork } from '@regulars/loyalty';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { changeApprovals, fixedPoints } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
const made: string[] = [];

beforeAll(async () => {
  api = await startApp('2026-11-22T09:00:00.000Z');
  key = await makeKey(api);
});
beforeEach(() => api.clock.set('2026-11-22T09:00:00.000Z'));
afterAll(() => api.close());

/** So many comparisons of each line: 80 are more than half of what all rules may take. */
const comparing = (count: number): Condition => {
  const compared = Array.from({ length: count }, (_, value) => ({
    fact: 'line.quantity' as const,
    op: 'more-than',
    value,
  }));
  const groups = Array.from({ length: Math.ceil(count / 20) }, (_, group) => ({
    any: compared.slice(group * 20, group * 20 + 20),
  }));
  return { lines: 'any', where: { any: groups } };
};
const large = { when: comparing(80) };

const draft = async (content: Partial<RuleContent> = large): Promise<string> => {
  const body = { name: 'Large', effect: fixedPoints(5), ...content };
  const { id } = (await send(api, 'post', '/earning-rules', { key, body }).expect(201)).body;
  made.push(id);
  return id;
};
const act = (id: string, what: string, body: object = {}) =>
  send(api, 'post', `/earning-rules/${id}/${what}`, { key, body });
const ruleOf = async (id: string): Promise<ReplyOf<typeof getEarningRule>> =>
  (await send(api, 'get', `/earning-rules/${id}`, { key }).expect(200)).body;
const refused = (id: string, body: object = {}): Promise<void> =>
  expectProblem(act(id, 'publish', body), 422, 'too-much-work', '/when');

describe('the work of all live rules', () => {
  beforeEach(async () => {
    for (const id of made.splice(0))
      await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  });

  it('refuses a rule that is too much together with another, and says how much and why', async () => {
    const [one, other] = [await draft(), await draft()];
    const { work } = await ruleOf(one);
    await act(one, 'publish').expect(200);
    const together = (await ruleOf(other)).work;
    expect(work).toMatchObject({ most: mostWork, largest: 'conditions' });
    expect([work?.together, together?.together]).toEqual([
      expect.any(Number),
      (work?.together ?? 0) + (together?.rule ?? 0),
    ]);
    expect(together?.together).toBeGreaterThan(mostWork);
    const { body } = await act(other, 'publish').expect(422);
    expect(body.errors[0].message).toContain(
      `takes ${together?.together} steps of work, and ${mostWork} are possible; this rule takes ${together?.rule}, most of it for its conditions on lines`,
    );
    expect((await ruleOf(other)).state).toBe('draft');
    await act(one, 'pause').expect(200);
    await act(other, 'publish').expect(200);
  });

  it('counts scheduled rules, trials and what comes back when a schedule is withdrawn', async () => {
    const [one, other] = [await draft(), await draft()];
    await act(one, 'publish', { from: '2026-12-01T00:00:00Z' }).expect(200);
    await refused(other);
    await refused(other, { from: '2027-01-01T00:00:00Z' });
    await refused(other, { share: 10 });
    await act(one, 'withdraw').expect(200);
    await act(other, 'publish').expect(200);
    await send(api, 'patch', `/earning-rules/${other}`, { key, version: 1, body: { when: null } }).expect(
      200,
    );
    await act(other, 'publish', { from: '2026-12-01T00:00:00Z' }).expect(200);
    await act(one, 'publish', { from: '2026-12-01T00:00:00Z' }).expect(200);
    // The large version would apply again, together with the other rule.
    await expectProblem(act(other, 'withdraw'), 422, 'too-much-work', '/effect');
  });

  it('allows two large rules one after the other', async () => {
    const one = await draft({ ...large, validUntil: '2026-12-01T00:00:00Z' });
    const other = await draft({ ...large, validFrom: '2026-12-01T00:00:00Z' });
    await act(one, 'publish').expect(200);
    await act(other, 'publish').expect(200);
  });

  it('has room for one of several that are published at once', async () => {
    const ids = [await draft(), await draft(), await draft()];
    const replies = await Promise.all(ids.map(async (id) => (await act(id, 'publish')).status));
    expect(replies.toSorted()).toEqual([200, 422, 422]);
  });

  it('is asked before a second person is', async () => {
    await act(await draft(), 'publish').expect(200);
    await changeApprovals(api, { cost: 100 });
    try {
      await refused(await draft());
    } finally {
      await changeApprovals(api, {});
    }
  });

  it('refuses to save a rule that is too much alone', async () => {
    const body = { name: 'Too large', effect: fixedPoints(5), when: comparing(160) };
    await expectProblem(send(api, 'post', '/earning-rules', { key, body }), 400, 'invalid-request', '/when');
  });

  it('is not asked of a rule about something else than purchases', async () => {
    const id = await draft({ effect: { kind: 'birthday', points: 50 } });
    expect((await ruleOf(id)).work).toBeNull();
  });
});
