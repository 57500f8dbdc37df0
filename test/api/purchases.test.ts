import type { EarningRule, Location } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, makeTier, offer, Till } from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let rule: EarningRule;
let key: string;
let till: Till;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api, { code: 'vienna-1', name: 'Wien, Neubaugasse' });
  await makeTier(api, { code: 'bronze', threshold: 0 });
  await makeTier(api, { code: 'silver', threshold: 500 });
  rule = await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
});
afterAll(() => api.close());

const post = (body: object, idempotencyKey?: string) => {
  const request = api.http.post('/api/v1/purchases').set('authorization', `Bearer ${key}`);
  return (idempotencyKey ? request.set('idempotency-key', idempotencyKey) : request).send(body);
};

describe('a purchase', () => {
  it('answers with a receipt that explains every point', async () => {
    const member = await makeMember(api);
    const body = offer(api, vienna.code, {
      receipt: { location: 'vienna-1', number: 'R-2026-000123', till: '2' },
      member: { id: member.id },
      lines: [
        {
          sku: 'COFFEE-250',
          name: 'House blend 250 g',
          category: 'coffee',
          quantity: 2,
          unitPrice: 890,
          discount: 0,
          taxRate: 10,
        },
      ],
    });
    const reply = await post(body, 'first').expect(201);
    expect(reply.body).toEqual({
      id: expect.any(String),
      receipt: { location: 'vienna-1', number: 'R-2026-000123', till: '2' },
      member: { id: member.id, displayName: 'Anna K.' },
      total: { gross: 1780, net: 1618, currency: 'EUR' },
      points: {
        earned: 17,
        pending: 0,
        debtRepaid: 0,
        balance: { available: 17, pending: 0, held: 0, debt: 0 },
      },
      explanation: [
        {
          rule: { id: rule.id, version: 1, name: '1 point per euro' },
          points: 17,
          reason: '17.80 EUR × 1, rounded down',
          details: { kind: 'money', amount: 1780, currency: 'EUR', points: 1, per: 100 },
        },
      ],
      tier: { code: 'bronze', status: 17, next: { code: 'silver', missing: 483 } },
    });
    const again = await post(body, 'first').expect(201).expect('idempotent-replayed', 'true');
    expect(again.body).toEqual(reply.body);
  });

  it('of €47.30 at 1 point per €1 earns 47', async () => {
    const member = await makeMember(api);
    const { points } = await till.sell(member.id, 4730);
    expect(points?.earned).toBe(47);
  });
});
