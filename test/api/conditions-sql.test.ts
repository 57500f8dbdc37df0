import {
  checkCondition,
  facts,
  factsIn,
  holds,
  operatorsOf,
  toSql,
  type Condition,
  type Subject,
} from '@regulars/conditions';
import { lineSubject, memberSubject, purchaseSubject } from '@regulars/loyalty';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SettleWalletsJob } from '../../apps/api/src/features/points/index.ts';
import { schemaOfConditions } from '../../apps/api/src/schema-of-conditions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { SeededRandom } from '../support/conditions/seeded-random.ts';
import { Generator } from '../support/conditions/generator.ts';
import {
  makeRandomClub,
  now,
  reportingCurrency,
  today,
  zone,
  type MadeMember,
} from '../support/conditions/random-club.ts';
import { storeDealings } from '../support/conditions/random-dealings.ts';
import { factDifferences, rebuildFacts } from '../support/facts.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { changeClub } from '../support/makers/purchases.ts';

type About = 'line' | 'purchase' | 'member';
interface Thing {
  readonly id: string;
  readonly subject: Subject;
}

const seed = 20261126;
const tables: Record<About, string> = {
  line: 'purchase_lines line',
  purchase: 'purchases purchase',
  member: 'members member',
};
const ids: Record<About, string> = {
  line: "line.purchase_id || ' ' || line.line",
  purchase: 'purchase.id::text',
  member: 'member.id::text',
};
const moment = { now, today, zone, reportingCurrency };

let api: TestApp;
let db: pg.Client;
let regular: MadeMember;
let things: Record<About, readonly Thing[]>;
let generator: Generator;

beforeAll(async () => {
  api = await startApp(new Date(now).toISOString());
  await changeClub(api, { timeZone: zone, reportingCurrency });
  db = new pg.Client({ connectionString: api.databaseUrl });
  await db.connect();
  const club = await makeRandomClub(db, seed);
  await rebuildFacts(api);
  expect(await factDifferences(api)).toEqual([]);
  await storeDealings(db, [...club.members, club.regular]);
  regular = club.regular;
  things = {
    member: club.members.map(({ id, snapshot }) => ({ id, subject: memberSubject(snapshot, now, zone) })),
    purchase: club.purchases.map(({ kept }) => ({
      id: kept.id,
      subject: { ...purchaseSubject(kept, zone), moment: { now, today } },
    })),
    line: club.purchases.flatMap(({ kept, numbers }) =>
      kept.lines.map((line, index) => ({
        id: `${kept.id} ${numbers[index] ?? ''}`,
        subject: lineSubject(line, kept.currency),
      })),
    ),
  };
  generator = new Generator(new SeededRandom(seed), {
    line: subjectsOf('line'),
    purchase: subjectsOf('purchase'),
    member: subjectsOf('member'),
  });
});
afterAll(async () => {
  await db.end();
  await api.close();
});

const subjectsOf = (about: About): Subject[] => things[about].map(({ subject }) => subject);

const inMemory = (about: About, condition: Condition): string[] =>
  things[about]
    .filter(({ subject }) => holds(condition, subject))
    .map(({ id }) => id)
    .sort();

/** Those of these that meet the condition. What is asked about everyone must have the same answers as what is asked one by one. */
const inSql = async (
  about: About,
  condition: Condition,
  among: readonly string[],
  everyone = false,
): Promise<string[]> => {
  const { joins, text, values } = toSql(
    condition,
    { context: about, row: about, first: 2, everyone },
    schemaOfConditions,
    moment,
  );
  const found = await db.query<{ id: string }>(
    `select ${ids[about]} as id from ${tables[about]} ${joins} where ${ids[about]} = any($1) and ${text}`,
    [among, ...values],
  );
  return found.rows.map(({ id }) => id).sort();
};

/** The share of conditions that are true for some members and false for others. */
const agree = async (about: About, conditions: readonly Condition[]): Promise<number> => {
  let telling = 0;
  for (const [place, condition] of conditions.entries()) {
    expect(checkCondition(condition, about), JSON.stringify(condition)).toEqual([]);
    const all = things[about].map(({ id }) => id);
    const [memory, sql] = [inMemory(about, condition), await inSql(about, condition, all)];
    expect(sql, JSON.stringify(condition)).toEqual(memory);
    // Every other one, because each takes a plan of its own.
    if (place % 2 === 0 && /"happened"|"purchases"/u.test(JSON.stringify(condition)))
      expect(await inSql(about, condition, all, true), `everyone: ${JSON.stringify(condition)}`).toEqual(
        memory,
      );
    if (memory.length > 0 && memory.length < things[about].length) telling += 1;
  }
  return telling / conditions.length;
};

