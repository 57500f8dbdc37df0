import type {
  MemberScores,
  OwnScoreExample,
  OwnScoreFigures,
  OwnScorePart,
  ScoredMember,
  ScoreRun,
  ScoreRunDetail,
  ScoreSettings,
  ScoreSettingsVersion,
} from '@regulars/contracts';
import {
  cutsOf,
  groupOf,
  ownScore,
  ranked,
  rfmScores,
  tenthOf,
  usualGroups,
  usualShares,
  type BuyerValues,
  type Ranked,
} from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { ComputeScoresJob } from '../../apps/api/src/features/scores/index.ts';
import { ScoreRuns } from '../../apps/api/src/features/scores/score-runs.ts';
import { ScoreRunsRepository } from '../../apps/api/src/features/scores/score-runs.repository.ts';
import { Scoring } from '../../apps/api/src/features/scores/scoring.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { offer, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

type Buyer = BuyerValues & { readonly id: string };

const dayMs = 86_400_000;
let api: TestApp;
let key: string;
let tooFew: ScoreRunDetail;
/** What the purchases below leave of each member, worked out here. */
const buyers = new Map<string, Buyer>();
const silent = new Set<string>();
/** Works here and buys a lot. */
let clerk = '';

const get = async <Reply>(path: string): Promise<Reply> =>
  (await send(api, 'get', path, { key }).expect(200)).body;
const compute = (): Promise<void> => api.app.get(ComputeScoresJob).run(null);
const current = async (): Promise<ScoreRunDetail> => {
  const { data } = await get<{ data: ScoreRun[] }>('/score-runs');
  return get<ScoreRunDetail>(`/score-runs/${data.find((run) => run.current)?.id ?? ''}`);
};
const listed = async (query = ''): Promise<ScoredMember[]> =>
  (await get<{ data: ScoredMember[] }>(`/member-scores?limit=200${query}`)).data;
const counted = async (condition: object): Promise<number> =>
  (await send(api, 'post', '/segments/preview', { key, body: { condition } }).expect(200)).body.members;
const expected = (): Map<string, Ranked> => {
  const inOrder = [...buyers.values()].toSorted(
    (one, other) => other.value - one.value || (one.id < other.id ? -1 : 1),
  );
  const total = inOrder.reduce((sum, { value }) => sum + Math.max(value, 0), 0);
  return new Map(ranked(inOrder, { rank: 0, upTo: 0 }, total, usualShares).map((each) => [each.id, each]));
};
const cutsNow = () => {
  const all = [...buyers.values()];
  return {
    recency: cutsOf(all.map(({ days }) => days)),
    frequency: cutsOf(all.map(({ purchases }) => purchases)),
    monetary: cutsOf(all.map(({ value }) => value)),
  };
};

beforeAll(async () => {
  api = await startApp('2026-11-22T10:00:00+01:00');
  key = await makeKey(api);
  const { code } = await makeLocation(api);
  const till = new Till(api, key, code);
  const ids: string[] = [];
  for (let place = 0; place < 64; place += 1) {
    const granted = place % 3 !== 0;
    const { id } = await makeMember(api, { consents: [{ purpose: 'profiling', granted }] });
    if (!granted) silent.add(id);
    ids.push(id);
  }
  // Three buyers are too few to compare.
  const [ann = '', bob = '', cat = '', ...others] = ids;
  const beans = await till.sell(ann, { lines: [{ name: 'Beans', quantity: 3, amount: 3000 }] });
  const cup = await till.sell(bob, 1900);
  await till.sell(cat, 700);
  ({ id: clerk } = await makeMember(api, { consents: [{ purpose: 'profiling', granted: true }] }));
  await till.sell(clerk, 90_000);
  const left = { kind: 'staff', reason: 'works here' };
  await send(api, 'put', `/members/${clerk}/kind`, { key, body: left }).expect(200);
  await compute();
  tooFew = await current();
  // Ann brings back one of three, Bob everything.
  await till.takeBack(beans.id, [{ line: 0, quantity: 1 }]);
  await till.takeBack(cup.id, [{ line: 0, quantity: 1 }]);
  buyers.set(ann, { id: ann, days: 0, purchases: 1, value: 2000 });
  buyers.set(cat, { id: cat, days: 0, purchases: 1, value: 700 });
  // Many have the same values; some bought for nothing, and the last ones nothing at all.
  const sold = others.slice(0, -4).flatMap((id, place) => {
    const [times, ago, amount] = [
      1 + (place % 4),
      5 + 30 * (place % 7),
      place % 9 === 0 ? 0 : 500 * (1 + (place % 5)),
    ];
    buyers.set(id, { id, days: ago, purchases: times, value: times * amount });
    return Array.from({ length: times }, (_, time) =>
      offer(api, code, {
        member: { id },
        purchasedAt: new Date(api.clock.now() - (ago + time) * dayMs).toISOString(),
        lines: [{ name: 'Coffee', amount }],
      }),
    );
  });
  const results = await api.app.get(BulkPurchases).recordMany(sold, { origin: 'import' });
  expect(results.filter((result) => !('recorded' in result))).toEqual([]);
  await compute();
});
afterAll(() => api.close());

