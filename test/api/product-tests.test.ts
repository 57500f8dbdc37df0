import { randomUUID } from 'node:crypto';
import type { Comment, ProductTest, TestApplication, TestOfPost } from '@regulars/contracts';
import { drawnOrder } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ProductTestRoundsJob } from '../../apps/api/src/features/product-tests/product-test-rounds.job.ts';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { SampleVouchers } from '../../apps/api/src/features/rewards/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCommunity } from '../support/makers/communities.ts';
import { inHours, pointsOf, told } from '../support/makers/gatherings.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { by, joinNew } from '../support/makers/posts.ts';
import { makeProductTest, pickUpSample } from '../support/makers/product-tests.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let location: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  location = (await makeLocation(api)).code;
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const joined = async ({ communityId }: ProductTest, count: number): Promise<SignedInMember[]> => {
  const members: SignedInMember[] = [];
  for (let at = 0; at < count; at += 1) members.push(await joinNew(api, communityId));
  return members;
};
const one = async (test: ProductTest): Promise<SignedInMember> => joinNew(api, test.communityId);
const path = ({ id }: ProductTest): string => `/me/product-tests/${id}/application`;
const apply = (test: ProductTest, member: SignedInMember) => by(api, 'put', path(test), member, {});
const withdraw = (test: ProductTest, member: SignedInMember) => by(api, 'delete', path(test), member);
const seen = async ({ id }: ProductTest, { cookie }: SignedInMember): Promise<TestOfPost> =>
  (await send(api, 'get', `/me/posts/${id}`, { cookie }).expect(200)).body.productTest;
const mine = async (test: ProductTest, member: SignedInMember) => (await seen(test, member)).mine;
const managed = async ({ id }: ProductTest): Promise<ProductTest> =>
  (await send(api, 'get', `/product-tests/${id}`, { key }).expect(200)).body;
const applications = async ({ id }: ProductTest, query = ''): Promise<TestApplication[]> =>
  (await send(api, 'get', `/product-tests/${id}/applications?limit=100${query}`, { key }).expect(200)).body
    .data;
/** The ids of all, one page after the other. */
const pagesOf = async ({ id }: ProductTest): Promise<string[]> => {
  const ids: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const cursor: string = next && `&cursor=${next}`;
    const { body } = await send(api, 'get', `/product-tests/${id}/applications?limit=1${cursor}`, { key });
    ids.push(...(body.data as TestApplication[]).map((each) => each.id));
    next = body.cursor.next as string | null;
  }
  return ids;
};
const draw = ({ id }: ProductTest) => send(api, 'post', `/product-tests/${id}/draw`, { key, body: {} });
const end = ({ id }: ProductTest) => send(api, 'post', `/product-tests/${id}/end`, { key, body: {} });
const rounds = () => api.app.get(ProductTestRoundsJob).run();
const write = ({ id }: ProductTest, member: SignedInMember, body: object = {}) =>
  by(api, 'post', `/me/product-tests/${id}/opinions`, member, { source: 'A bit sour for me', ...body });
const pickUp = ({ member: { id } }: SignedInMember) => pickUpSample(api, id, location);
const commentsOf = async ({ id }: ProductTest, { cookie }: SignedInMember): Promise<Comment[]> =>
  (await send(api, 'get', `/me/posts/${id}/comments`, { cookie }).expect(200)).body.data;
/** A member with a sample in their hands. */
const tester = async (test: ProductTest): Promise<SignedInMember> => {
  const member = await one(test);
  await apply(test, member).expect(200);
  await pickUp(member);
  return member;
};

