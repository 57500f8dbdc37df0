import { randomUUID } from 'node:crypto';
import type { Condition } from '@regulars/conditions';
import {
  listOpportunities,
  type listOwnOpportunities,
  type Opportunity,
  type ReplyOf,
} from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemberTags } from '../../apps/api/src/features/members/index.ts';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import {
  changeClub,
  countBooks,
  fixedPoints,
  makeRule,
  makeTier,
  type Till,
} from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let till: Till;
let gold: string;
let reading: string;

// It is Sunday, 22 November 2026, 13:00 in Berlin.
beforeAll(async () => {
  ({ api, till } = await openRuleClub());
  ({ id: gold } = await makeTier(api, {
    code: 'gold',
    name: { de: 'Goldstück', en: 'Gold' },
    threshold: 10_000,
  }));
  await changeClub(api, {
    till: { askAbove: [], categoryNames: [{ category: 'coffee', names: { de: 'Kaffee', en: 'Coffee' } }] },
  });
  reading = await makeKey(api, ['points:read']);
});
afterAll(() => api.close());

const coffee: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'coffee' } };
const on = (day: string): Condition => ({ fact: 'moment.weekday', op: 'is', value: day });
const ofGold = (): Condition => ({ fact: 'member.tier', op: 'is', value: gold });

