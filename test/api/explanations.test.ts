import { randomUUID } from 'node:crypto';
import type { Location, Tier } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleRecord } from '../../apps/api/src/features/earning/index.ts';
import { LadderService } from '../../apps/api/src/features/tiers/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, offer, Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let vienna: Location;
let rule: RuleRecord;
let roast: Tier;
let member: SignedInMember;
let till: Till;
let key: string;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api, { code: 'vienna-1', name: 'Wien' });
  rule = await makeRule(api);
  roast = await makeTier(api, {
    code: 'roast',
    name: { de: 'Meisterröstung', en: 'Master Roast', cs: 'Mistrovská' },
    multiplierPercent: 110,
  });
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
  member = await makeSignedInMember(api);
});
afterAll(() => api.close());

const read = async (path: string, language?: string) => {
  const call = api.http.get(`/api/v1${path}`).set('cookie', member.cookie);
  const { body } = await (language === undefined ? call : call.set('accept-language', language)).expect(200);
  return body;
};
/** The newest purchase, as staff see it in the list. */
const listed = async (language = '*') => {
  const call = api.http.get('/api/v1/purchases?limit=1').set('authorization', `Bearer ${key}`);
  const { body } = await call.set('accept-language', language).expect(200);
  return body.data[0];
};
const said = (explanation: { title: string; reason: string }[]) =>
  explanation.map(({ title, reason }) => `${title} – ${reason.replaceAll('\u00a0', ' ')}`);
const query = (text: string, values: unknown[] = []) =>
  api.app.get(Transactions).query(madeStatement<Record<string, unknown>>(text), values);
const sold = async () => (await till.sell(member.member.id, 2500)).id;

const inGerman = [
  '1 point per euro – 25,00 € × 1, abgerundet',
  'Stufenzuschlag – Meisterröstung: 10 % mehr auf 25,00 €, abgerundet',
];

describe('an explanation is written', () => {
  it.each([
    ['de', inGerman],
    [
      'en-GB,de;q=0.5',
      [
        '1 point per euro – 25.00 EUR × 1, rounded down',
        'Tier bonus – Master Roast: 10% more on 25.00 EUR, rounded down',
      ],
    ],
    [
      'fr, cs;q=0.5',
      [
        '1 point per euro – 25,00 € × 1, zaokrouhleno dolů',
        'Bonus za úroveň – Mistrovská: o 10 % více z částky 25,00 €, zaokrouhleno dolů',
      ],
    ],
    [undefined, inGerman],
    ['fr', inGerman],
  ])('in the language of its reader, else of the club: %s', async (language, words) => {
    const id = await sold();
    expect(said((await read(`/purchases/${id}`, language)).explanation)).toEqual(words);
    const { data } = await read('/me/activity', language);
    expect(said(data[0].explanation)).toEqual(words);
    const { reasons }: { reasons: { name: string }[] } = await listed(language);
    expect(reasons.map(({ name }) => name)).toEqual(words.map((line) => line.split(' – ')[0]));
  });

  it('in the current language of the club', async () => {
    const id = await sold();
    await changeClub(api, { languages: ['en', 'de'] });
    expect((await read(`/purchases/${id}`)).explanation[0].reason).toBe('25.00 EUR × 1, rounded down');
    await changeClub(api, { languages: ['de', 'en', 'cs'] });
  });

  it('with its stable fields', async () => {
    const { explanation } = await read(`/purchases/${await sold()}`, 'en');
    expect(explanation).toEqual([
      {
        rule: { id: rule.id, version: 1, name: '1 point per euro' },
        title: '1 point per euro',
        points: 25,
        reason: '25.00 EUR × 1, rounded down',
        details: { kind: 'money', amount: 2500, currency: 'EUR', points: 1, per: 100 },
      },
      {
        rule: null,
        title: 'Tier bonus',
        points: 2,
        reason: 'Master Roast: 10% more on 25.00 EUR, rounded down',
        details: {
          kind: 'tier',
          amount: 2500,
          currency: 'EUR',
          times: 1.1,
          tierId: roast.id,
          tier: 'Master Roast',
        },
      },
    ]);
  });
});

