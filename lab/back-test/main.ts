import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { RegularsClient } from '@regulars/client';
import {
  createEarningRule,
  getBackTest,
  getImport,
  publishEarningRule,
  simulateEarningRule,
  type BackTest,
  type Import,
  type SentBodyOf,
  type RuleContent,
} from '@regulars/contracts';
import type { Condition } from '@regulars/conditions';
import { openShop, type Shop } from '../../test/faults/shop.ts';
import { System } from '../../test/faults/system.ts';

const members = 500;
const days = 1;
const longestSeconds = 20;

/**
 * `[--purchases 50000] [--rules 20]`: how long a back-test of a rule takes in a club with so many purchases of two
 * lines and so many live rules, and how long one of a rule that asks for the balance. Resolves to the exit code: 0 if
 * each took no longer than 20 seconds.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: { purchases: { type: 'string', default: '50000' }, rules: { type: 'string', default: '20' } },
  });
  const [purchases, rules] = [Number(values.purchases), Number(values.rules)];
  const dataDir = mkdtempSync(join(tmpdir(), 'regulars-back-test-'));
  chmodSync(dataDir, 0o755);
  const system = await System.on(dataDir);
  try {
    await system.start();
    const shop = await openShop(system.url, system.databaseUrl(), members);
    const api = new RegularsClient({ baseUrl: `${system.url}/api/v1`, apiKey: shop.key });
    for (let number = 1; number < rules; number += 1) {
      const { id } = await api.call(createEarningRule, { body: ruleOf(number) });
      await api.call(publishEarningRule, { params: { id } });
    }
    // A rule is live from its publication, so the purchases come after it.
    await sell(api, `${system.url}/api/v1/imports`, shop, purchases);
    const plain = ruleOf(rules);
    const balance: Condition = { fact: 'member.points', op: 'at-least', value: 100 };
    const drafts = {
      'a rule about goods': plain,
      'a rule that asks for the balance': { ...plain, when: { all: [balance, ...plain.when.all] } },
    };
    console.log(`Back-tests of ${purchases} purchases with ${rules} live rules:`);
    let fast = true;
    for (const [name, draft] of Object.entries(drafts)) {
      const seconds = await measure(api, name, draft);
      fast &&= seconds <= longestSeconds;
    }
    return fast ? 0 : 1;
  } finally {
    await system.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

type Draft = SentBodyOf<typeof simulateEarningRule>['rule'];

/** Seconds; infinite if it did not end well. */
const measure = async (api: RegularsClient, name: string, rule: Draft): Promise<number> => {
  const began = performance.now();
  const started = await api.call(simulateEarningRule, { body: { rule, days } });
  if (!('progress' in started)) throw new Error('It is a trial of one receipt.');
  let test: BackTest = started;
  while (test.state === 'waiting' || test.state === 'running') {
    await pause(50);
    test = await api.call(getBackTest, { params: { id: started.id } });
  }
  const seconds = (performance.now() - began) / 1000;
  const { state, result } = test;
  const points = `live ${result?.live.points ?? '?'} points, with the draft ${result?.draft.points ?? '?'}`;
  console.log(`- ${name}: ${state}, ${seconds.toFixed(1)} s, ${points}.`);
  return state === 'done' ? seconds : Number.POSITIVE_INFINITY;
};

/** Imports purchases, a millisecond after each other, spread over all members and categories. */
const sell = async (
  api: RegularsClient,
  url: string,
  { key, location }: Shop,
  count: number,
): Promise<void> => {
  const end = Date.now();
  const lines = Array.from({ length: count * 2 }, (_, line) => {
    const number = line >> 1;
    const category = categories[line % categories.length];
    const at = new Date(end - count + number).toISOString();
    return `B${number},${location},${at},m-${number % members},${1 + (number % 40)}.50,${category}`;
  });
  const columns = {
    receipt: 'bon',
    location: 'shop',
    purchasedAt: 'at',
    externalId: 'id',
    amount: 'sum',
    category: 'category',
  };
  const settings = { kind: 'purchases' as const, mapping: { columns } };
  const form = new FormData();
  form.set('settings', JSON.stringify(settings));
  form.set('file', new Blob([['bon,shop,at,id,sum,category', ...lines].join('\n')]), 'purchases.csv');
  const reply = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'idempotency-key': randomUUID() },
    body: form,
  });
  let running = (await reply.json()) as Import;
  while (running.state === 'waiting' || running.state === 'running') {
    await pause(500);
    running = await api.call(getImport, { params: { id: running.id } });
  }
  if (running.counts.created !== count) throw new Error(`The import went wrong: ${JSON.stringify(running)}`);
};

const categories = ['coffee', 'tea', 'bread', 'cake', 'milk'] as const;

/** Rules of three kinds in turns, each about one category and with a condition on the purchase. */
const ruleOf = (number: number) => {
  const category = categories[number % categories.length] ?? 'coffee';
  const where: Condition = { fact: 'line.category', op: 'is', value: category };
  const effects: readonly RuleContent['effect'][] = [
    { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1 + (number % 3), per: 100 }], where },
    { kind: 'multiplier', times: 2, where },
    { kind: 'fixed-points', points: 5, minimums: [] },
  ];
  return {
    name: { en: `Rule ${number}` },
    effect: effects[number % effects.length] ?? { kind: 'fixed-points', points: 5, minimums: [] },
    when: {
      all: [
        { lines: 'any', where },
        { not: { fact: 'moment.weekday', op: 'is', value: 'sunday' } },
      ] satisfies Condition[],
    },
  };
};