describe('a run', () => {
  it('says clearly that three buyers are too few', async () => {
    expect(tooFew).toMatchObject({ state: 'done', outcome: 'too-few', buyers: 3, cuts: null, cells: [] });
    expect(JSON.stringify(tooFew)).not.toContain('NaN');
  });

  it('scores each member who allows it as the functions do, and nobody else', async () => {
    const places = expected();
    const cuts = cutsNow();
    const scored = await listed();
    expect(scored.map(({ memberId }) => memberId).toSorted()).toEqual(
      [...buyers.keys()].filter((id) => !silent.has(id)).toSorted(),
    );
    for (const { memberId, days, purchases, value, rank, recency, frequency, monetary, ...rest } of scored) {
      const buyer = buyers.get(memberId);
      const place = places.get(memberId);
      expect({ id: memberId, days, purchases, value }).toEqual(buyer);
      expect({ rank, class: rest.class }).toEqual({ rank: place?.rank, class: place?.class });
      const scores = rfmScores({ days, purchases, value }, cuts);
      expect({ recency, frequency, monetary }).toEqual(scores);
      expect(rest.group.key).toBe(groupOf(usualGroups, scores)?.key);
    }
    expect(await rowsOf(api, 'select from score_values')).toEqual([]);
  });

  it('leaves out staff cards, and so do shares of segments', async () => {
    expect((await listed()).map(({ memberId }) => memberId)).not.toContain(clerk);
    expect(await get<MemberScores>(`/members/${clerk}/scores`)).toMatchObject({ reason: 'no-customer' });
    expect(await get(`/members/${clerk}/kind`)).toMatchObject({ kind: 'staff', reason: 'works here' });
    const { data } = await get<{ data: { id: string; kind: string }[] }>('/members?kind=staff');
    expect(data).toMatchObject([{ id: clerk, kind: 'staff' }]);
    const body = { condition: { fact: 'member.kind', op: 'is', value: 'staff' } };
    const { body: found } = await send(api, 'post', '/segments/preview', { key, body }).expect(200);
    expect(found).toMatchObject({ members: 1, of: 65, customers: 64, share: 0 });
    const unexplained = send(api, 'put', `/members/${clerk}/kind`, { key, body: { kind: 'test' } });
    await expectProblem(unexplained, 400, 'invalid-request', '/reason');
  });

  it('counts others only among twenty, and shows no cohort of fewer', async () => {
    const run = await current();
    const scored = await listed();
    expect(run).toMatchObject({ state: 'done', outcome: 'scored', buyers: buyers.size, tenths: null });
    const of = (wanted: 'A' | 'B' | 'C') => scored.filter((each) => each.class === wanted).length;
    const others = (wanted: 'A' | 'B' | 'C') =>
      [...expected().values()].filter(({ id, class: its }) => its === wanted && silent.has(id)).length;
    for (const { class: its, members } of run.classes)
      expect(members).toBe(of(its) + (others(its) >= 20 ? others(its) : 0));
    expect(run.cells.reduce((sum, { members }) => sum + members, 0)).toBe(scored.length);
    for (const { members, bought } of run.cohorts)
      for (const cell of [members, ...bought]) expect(cell === null || cell >= 20).toBe(true);
    const rows = await rowsOf<{ members: number }>(
      api,
      'select sum(members)::int as members from score_cohorts where later = 0 and run_id = (select id from score_runs where is_current)',
    );
    expect(rows).toEqual([{ members: buyers.size }]);
  });

  it('says why, and lists the members of a cell, a group and a class', async () => {
    const [best] = await listed();
    const { scores, reason } = await get<MemberScores>(`/members/${best?.memberId ?? ''}/scores`);
    expect(reason).toBeNull();
    expect(scores).toMatchObject({
      rank: best?.rank,
      class: 'A',
      buyers: buyers.size,
      shares: { a: 80, b: 15 },
    });
    const { recency = 1, frequency = 1, group } = best ?? {};
    const cell = await listed(`&recency=${recency}&frequency=${frequency}`);
    expect(cell.every((each) => each.recency === recency && each.frequency === frequency)).toBe(true);
    const all = await listed();
    expect(await listed(`&group=${group?.key ?? ''}`)).toEqual(
      all.filter((each) => each.group.key === group?.key),
    );
    expect(await listed('&class=C')).toEqual(all.filter((each) => each.class === 'C'));
    const [other = ''] = silent;
    expect(await get<MemberScores>(`/members/${other}/scores`)).toMatchObject({
      reason: 'not-permitted',
      scores: null,
    });
  });

  it('tells conditions group, class and tenth, and lists filter by them', async () => {
    const all = await listed();
    const [best] = all;
    const group = best?.group.key ?? '';
    const inGroup = all.filter((each) => each.group.key === group);
    const tenth = all.filter(({ rank }) => tenthOf(rank, buyers.size) === 1);
    expect(await counted({ fact: 'member.group', op: 'is', value: group })).toBe(inGroup.length);
    expect(await counted({ fact: 'member.tenth', op: 'is', value: 1 })).toBe(tenth.length);
    const inClass = all.filter((each) => each.class === 'A').map(({ memberId }) => memberId);
    expect(await counted({ fact: 'member.class', op: 'is', value: 'A' })).toBe(inClass.length);
    const { data } = await get<{ data: { id: string }[] }>('/members?class=A&limit=200');
    expect(data.map(({ id }) => id).toSorted()).toEqual(inClass.toSorted());
  });

  it('goes on where a killed process was, and gives the same', async () => {
    const before = await listed();
    const transactions = api.app.get(Transactions);
    await transactions.run(() => api.app.get(ScoreRuns).begin());
    await transactions.run(async () => {
      const run = await api.app.get(ScoreRunsRepository).take();
      if (run) await api.app.get(Scoring).stage(run);
    });
    const started = await send(api, 'post', '/score-runs', { key }).expect(202);
    expect(started.body).toMatchObject({ state: 'running', progress: { total: null } });
    await jobsEnd(api);
    expect((await current()).id).toBe((started.body as ScoreRun).id);
    expect(await listed()).toEqual(before);
    expect(await rowsOf(api, 'select distinct run_id from member_scores')).toHaveLength(1);
  });

  it('forgets a member at once who withdraws the consent', async () => {
    const scored = await listed();
    const { memberId = '' } = scored.at(-1) ?? {};
    const body = { consents: [{ purpose: 'profiling', granted: false }] };
    await send(api, 'put', `/members/${memberId}/consents`, { key, body }).expect(200);
    expect(await rowsOf(api, 'select from member_scores where member_id = $1', [memberId])).toEqual([]);
    expect(await rowsOf(api, 'select from member_scored where member_id = $1', [memberId])).toEqual([]);
    expect(await get<MemberScores>(`/members/${memberId}/scores`)).toMatchObject({
      reason: 'not-permitted',
      scores: null,
    });
    await send(api, 'put', `/members/${memberId}/consents`, {
      key,
      body: { consents: [{ purpose: 'profiling', granted: true }] },
    }).expect(200);
    await compute();
    expect((await listed()).map((each) => each.memberId)).toContain(memberId);
  });
});

