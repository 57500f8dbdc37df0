import { ApiProblem } from '@regulars/client';
import type { Condition } from '@regulars/conditions';
import {
  createEarningRule,
  createProduct,
  getEarningRule,
  simulateEarningRule,
  type Location,
  type SentBodyOf,
} from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, makeTier, perMoney, Till, timesOn } from '../support/makers/purchases.ts';
import { digest, settledDigest } from '../support/database-digest.ts';

let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;
let memberId: string;
let ruleId: string;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api);
  await makeTier(api);
  ruleId = (await makeRule(api)).id;
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
  memberId = (await makeMember(api)).id;
});
afterAll(() => api.close());

type Body = SentBodyOf<typeof simulateEarningRule>;
const simulate = async (body: Body) => {
  const reply = await api.client({ apiKey: key }).call(simulateEarningRule, { body });
  if (!('difference' in reply)) throw new Error('It is no trial of one receipt');
  return reply;
};

it('a trial compares a draft with its saved version and the live rules, and writes nothing', async () => {
  const { id: purchaseId } = await till.sell(memberId, {
    lines: [
      { category: 'coffee', amount: 2000 },
      { category: 'tea', amount: 1000 },
    ],
  });
  const before = await settledDigest(api);
  const replaced = await simulate({
    rule: { id: ruleId, name: { en: 'Triple' }, effect: perMoney(3, 100) },
    purchaseId,
  });
  expect(replaced).toMatchObject({
    live: { points: 30, explanation: [{ title: '1 point per euro', points: 30 }] },
    draft: { points: 90, explanation: [{ title: 'Triple', points: 90, rule: { id: ruleId } }] },
    difference: { points: 60, status: 60 },
  });
  const added = await simulate({
    // It begins later; the question is what it would have given.
    rule: { name: { en: 'Coffee' }, effect: timesOn('coffee', 2), validFrom: '2030-01-01T00:00:00Z' },
    purchaseId,
  });
  expect(added).toMatchObject({
    draft: { points: 50, explanation: [{ points: 30 }, { title: 'Coffee', points: 20 }] },
    difference: { points: 20 },
  });
  expect(await digest(api)).toEqual(before);
});

it('a receipt is tried as well as a purchase', async () => {
  const receipt = {
    location: vienna.code,
    purchasedAt: new Date(api.clock.now()).toISOString(),
    member: { id: memberId },
    currency: 'EUR',
    lines: [{ amount: 1000 }],
  };
  const rule = { name: { en: 'Double' }, effect: perMoney(1, 100) };
  expect(await simulate({ rule, receipt })).toMatchObject({
    live: { points: 10 },
    draft: { points: 20 },
    difference: { points: 10 },
  });
});

it('each rule has a verdict on both sides, with the parts of its condition that did not hold', async () => {
  const goods = (category: string): Condition => ({
    lines: 'any',
    where: { fact: 'line.category', op: 'is', value: category },
  });
  const minor = { fact: 'member.age', op: 'at-most', value: 17 } as const;
  const { id: saved } = await makeRule(api, {
    name: { en: 'Never' },
    effect: timesOn('coffee', 2),
    when: { all: [goods('coffee'), goods('wine')] },
  });
  const tea = await makeRule(api, { name: { en: 'Tea' }, effect: timesOn('tea', 2) });
  const berlin = await makeLocation(api);
  const there = await makeRule(api, {
    name: { en: 'There' },
    effect: perMoney(1, 100),
    locations: [berlin.id],
  });
  const { id: purchaseId } = await till.sell(memberId, { lines: [{ category: 'coffee', amount: 2000 }] });
  const rule = { id: saved, name: { en: 'Young' }, effect: timesOn('coffee', 2), when: minor };
  const tried = await simulate({ rule, purchaseId });
  const verdicts = (unmet: typeof tried.live.unmet): unknown =>
    unmet.map(({ rule: { id, version, name }, why, reason }) => [id, version, name, why, reason]);
  const others = [
    [tea.id, 1, 'Tea', 'other-goods', 'Nothing in this purchase counts for the rule'],
    [there.id, 1, 'There', 'elsewhere', 'The rule is for other locations'],
  ];
  expect(verdicts(tried.live.unmet)).toEqual([
    [saved, 1, 'Never', 'not-met', 'The condition was not met: the purchase contains goods of category wine'],
    ...others,
  ]);
  expect(verdicts(tried.draft.unmet)).toEqual([
    [saved, 0, 'Young', 'not-met', 'The condition was not met: a detail about the member'],
    ...others,
  ]);
  const elsewhere = await simulate({
    rule: { ...rule, when: undefined, locations: [berlin.id] },
    purchaseId,
  });
  expect(verdicts(elsewhere.draft.unmet)).toEqual([
    ...others,
    [saved, 0, 'Young', 'elsewhere', 'The rule is for other locations'],
  ]);
  expect(elsewhere.difference).toEqual({ points: 0, status: 0 });
});

