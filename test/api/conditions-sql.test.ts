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
import { schemaOfConditions } from '../../apps/api/src/schema-of-conditions.ts';
import { Chance } from '../support/conditions/chance.ts';
import { Generator } from '../support/conditions/generator.ts';
import { makeWorld, now, reportingCurrency, today, zone } from '../support/conditions/world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

type About = 'line' | 'purchase' | 'member';
interface Thing {
  readonly id: string;
  readonly subject: Subject;
}

const seed = 20261126;
const rows: Record<About, string> = {
  line: "select line.purchase_id || ' ' || line.line as id from purchase_lines line",
  purchase: 'select purchase.id from purchases purchase',
  member: 'select member.id from members member',
};
const ids: Record<About, string> = {
  line: "line.purchase_id || ' ' || line.line",
  purchase: 'purchase.id::text',
  member: 'member.id::text',
};
const moment = { now, today, zone, reportingCurrency };

let database: TestDatabase;
let db: pg.Client;
let things: Record<About, readonly Thing[]>;
let generator: Generator;

beforeAll(async () => {
  database = await createTestDatabase();
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
  const world = await makeWorld(db, seed);
  things = {
    member: world.members.map(({ id, snapshot }) => ({ id, subject: memberSubject(snapshot, now, zone) })),
    purchase: world.purchases.map(({ id, purchase }) => ({
      id,
      subject: { ...purchaseSubject(purchase, zone), moment: { now, today } },
    })),
    line: world.purchases.flatMap(({ id, purchase, numbers }) =>
      purchase.lines.map((line, index) => ({
        id: `${id} ${numbers[index] ?? ''}`,
        subject: lineSubject(line, purchase.currency),
      })),
    ),
  };
  generator = new Generator(new Chance(seed), {
    line: subjectsOf('line'),
    purchase: subjectsOf('purchase'),
    member: subjectsOf('member'),
  });
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

const subjectsOf = (about: About): Subject[] => things[about].map(({ subject }) => subject);

const inMemory = (about: About, condition: Condition): string[] =>
  things[about]
    .filter(({ subject }) => holds(condition, subject))
    .map(({ id }) => id)
    .sort();

const inSql = async (about: About, condition: Condition): Promise<string[]> => {
  const { text, values } = toSql(
    condition,
    { context: about, row: about, first: 2 },
    schemaOfConditions,
    moment,
  );
  const all = things[about].map(({ id }) => id);
  const found = await db.query<{ id: string }>(`${rows[about]} where ${ids[about]} = any($1) and ${text}`, [
    all,
    ...values,
  ]);
  return found.rows.map(({ id }) => id).sort();
};

/** Of the conditions, the share that holds for some and not for all. */
const agree = async (about: About, conditions: readonly Condition[]): Promise<number> => {
  let telling = 0;
  for (const condition of conditions) {
    expect(checkCondition(condition, about), JSON.stringify(condition)).toEqual([]);
    const [memory, sql] = [inMemory(about, condition), await inSql(about, condition)];
    expect(sql, JSON.stringify(condition)).toEqual(memory);
    if (memory.length > 0 && memory.length < things[about].length) telling += 1;
  }
  return telling / conditions.length;
};

describe('memory and SQL agree on', () => {
  it('every fact, every operator and every form, and what is built of them', async () => {
    for (const about of ['line', 'purchase', 'member'] as const) {
      const single = factsIn(about).flatMap((fact) =>
        Array.from({ length: 6 * operatorsOf(facts[fact]).length }, () => generator.comparison(about, fact)),
      );
      const trees = Array.from({ length: 250 }, () => generator.condition(about, 3));
      expect(await agree(about, single), `single comparisons of a ${about}`).toBeGreaterThan(0.3);
      expect(await agree(about, trees), `trees of a ${about}`).toBeGreaterThan(0.3);
    }
    expect(Generator.everything().filter((form) => !generator.used.has(form))).toEqual([]);
  });

  it('edges that chance may miss', async () => {
    const edges: Condition[] = [
      { not: { fact: 'member.birthday', op: 'before', value: '2000-01-01' } },
      { not: { not: { fact: 'member.tier', op: 'known' } } },
      { fact: 'member.birthday', op: 'anniversary-within-days', value: 1 },
      { fact: 'member.birthday', op: 'anniversary-within-days', value: 126 },
      { fact: 'member.age', op: 'is', value: 18 },
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

it('values are parameters, never a part of the text', () => {
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