describe('the settings', () => {
  it('are refused where scores would have no group, or a class no share', async () => {
    const settings = await get<ScoreSettings>('/score-settings');
    const { version, ...chosen } = settings;
    const put = (body: object, expecting = version) =>
      send(api, 'put', '/score-settings', { key, body, version: expecting });
    const [first] = chosen.groups;
    await expectProblem(put({ ...chosen, groups: [first] }), 400, 'invalid-request', '/groups');
    await expectProblem(put({ ...chosen, shares: { a: 80, b: 20 } }), 400, 'invalid-request', '/shares/b');
    await expectProblem(
      put({ ...chosen, groups: [...chosen.groups, first] }),
      400,
      'invalid-request',
      '/groups/10/key',
    );
    await expectProblem(put(chosen, 99), 412, 'version-changed');
    expect(await get('/score-settings')).toEqual(settings);
    const after = await put({ ...chosen, shares: { a: 70, b: 20 } }).expect(200);
    expect(after.body).toMatchObject({ version: version + 1, shares: { a: 70, b: 20 } });
    await put({ ...chosen, shares: { a: 80, b: 15 } }, version + 1).expect(200);
  });
});

describe("a score of the club's own", () => {
  const parts: OwnScorePart[] = [
    {
      kind: 'number',
      name: { en: 'Purchases', de: 'Einkäufe' },
      fact: 'member.purchases',
      points: 2,
      per: 1,
      most: 5,
    },
    { kind: 'days-since', name: { en: 'Joined' }, fact: 'member.joined', points: 40, halfLife: 30 },
    {
      kind: 'condition',
      name: { en: 'Customer' },
      condition: { fact: 'member.kind', op: 'is', value: 'customer' },
      points: 15,
    },
  ];
  const put = async (scores: object[]) => {
    const { version, ...settings } = await get<ScoreSettings>('/score-settings');
    return send(api, 'put', '/score-settings', { key, version, body: { ...settings, scores } });
  };

  it('is tried on three members, computed with the run, explained, and asked by conditions', async () => {
    const example = async (): Promise<OwnScoreExample> =>
      (await send(api, 'post', '/own-scores/preview', { key, body: { parts } }).expect(200)).body;
    const [best] = await listed();
    const bought = Math.min(5, 2 * (best?.purchases ?? 0));
    // Facts of members come a moment after their purchases.
    await expect.poll(async () => (await example()).members[0]?.parts).toEqual([bought, 40, 15]);
    expect((await example()).members).toHaveLength(3);

    expect((await put([{ key: 'loyal', name: { en: 'Loyalty' }, parts }])).status).toBe(200);
    await compute();
    const all = await listed();
    for (const { own, purchases } of all)
      expect(own).toEqual([{ key: 'loyal', value: ownScore(parts, [purchases, 0, 1]).value }]);
    const { own } = await get<MemberScores>(`/members/${best?.memberId ?? ''}/scores`);
    expect(own).toEqual([
      {
        key: 'loyal',
        name: 'Loyalty',
        value: bought + 55,
        parts: [
          { name: 'Einkäufe', points: bought },
          { name: 'Joined', points: 40 },
          { name: 'Customer', points: 15 },
        ],
      },
    ]);
    const figures = await get<OwnScoreFigures>('/own-scores/loyal/figures');
    expect(figures.bands.reduce((sum, { members }) => sum + members, 0)).toBe(figures.members);
    expect(figures.best[0]?.value).toBe(60);
    const most = { fact: 'member.score', key: 'loyal', op: 'at-least', value: 60 };
    expect(await counted(most)).toBe(all.filter(({ purchases }) => purchases >= 3).length);
  });

  it('is refused where it asks for itself or lacks the name of an attribute', async () => {
    const circle = {
      ...parts[2],
      condition: { fact: 'member.score', key: 'loyal', op: 'more-than', value: 1 },
    };
    const nameless = { ...parts[0], fact: 'member.number-attribute' };
    const { version, ...settings } = await get<ScoreSettings>('/score-settings');
    const asking = (part: object) => {
      const scores = [{ key: 'odd', name: { en: 'Odd' }, parts: [part] }];
      return send(api, 'put', '/score-settings', { key, version, body: { ...settings, scores } });
    };
    await expectProblem(asking(circle), 400, 'invalid-request', '/scores/0/parts/0/condition');
    await expectProblem(asking(nameless), 400, 'invalid-request', '/scores/0/parts/0/key');
  });

  it('goes back to the settings of before, and keeps those of now', async () => {
    const now = await get<ScoreSettings>('/score-settings');
    const { data } = await get<{ data: ScoreSettingsVersion[] }>('/score-settings/versions');
    expect(data.map(({ settings }) => settings.version)).toEqual(
      Array.from({ length: now.version - 1 }, (_, index) => now.version - 1 - index),
    );
    expect(data[0]?.settings.scores).toEqual([]);
    expect(now.scores).toEqual([{ key: 'loyal', name: { en: 'Loyalty' }, parts }]);
    await put([]);
    const after = await get<{ data: ScoreSettingsVersion[] }>('/score-settings/versions?limit=1');
    expect(after.data[0]?.settings).toEqual(now);
  });
});