describe('a stored explanation', () => {
  it('has rule, version, kind, tier and figures, but no words', async () => {
    const id = await sold();
    const [row] = await query(
      `select p.explanation, p.evaluation, t.cause from purchases p
       join points_transactions t on t.member_id = p.member_id and t.id = p.transaction_id where p.id = $1`,
      [id],
    );
    expect(row).toMatchObject({
      explanation: [
        {
          rule: { id: rule.id, version: 1, kind: 'points-per-money' },
          points: 25,
          reason: { kind: 'money', amount: 2500 },
        },
        { rule: null, points: 2, reason: { kind: 'tier', tierId: roast.id, times: 1.1 } },
      ],
      evaluation: { facts: { tier: { id: roast.id, multiplier: 1.1 } } },
      cause: { locationId: vienna.id },
    });
    for (const word of ['1 point per euro', 'Roast', 'röstung', 'rounded', 'Wien'])
      expect(JSON.stringify(row)).not.toContain(word);
  });

  it('uses the current name of a tier, also on old receipts', async () => {
    const id = await sold();
    const tiers: Tier[] = (await read('/tiers')).data;
    const version = tiers.find(({ code }) => code === 'roast')?.version ?? 0;
    const renamed = { ...roast.name, de: 'Großmeister' };
    await api.app.get(LadderService).change(system, roast.id, { name: renamed }, version);
    expect(said((await read(`/purchases/${id}`, 'de')).explanation)[1]).toContain('Großmeister: 10 % mehr');
    await api.app.get(LadderService).change(system, roast.id, { name: roast.name }, version + 1);
  });

  it('stays as answered when a reply is repeated for its key', async () => {
    const body = offer(api, vienna.code, { member: { id: member.member.id } });
    const post = (language: string) =>
      api.http
        .post('/api/v1/purchases')
        .set({ authorization: `Bearer ${key}`, 'idempotency-key': 'once', 'accept-language': language })
        .send(body)
        .expect(201);
    const first = await post('cs');
    expect(first.body.explanation[0].reason).toContain('zaokrouhleno dolů');
    expect((await post('en')).body).toEqual(first.body);
  });
});

describe('an old explanation with stored words', () => {
  const money = { kind: 'money', amount: 4730, currency: 'EUR', points: 1, per: 100 };
  const old = () => [
    {
      rule: { id: rule.id, version: 1, name: 'As it was called' },
      points: 40,
      reason: '47.30 EUR × 1, rounded down; 40 instead of 47 because of the limit per day',
      details: { ...money, cappedFrom: 47, cappedBy: 'day' },
    },
    {
      rule: null,
      points: 4,
      reason: 'Gold: 10% more on 47.30 EUR, rounded down',
      details: { kind: 'tier', amount: 4730, currency: 'EUR', times: 1.1, tier: 'Gold' },
    },
    {
      rule: { id: randomUUID(), version: 7, name: 'A rule of yore' },
      points: 1,
      reason: 'Because it was Monday',
      details: { kind: 'weekday', day: 'monday' },
    },
  ];
  const words = [
    '1 point per euro – 47,30 € × 1, abgerundet; 40 statt 47 wegen der Grenze je Tag',
    'Stufenzuschlag – Gold: 10 % mehr auf 47,30 €, abgerundet',
    'A rule of yore – Because it was Monday',
  ];

  it('is shown on receipts: figures in the language of the reader, the rest unchanged', async () => {
    const id = await sold();
    await query('update purchases set explanation = $2 where id = $1', [id, JSON.stringify(old())]);
    const { explanation } = await read(`/purchases/${id}`, 'de');
    expect(said(explanation)).toEqual(words);
    expect(explanation[1]).toMatchObject({ rule: null, points: 4, details: { kind: 'tier', tier: 'Gold' } });
    expect((await listed()).reasons[2]).toEqual({ name: 'A rule of yore', points: 1 });
  });

  it('is shown in the activity, with the name of the location', async () => {
    const id = await sold();
    await rowsOf(api, 'alter table points_transactions disable trigger all');
    const cause = JSON.stringify({ location: 'The old shop', explanation: old() });
    await rowsOf(
      api,
      `update points_transactions set cause = (cause || $2::jsonb) - 'locationId' where purchase_id = $1`,
      [id, cause],
    );
    await rowsOf(api, 'alter table points_transactions enable trigger all');
    const [entry] = (await read('/me/activity', 'de')).data;
    expect(entry).toMatchObject({ location: 'The old shop', purchase: { id } });
    expect(said(entry.explanation)).toEqual(words);
  });
});