it('an unsound draft is refused with its place, and so is anything but one receipt', async () => {
  const { id: purchaseId } = await till.sell(memberId, 1000);
  const problem = async (body: Body) =>
    simulate(body).then(
      () => null,
      (error: unknown) => (error instanceof ApiProblem ? error.problem : error),
    );
  const rule = { name: { en: 'Late' }, effect: perMoney(1, 100) };
  const contradictory = { ...rule, validFrom: '2027-01-02T00:00:00Z', validUntil: '2027-01-01T00:00:00Z' };
  expect(await problem({ rule: contradictory, purchaseId })).toMatchObject({
    code: 'invalid-request',
    errors: [{ pointer: '/rule/validUntil' }],
  });
  const event = { kind: 'custom-event', type: 'run', points: 10, perField: null } as const;
  expect(await problem({ rule: { ...rule, effect: event }, purchaseId })).toMatchObject({
    code: 'rule-not-about-purchases',
    errors: [{ pointer: '/rule/effect/kind' }],
  });
  expect(await problem({ rule })).toMatchObject({ code: 'invalid-request' });
  expect(await problem({ rule, purchaseId: memberId })).toMatchObject({ code: 'not-found' });
});

it('a rule on a value that no product has is saved with a warning, and so is its trial', async () => {
  const client = api.client({ apiKey: key });
  const product = { sku: 'MUG-1', name: 'Mug', category: 'cups', brand: 'Morgenrot' };
  await client.call(createProduct, { body: product });
  const where: Condition = {
    any: [
      { fact: 'line.category', op: 'is-one-of', value: ['cups', 'cusp'] },
      { fact: 'line.brand', op: 'is', value: 'Morgenrot' },
      { fact: 'line.sku', op: 'is', value: 'MUG-2' },
    ],
  };
  const when: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'cusp' } };
  const rule = { name: { en: 'Cups' }, effect: { kind: 'multiplier' as const, times: 2, where }, when };
  const warnings = [
    { code: 'no-product', pointer: '/effect/where/any/0/value', fact: 'line.category', values: ['cusp'] },
    { code: 'no-product', pointer: '/effect/where/any/2/value', fact: 'line.sku', values: ['MUG-2'] },
    { code: 'no-product', pointer: '/when/where/value', fact: 'line.category', values: ['cusp'] },
  ];
  const saved = await client.call(createEarningRule, { body: rule });
  expect(saved.warnings).toEqual(warnings);
  const { id: purchaseId } = await till.sell(memberId);
  expect((await simulate({ rule, purchaseId })).warnings).toEqual(
    warnings.map((warning) => ({ ...warning, pointer: `/rule${warning.pointer}` })),
  );
  await client.call(createProduct, { body: { ...product, sku: 'MUG-2', category: 'cusp' } });
  expect((await client.call(getEarningRule, { params: { id: saved.id } })).warnings).toEqual([]);
});