describe('memory and SQL agree', () => {
  it('on every fact, operator and form, and on combinations of them', async () => {
    for (const about of ['line', 'purchase', 'member'] as const) {
      const single: Condition[] = factsIn(about).flatMap((fact) =>
        Array.from({ length: 6 * operatorsOf(facts[fact]).length }, () => generator.comparison(about, fact)),
      );
      const trees = Array.from({ length: 250 }, () => generator.condition(about, 3));
      if (about === 'member') single.push(...Array.from({ length: 40 }, () => generator.happened()));
      expect(await agree(about, single), `single comparisons of a ${about}`).toBeGreaterThan(0.3);
      expect(await agree(about, trees), `trees of a ${about}`).toBeGreaterThan(0.3);
    }
    expect(Generator.everything().filter((form) => !generator.used.has(form))).toEqual([]);
  });

  it('on edge cases that random tests may miss', async () => {
    const edges: Condition[] = [
      { not: { fact: 'member.birthday', op: 'before', value: '2000-01-01' } },
      { not: { not: { fact: 'member.tier', op: 'known' } } },
      { fact: 'member.birthday', op: 'anniversary-within-days', value: 1 },
      { fact: 'member.birthday', op: 'anniversary-within-days', value: 126 },
      { not: { fact: 'member.birthday', op: 'after', value: '0001-01-01' } },
      { fact: 'member.birthday', op: 'not-in-the-last-days', value: 1 },
      { fact: 'member.age', op: 'is', value: 18 },
      { not: { fact: 'member.age', op: 'known' } },
      { fact: 'member.spend', op: 'at-least', value: { amount: 0, currency: 'CZK' } },
      { fact: 'member.number-attribute', key: 'shoe', op: 'is', value: 0.3 },
      { fact: 'member.attribute', key: 'size', op: 'is', value: 'true' },
      { fact: 'member.attribute', key: "size' or true --", op: 'known' },
      { fact: 'member.attribute', key: 'size', op: 'is', value: "L' or true --" },
      { purchases: 'count', days: 1, op: 'at-least', value: 1 },
      { purchases: 'sum', days: null, op: 'is', value: { amount: 0, currency: 'CZK' } },
    ];
    await agree('member', edges);
    const lateOn = (value: string): Condition => ({
      all: [
        { fact: 'moment.date', op: 'on', value },
        { fact: 'moment.time', op: 'between', value: { from: '23:59', to: '00:00' } },
      ],
    });
    await agree('purchase', ['2026-10-25', '2026-03-29', '2026-10-26'].map(lateOn));
    expect(inMemory('purchase', lateOn('2026-10-25')).length).toBeGreaterThan(0);
  });
});

it('on a regular customer with hundreds of purchases, counting all of them', async () => {
  const subject = memberSubject(regular.snapshot, now, zone);
  const { purchases = [] } = subject;
  expect(purchases.length).toBeGreaterThan(700);
  const books: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'books' } };
  const withBooks = purchases.filter((purchase) => holds(books, purchase)).length;
  const untilNow = purchases.filter(({ purchasedAt }) => purchasedAt <= now).length;
  const paid = regular.snapshot.purchases
    .filter(({ currency }) => currency === 'CZK')
    .flatMap(({ lines }) => lines)
    .reduce((sum, { gross }) => sum + gross, 0);
  const figures: Condition[] = [
    { purchases: 'count', days: null, op: 'is', value: purchases.length },
    { purchases: 'count', days: 3660, op: 'is', value: untilNow },
    { purchases: 'count', days: null, where: books, op: 'is', value: withBooks },
    { purchases: 'count', days: null, where: { not: books }, op: 'is', value: purchases.length - withBooks },
    { purchases: 'sum', days: null, op: 'is', value: { amount: paid, currency: 'CZK' } },
  ];
  for (const condition of figures) {
    expect(holds(condition, subject), JSON.stringify(condition)).toBe(true);
    expect(await inSql('member', condition, [regular.id]), JSON.stringify(condition)).toEqual([regular.id]);
  }
});

it('on points as booked, once the job has settled what is due', async () => {
  const { id } = await makeMember(api);
  const expiresAt = new Date(now + 3_600_000).toISOString();
  await makeAwards(api, id, [
    { points: 70, expiresAt },
    { points: 30, expiresAt: null },
  ]);
  const has = async (value: number): Promise<boolean> =>
    (await inSql('member', { fact: 'member.points', op: 'is', value }, [id])).length === 1;
  await expect.poll(() => has(100), { timeout: 10_000 }).toBe(true);
  api.clock.advance({ hours: 2 });
  expect([await has(100), await has(30)]).toEqual([true, false]);
  await api.app.get(SettleWalletsJob).settleDue();
  await expect.poll(() => has(30), { timeout: 10_000 }).toBe(true);
  expect(await has(100)).toBe(false);
});

it('values are parameters, never a part of the SQL text', () => {
  const evil = "'; drop table members; --";
  const condition: Condition = {
    any: [
      { fact: 'member.attribute', key: evil, op: 'is', value: evil },
      { fact: 'member.tier', op: 'is-one-of', value: [evil] },
      { purchases: 'sum', days: 7, op: 'at-least', value: { amount: 1, currency: evil } },
    ],
  };
  const { text, values } = toSql(condition, { context: 'member', row: 'm' }, schemaOfConditions, moment);
  expect(text).not.toContain('drop');
  expect(values.flat()).toContain(evil);
  const asked = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
  expect(new Set(asked)).toEqual(new Set(values.map((_, index) => index + 1)));
});

it('the facts of a member are joined once, and only if the condition needs them', () => {
  const joinsOf = (condition: Condition): string =>
    toSql(condition, { context: 'member', row: 'm' }, schemaOfConditions, moment).joins;
  const spend: Condition = { fact: 'member.spend', op: 'at-least', value: { amount: 1, currency: 'EUR' } };
  const many: Condition = { all: [spend, { fact: 'member.visits', op: 'at-least', value: 1 }] };
  expect(joinsOf(many).match(/join/g)).toHaveLength(1);
  expect(joinsOf({ fact: 'member.language', op: 'is', value: 'de' })).toBe('');
});
