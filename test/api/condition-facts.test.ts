import { factNames, factsIn } from '@regulars/conditions';
import type { listConditionFacts, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

type Facts = ReplyOf<typeof listConditionFacts>['data'];
const list = async (query = ''): Promise<Facts> => {
  const { body } = await api.http
    .get(`/api/v1/condition-facts${query}`)
    .set('authorization', `Bearer ${key}`)
    .expect(200);
  return body.data;
};
const named = (facts: Facts, name: string) => facts.find((fact) => fact.name === name);

it('the catalogue of facts gives the type, operators, parameter and texts of each', async () => {
  const facts = await list();
  expect(facts.map(({ name }) => name)).toEqual(factNames);
  expect(named(facts, 'line.kind')).toMatchObject({
    scope: 'line',
    type: 'choice',
    texts: { de: 'Art', en: 'kind', cs: 'druh' },
    nullable: false,
    parameter: null,
    choices: expect.arrayContaining([
      { value: 'deposit', texts: { de: 'Pfand', en: 'Deposit', cs: 'Záloha' } },
    ]),
  });
  expect(named(facts, 'line.kind')?.operators.map(({ name, takes }) => [name, takes])).toEqual([
    ['is', 'one'],
    ['is-one-of', 'many'],
  ]);
  expect(named(facts, 'member.attribute')).toMatchObject({
    nullable: true,
    parameter: { en: 'Name of the attribute' },
    operators: expect.arrayContaining([expect.objectContaining({ name: 'known', takes: 'nothing' })]),
  });
  expect(named(facts, 'purchase.location')).toMatchObject({ source: 'location', choices: null });
});

it('the catalogue of facts lists the facts of a context', async () => {
  expect((await list('?for=line')).map(({ name }) => name)).toEqual(factsIn('line'));
  const ofMembers = await list('?for=member');
  expect(ofMembers.every(({ scope }) => scope === 'member')).toBe(true);
  const { body } = await api.http
    .get('/api/v1/condition-facts?for=weather')
    .set('authorization', `Bearer ${key}`)
    .expect(400);
  expect(body.errors[0].pointer).toBe('/query/for');
});

it('an earning rule accepts facts of a line, and refuses facts of a member with a pointer', async () => {
  const rule = (where: object) =>
    api.http
      .post('/api/v1/earning-rules')
      .set('authorization', `Bearer ${key}`)
      .send({ name: 'Double', effect: { kind: 'multiplier', times: 2, where } });
  const dear = { fact: 'line.amount', op: 'at-least', value: { amount: 500, currency: 'EUR' } };
  const { body } = await rule({ all: [dear, { fact: 'line.brand', op: 'is', value: ' Dawn ' }] }).expect(201);
  expect(body.effect.where).toEqual({ all: [dear, { fact: 'line.brand', op: 'is', value: 'Dawn' }] });
  for (const [where, pointer, message] of [
    [{ not: { fact: 'member.age', op: 'at-least', value: 18 } }, '/effect/where/not/fact', 'not-here'],
    [{ lines: 'any', where: dear }, '/effect/where/lines', 'not-here'],
    [{ ...dear, value: 500 }, '/effect/where/value', 'wrong-value'],
  ] as const)
    expect((await rule(where).expect(400)).body).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer, message }],
    });
});

it('a condition of a newer version is shown unchanged, and cannot be published', async () => {
  const bearer = { authorization: `Bearer ${key}` };
  const where = { fact: 'line.brand', op: 'is', value: 'Dawn' };
  const { body: rule } = await api.http
    .post('/api/v1/earning-rules')
    .set(bearer)
    .send({ name: 'Double', effect: { kind: 'multiplier', times: 2, where } })
    .expect(201);
  const newer = { not: { fact: 'line.colour', op: 'is-like', value: { red: 7 } } };
  await rowsOf(
    api,
    `update earning_rule_versions set content = jsonb_set(content, '{effect,where}', $2) where rule_id = $1`,
    [rule.id, JSON.stringify(newer)],
  );
  const { body: shown } = await api.http.get(`/api/v1/earning-rules/${rule.id}`).set(bearer).expect(200);
  expect(shown.effect.where).toEqual(newer);
  const { body: refused } = await api.http
    .post(`/api/v1/earning-rules/${rule.id}/publish`)
    .set(bearer)
    .expect(422);
  expect(refused).toMatchObject({
    code: 'rule-not-publishable',
    errors: [{ pointer: '/effect/where/not/fact', message: 'unknown-fact' }],
  });
});