const offered = async (memberId: string, ruleId: string): Promise<Opportunity | undefined> => {
  const { data } = await api
    .client({ apiKey: reading })
    .call(listOpportunities, { params: { id: memberId } });
  return data.find(({ rule }) => rule.id === ruleId);
};
/** What a member is told about a live rule. */
const told = async (
  rule: Parameters<typeof makeRule>[1],
  memberId?: string,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Opportunity | undefined> => {
  const { id } = await makeRule(api, { name: 'Tried', effect: fixedPoints(5), ...rule });
  try {
    await before();
    return await offered(memberId ?? (await makeMember(api)).id, id);
  } finally {
    await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  }
};

describe('what a member can earn', () => {
  it('is each live rule, with its name and what it gives', async () => {
    expect(await told({ name: { de: 'Fünf extra', en: 'Five extra' } })).toMatchObject({
      rule: { name: 'Five extra', version: 1 },
      effect: { kind: 'fixed-points', points: 5 },
      state: 'now',
      needs: null,
      missing: null,
      locations: [],
      limits: [],
    });
  });

  it('names the places of a rule, and says whether it is in a group', async () => {
    const { id, code } = await makeLocation(api, { name: 'Corner' });
    const stacking = { mode: 'best-of' as const, group: 'Extras', priority: 0 };
    expect(await told({ locations: [id], stacking })).toMatchObject({
      locations: [{ code, name: 'Corner' }],
      grouped: true,
    });
    expect(await told({})).toMatchObject({ locations: [], grouped: false });
  });

  it('says what the purchase must contain, with the names of the club', async () => {
    const { state, needs } = (await told({ when: { all: [coffee, on('sunday')] } })) ?? {};
    expect([state, needs?.condition]).toEqual(['now', coffee]);
    expect(needs?.text).toContain('Coffee');
  });

  it('names what the goods of a rule are, for sentences of its own', async () => {
    const where = { fact: 'line.category', op: 'is', value: 'coffee' } as const;
    const rule = await told({ effect: { kind: 'multiplier', times: 2, where }, when: ofGold() });
    expect(rule?.names).toEqual({ coffee: 'Coffee', [gold]: 'Gold' });
  });

  it('is told of birthdays and anniversaries, and what the profile lacks for them', async () => {
    const birthday = { effect: { kind: 'birthday', points: 50 } as const, countsTowardsStatus: false };
    const born = (await makeMember(api, { birthday: '1990-05-17' })).id;
    expect(await told(birthday, born)).toMatchObject({ state: 'later', needs: null, profile: [] });
    expect(await told(birthday)).toMatchObject({ state: 'missing', missing: null, profile: ['birthday'] });
    expect(await told({ ...birthday, when: ofGold() }, born)).toMatchObject({
      state: 'missing',
      missing: { condition: ofGold() },
    });
    const anniversary = { effect: { kind: 'anniversary', points: 50 } as const };
    expect(await told(anniversary)).toMatchObject({ state: 'later', profile: [] });
  });

  it('says that the time is another one', async () => {
    const { state, needs } = (await told({ when: on('monday') })) ?? {};
    expect([state, needs?.text]).toEqual(['later', expect.stringContaining('Monday')]);
  });

  it('says what the member does not fulfil', async () => {
    const { state, missing, needs } = (await told({ when: { all: [ofGold(), coffee] } })) ?? {};
    expect([state, missing?.condition, needs?.condition]).toEqual(['missing', ofGold(), coffee]);
    expect(missing?.text).toContain('Gold');
  });

  it('knows what the member bought before, and says nothing of what is over', async () => {
    const first: Condition = { fact: 'member.purchases', op: 'is', value: 0 };
    const { id } = await makeMember(api);
    expect(await told({ when: first }, id)).toMatchObject({ state: 'now', needs: null });
    await till.sell(id, 1000);
    expect(await told({ when: first }, id)).toBeUndefined();
  });

  it('knows what is left of a limit, and when it is used up', async () => {
    const { id } = await makeMember(api);
    const caps = [{ per: 'day' as const, points: 8 }];
    expect(await told({ caps }, id, () => till.sell(id, 1000))).toMatchObject({
      state: 'now',
      limits: [{ per: 'day', points: 8, left: 3 }],
    });
    const twice = async (): Promise<void> => {
      await till.sell(id, 1000);
      await till.sell(id, 1000);
    };
    expect(await told({ caps }, id, twice)).toMatchObject({ state: 'used-up', limits: [{ left: 0 }] });
  });

  it('is not told where only a word of the team decides, and never names it', async () => {
    const { id } = await makeMember(api);
    await api.app.get(MemberTags).add(system, id, 'complains');
    const complains: Condition = { fact: 'member.tags', op: 'contains', value: 'complains' };
    expect(await told({ when: { not: complains } }, id)).toBeUndefined();
    const held = await told({ when: { all: [complains, coffee] } }, id);
    expect(held).toMatchObject({ state: 'now', needs: { condition: coffee } });
    expect(JSON.stringify(held)).not.toContain('complains');
  });

  it('leaves out paused rules', async () => {
    const { id } = await makeMember(api);
    const rule = await told({}, id);
    expect(rule).toBeDefined();
    expect(await offered(id, rule?.rule.id ?? '')).toBeUndefined();
  });

  it('is read without a trace', async () => {
    const { id } = await makeMember(api);
    const before = await countBooks(api);
    expect(await offered(id, id)).toBeUndefined();
    expect(await countBooks(api)).toEqual(before);
  });
});

describe('members', () => {
  let own: SignedInMember;
  beforeAll(async () => {
    own = await makeSignedInMember(api);
  });

  it('see their own, what gives points now first, in their language', async () => {
    await makeRule(api, {
      name: { de: 'Nur Gold', en: 'Gold only' },
      effect: fixedPoints(5),
      when: ofGold(),
    });
    const call = send(api, 'get', '/me/opportunities', { cookie: own.cookie });
    const { data } = (await call.set('accept-language', 'en').expect(200)).body as ReplyOf<
      typeof listOwnOpportunities
    >;
    expect(data.map(({ rule, state }) => [rule.name, state])).toEqual([
      ['1 point per euro', 'now'],
      ['Gold only', 'missing'],
    ]);
    expect(data[1]?.missing?.text).toContain('Gold');
  });

  it('who are unknown have none', async () => {
    await send(api, 'get', `/members/${randomUUID()}/opportunities`, { key: reading }).expect(404);
    await send(api, 'get', '/members/nonsense/opportunities', { key: reading }).expect(404);
  });
});