describe('a product test', () => {
  it('is a post of the club with its terms, and refuses what makes no sense', async () => {
    const test = await makeProductTest(api);
    expect(test).toMatchObject({ state: 'open', samples: 2, left: 2, points: 0, seed: null, rating: null });
    const member = await one(test);
    const { body: post } = await send(api, 'get', `/me/posts/${test.id}`, { cookie: member.cookie }).expect(
      200,
    );
    expect(post).toMatchObject({ kind: 'product-test', author: { kind: 'club' } });
    expect(post.productTest).toMatchObject({ mine: null, mayApply: true, product: { en: 'Cappuccino' } });
    const sound = {
      title: 'Test',
      source: 'How is it?',
      rewardId: test.rewardId,
      samples: 1,
      allotment: 'lot',
      applyUntil: inHours(api, 2),
      opinionsUntil: inHours(api, 4),
    };
    const money = await makeReward(api, { toPay: [{ amount: 100, currency: 'EUR' }] });
    const discount = await makeReward(api, { kind: 'discount' });
    const cases: [object, string, number?, string?][] = [
      [{ samples: 0 }, '/samples'],
      [{ samples: 51 }, '/samples', 422, 'out-of-stock'],
      [{ applyUntil: inHours(api, -1) }, '/applyUntil'],
      [{ opinionsUntil: inHours(api, 2) }, '/opinionsUntil'],
      [{ opinionsUntil: inHours(api, 24 * 400) }, '/opinionsUntil'],
      [{ allotment: 'rating' }, '/allotment'],
      [{ rewardId: randomUUID() }, '/rewardId', 422, 'unknown-reward'],
      [{ rewardId: money.id }, '/rewardId'],
      [{ rewardId: discount.id }, '/rewardId'],
      [{ source: ' ' }, '/source'],
    ];
    for (const [wrong, pointer, status = 400, problem = 'invalid-request'] of cases) {
      const request = send(api, 'post', `/communities/${test.communityId}/product-tests`, {
        key,
        body: { ...sound, ...wrong },
      });
      await expectProblem(request.set('idempotency-key', randomUUID()), status, problem, pointer);
    }
    const { body } = await send(api, 'get', `/communities/${test.communityId}/product-tests`, { key }).expect(
      200,
    );
    expect((body.data as ProductTest[]).map(({ id }) => id)).toEqual([test.id]);
  });

  it('is open to members of the community who may write, until its time', async () => {
    const { id } = await makeCommunity(api, { entry: 'request' });
    const closed = await makeProductTest(api, { communityId: id });
    const stranger = await makeSignedInMember(api);
    await expectProblem(apply(closed, stranger), 404, 'not-found');
    const test = await makeProductTest(api, { applyUntil: inHours(api, 1) });
    await expectProblem(apply(test, stranger), 403, 'cannot-write-here');
    const member = await one(test);
    api.clock.advance({ hours: 1 });
    await expectProblem(apply(test, member), 409, 'applications-closed');
    expect(await seen(test, member)).toMatchObject({ state: 'closed', mayApply: false });
  });
});

describe('first come, first served', () => {
  it('gives two samples to five who ask at once, and the next one to who waits longest', async () => {
    const test = await makeProductTest(api);
    const members = await joined(test, 5);
    await Promise.all(members.map((member) => apply(test, member).expect(200)));
    const states = await Promise.all(members.map((member) => mine(test, member)));
    const chosen = members.filter((_, at) => states[at]?.state === 'chosen');
    expect(chosen).toHaveLength(2);
    expect(states.flatMap((own) => own?.ahead ?? []).toSorted()).toEqual([0, 1, 2]);
    expect(await managed(test)).toMatchObject({ left: 0, applicants: 5 });
    const [giver] = chosen;
    const waiting = members[states.findIndex((own) => own?.ahead === 0)];
    if (!giver || !waiting) throw new Error('two were chosen');
    // Asked again, it changes nothing.
    await apply(test, giver).expect(200);
    await withdraw(test, giver).expect(200);
    expect(await mine(test, giver)).toMatchObject({ state: 'withdrawn', voucher: null });
    await expect.poll(async () => (await mine(test, waiting))?.state, { timeout: 15_000 }).toBe('chosen');
    expect(await told(api, waiting)).toContain('chosen');
    await apply(test, giver).expect(200);
    expect(await mine(test, giver)).toMatchObject({ state: 'waiting', ahead: 2 });
    expect(await managed(test)).toMatchObject({ left: 0, applicants: 5 });
  }, 40_000);

  it('takes no sample back that was picked up, and the stock of the reward is the limit', async () => {
    const { id: rewardId } = await makeReward(api, { state: 'draft', stock: 1 });
    const test = await makeProductTest(api, { rewardId, samples: 1 });
    const other = await makeProductTest(api, { rewardId, samples: 1 });
    const member = await tester(test);
    await expectProblem(withdraw(test, member), 409, 'voucher-used');
    const late = await one(other);
    await apply(other, late).expect(200);
    expect(await mine(other, late)).toMatchObject({ state: 'waiting', ahead: 0 });
  });

  it('costs points where the club wants it, and gives them back', async () => {
    const test = await makeProductTest(api, { free: false, samples: 1 });
    expect(test.points).toBe(100);
    const member = await one(test);
    await expectProblem(apply(test, member), 422, 'insufficient-points');
    await makeAwards(api, member.member.id, [{ points: 130, expiresAt: null }]);
    await apply(test, member).expect(200);
    expect([await mine(test, member), await pointsOf(api, member)]).toMatchObject([{ state: 'chosen' }, 30]);
    await withdraw(test, member).expect(200);
    expect([await mine(test, member), await pointsOf(api, member)]).toMatchObject([
      { state: 'withdrawn' },
      130,
    ]);
  });
});

