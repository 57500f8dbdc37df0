import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bookChecks } from '../../apps/api/src/features/points/books.ts';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { receiptCheck } from '../../apps/api/src/features/purchases/receipt-check.ts';
import { factsCheck } from '../../tools/club/facts-check.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { isWithoutPersons } from '../support/columns-without-persons.ts';
import { LogLines } from '../support/log-lines.ts';
import { makeKey } from '../support/makers.ts';
import { CanaryHistory, retentionKeys, type CanaryMember } from '../support/canary-member.ts';
import { columnsWith, dataDirOf, filesWith, wordColumns } from '../support/personal-search.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const log = new LogLines();
let api: TestApp;
let key: string;
let life: CanaryHistory;
let member: CanaryMember;
beforeAll(async () => {
  api = await startApp(undefined, { LOG_LEVEL: 'trace', RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
  life = new CanaryHistory(api, key);
});
afterAll(() => api.close());

/** Sums of points and purchases, the overview, and what the checker of the books says. */
const figures = async () => {
  const faults = [];
  for (const { what, faults: text } of [...bookChecks, receiptCheck, factsCheck])
    faults.push({ what, faults: await rowsOf(api, text) });
  return {
    faults,
    overview: (await send(api, 'get', '/overview?days=90', { key }).expect(200)).body,
    journal: await rowsOf(
      api,
      'select currency, from_account, to_account, sum(amount) as sum from journal group by 1, 2, 3 order by 1, 2, 3',
    ),
    wallets: await rowsOf(
      api,
      'select sum(available) + sum(held) as sum, sum(status) as status from wallets',
    ),
    purchases: await rowsOf(
      api,
      'select count(*), sum(gross) as gross, sum(earned) as earned from purchases',
    ),
    members: await rowsOf(api, 'select status, count(*) from members group by 1 order by 1'),
  };
};

/** What was where before the erasure and after it. The tests only read, so their order does not matter. */
interface Found {
  readonly columns: string[];
  readonly files: string[];
  readonly figures: Awaited<ReturnType<typeof figures>>;
}
const look = async (): Promise<Found> => ({
  columns: await columnsWith(api, member.needles),
  files: await filesWith(dataDirOf(api), member.needles),
  figures: await figures(),
});

describe('a former member with data in every table', () => {
  let before: Found;
  let after: Found;
  const erased: number[] = [];

  beforeAll(async () => {
    member = await life.live();
    await life.close();
    const queued = `select count(*) as n from mails where state = 'queued'`;
    await vi.waitFor(async () => expect(await rowsOf(api, queued)).toEqual([{ n: 0 }]), { timeout: 20_000 });
    const eraseDue = async () => erased.push(await api.app.get(EraseMembersJob).eraseDue());
    api.clock.advance({ days: 29 });
    await eraseDue();
    api.clock.advance({ days: 1 });
    before = await look();
    await eraseDue();
    await eraseDue();
    after = await look();
  });

  it('has data in every column that can hold a member’s words', async () => {
    const words = (await wordColumns(api)).map(({ table, column }) => `${table}.${column}`);
    // Either this test writes a member's words into a column, or `isWithoutPersons` says why the column cannot hold any.
    const unknown = words.filter((name) => !before.columns.includes(name) && !isWithoutPersons(name));
    expect(unknown).toEqual([]);
    expect(before.columns.length).toBeGreaterThan(30);
    expect(before.files).not.toEqual([]);
  });

  it('is erased once, on the day it is due', () => {
    expect(erased).toEqual([0, 1, 0]);
  });

  it('cannot be found after the erasure, and no sum has changed', () => {
    expect(before.figures.faults.flatMap(({ faults }) => faults)).toEqual([]);
    expect(after).toEqual({ columns: [], files: [], figures: before.figures });
  });

  it('appears in no log', () => {
    const text = log.text.toLowerCase();
    expect(member.needles.filter((needle) => text.includes(needle))).toEqual([]);
    expect(log.text).not.toBe('');
  });

  it('remains only in encrypted records that the law requires, each until its end date', async () => {
    const { body } = await send(api, 'get', `/members/${member.id}/erasure`, { key }).expect(200);
    expect(body).toMatchObject({
      state: 'erased',
      retained: [
        // The club is in Vienna: five years from the last statement, seven from the end of the year.
        { kind: 'consent-proof', keptUntil: expect.stringMatching(/^2031-11-22/) },
        { kind: 'bookkeeping', keptUntil: '2033-12-31T23:00:00.000Z' },
      ],
    });
    const rows = await rowsOf<{ content: Buffer }>(api, 'select content from retained_records');
    expect(rows).toHaveLength(2);
    for (const { content } of rows)
      expect(
        member.needles.filter((needle) => content.toString('latin1').toLowerCase().includes(needle)),
      ).toEqual([]);
  });

  it('is on the list that survives a restored backup', async () => {
    const path = join(dataDirOf(api), 'erasures.jsonl');
    expect(
      (await readFile(path, 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual([{ member: member.id, at: expect.any(String) }]);
  });

  it('has an audit entry of the erasure by the system', async () => {
    const { body } = await send(api, 'get', `/audit-entries?action=member.erased&subject=${member.id}`, {
      key,
    });
    expect(body.data).toMatchObject([{ actor: { kind: 'system' }, member: { id: member.id, name: null } }]);
  });
});