describe('by lot', () => {
  it('is drawn once, by a stored seed that gives the same order again, whatever members wrote before', async () => {
    const before = await makeProductTest(api, { samples: 6 });
    const members = await joined(before, 6);
    for (const [at, member] of members.entries()) {
      await apply(before, member).expect(200);
      await pickUp(member);
      await write(before, member, { rating: (at % 5) + 1 }).expect(201);
    }
    const { communityId } = before;
    const test = await makeProductTest(api, {
      communityId,
      allotment: 'lot',
      samples: 2,
      applyUntil: inHours(api, 1),
    });
    const gone = await one(test);
    await apply(test, gone).expect(200);
    await withdraw(test, gone);
    await Promise.all(members.map((member) => apply(test, member).expect(200)));
    await expectProblem(draw(test), 409, 'applications-open');
    api.clock.advance({ hours: 1 });
    const answers = await Promise.all([draw(test), draw(test)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await jobsEnd(api);
    const { seed, state } = await managed(test);
    expect(state).toBe('drawn');
    const all = await applications(test);
    const drawn = all.filter((each) => each.state !== 'withdrawn');
    // The one who withdrew has the number of the first one drawn.
    expect(await pagesOf(test)).toEqual(all.map(({ id }) => id));
    expect(drawn.map(({ id }) => id)).toEqual(
      drawnOrder(
        drawn.map(({ id }) => id),
        seed ?? '',
      ),
    );
    expect(drawn.map((each) => each.state)).toEqual(['chosen', 'chosen', ...Array(4).fill('waiting')]);
    const loser = members.find(({ member }) => member.id === drawn.at(-1)?.member.id);
    if (loser) expect(await told(api, loser)).toContain('not-chosen');
    if (loser) expect(await mine(test, loser)).toMatchObject({ state: 'waiting', ahead: 3 });
  }, 40_000);

  it('goes on where a killed process left it, passes who has left, and is drawn when it is due', async () => {
    const test = await makeProductTest(api, { allotment: 'lot', samples: 5, applyUntil: inHours(api, 1) });
    const members = await joined(test, 5);
    const [leaver] = members;
    for (const member of members) await apply(test, member).expect(200);
    if (leaver) await by(api, 'delete', `/me/communities/${test.communityId}`, leaver).expect(204);
    api.clock.advance({ hours: 1 });
    const vouchers = api.app.get(SampleVouchers);
    const give = vouchers.give.bind(vouchers);
    const spied = vi.spyOn(vouchers, 'give');
    spied.mockImplementationOnce(give).mockRejectedValue(new Error('the process was killed'));
    await rounds();
    await vi.waitFor(() => expect(spied.mock.calls.length).toBeGreaterThan(1), { timeout: 15_000 });
    spied.mockRestore();
    // A run that failed may still hold the test, so another round goes on.
    const goOn = async (): Promise<number> => {
      await rounds();
      return (await applications(test, '&state=chosen')).length;
    };
    await expect.poll(goOn, { timeout: 25_000, interval: 500 }).toBe(4);
    expect((await managed(test)).applicants).toBe(4);
    expect(await applications(test, '&state=passed')).toMatchObject([
      { why: 'cannot-write', member: { id: leaver?.member.id } },
    ]);
  }, 60_000);
});

describe('an opinion', () => {
  it('needs a sample that was picked up, and says to everyone that it was free', async () => {
    const test = await makeProductTest(api, { samples: 1 });
    const member = await one(test);
    await expectProblem(write(test, member), 409, 'no-sample');
    await apply(test, member).expect(200);
    await expectProblem(write(test, member), 409, 'sample-not-used');
    await pickUp(member);
    expect(await mine(test, member)).toMatchObject({ voucher: 'used', mayWrite: true });
    await expectProblem(write(test, member, { rating: 6 }), 400, 'invalid-request', '/rating');
    const { body: written } = await write(test, member, { rating: 1 }).expect(201);
    expect(written.opinion).toEqual({ receivedFree: true, rating: 1 });
    await expectProblem(write(test, member), 409, 'opinion-written');
    await by(api, 'put', `/me/comments/${written.id}`, member, { source: 'Changed: still sour' }).expect(200);
    const reader = await one(test);
    expect(await commentsOf(test, reader)).toMatchObject([
      { html: expect.stringContaining('still sour'), opinion: { receivedFree: true, rating: 1 } },
    ]);
    expect(await managed(test)).toMatchObject({ opinions: 1, rating: { average: 1, ratings: 1 } });
    const { body } = await send(api, 'get', `/product-tests/${test.id}/opinions`, { key }).expect(200);
    expect(body.data).toMatchObject([{ receivedFree: true, rating: 1, member: { id: member.member.id } }]);
    const { body: copy } = await send(api, 'get', '/me/data', { cookie: member.cookie }).expect(200);
    expect(JSON.stringify(copy)).toContain('"receivedFree":true');
    // Deleted, it can be written again; a comment is not an opinion.
    await by(api, 'delete', `/me/comments/${written.id}`, member).expect(204);
    expect(await managed(test)).toMatchObject({ opinions: 0, rating: null });
    await write(test, member).expect(201);
    await by(api, 'post', `/me/posts/${test.id}/comments`, reader, { source: 'Thanks' }).expect(201);
    const opinions = (await commentsOf(test, reader)).map(({ opinion }) => opinion);
    expect(opinions).toContainEqual({ receivedFree: true, rating: null });
    expect(opinions.at(-1)).toBeNull();
  });

  it('is due: who wrote nothing is told once, and it may still come after the end', async () => {
    const test = await makeProductTest(api);
    const [written, silent] = [await tester(test), await tester(test)];
    await write(test, written).expect(201);
    api.clock.advance({ days: 18 });
    await rounds();
    await rounds();
    expect((await told(api, silent)).filter((what) => what === 'due')).toHaveLength(1);
    expect(await told(api, written)).not.toContain('due');
    expect((await end(test).expect(200)).body).toMatchObject({ state: 'ended' });
    await end(test).expect(200);
    await write(test, silent, { rating: 5 }).expect(201);
    await expectProblem(draw(test), 409, 'nothing-to-draw');
  }, 30_000);

  it('of a former member keeps its label, and nothing else of the member stays', async () => {
    const test = await makeProductTest(api);
    const member = await tester(test);
    await write(test, member, { rating: 4 }).expect(201);
    const { id } = member.member;
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
    api.clock.advance({ days: 30 });
    await api.app.get(EraseMembersJob).eraseDue();
    expect(await applications(test)).toEqual([]);
    const reader = await one(test);
    expect(await commentsOf(test, reader)).toMatchObject([
      { author: { kind: 'former', nickname: null }, opinion: { receivedFree: true, rating: 4 } },
    ]);
  }, 30_000);
});

it('a test whose post is deleted gives no sample any more', async () => {
  const test = await makeProductTest(api);
  const member = await one(test);
  await send(api, 'delete', `/posts/${test.id}`, { key }).expect(204);
  await expectProblem(apply(test, member), 404, 'not-found');
  expect(await managed(test)).toMatchObject({ state: 'ended', title: null });
});
