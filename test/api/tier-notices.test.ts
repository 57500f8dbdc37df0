import type { MemberTierFall, PointsPolicy } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Points } from '../../apps/api/src/features/points/index.ts';
import { TierNotices, TierReviews } from '../../apps/api/src/features/tiers/index.ts';
import { TierNoticeMails } from '../../apps/api/src/features/tiers/tier-notice-mails.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const spring = '2027-03-01T10:00:00+01:00';
const december = '2027-12-02T08:30:00+01:00';
let club: MailedApp;
let api: TestApp;
let till: Till;
const year = { qualifyingPeriod: 'calendar-year', tierNoticeDays: 30 } as const;

beforeAll(async () => {
  club = await startMailedApp();
  ({ api } = club);
  api.clock.set(spring);
  const location = await makeLocation(api);
  await makeRule(api);
  till = new Till(api, club.key, location.code);
  await makeTier(api, { code: 'bronze', name: { en: 'Bronze' } });
  await makeTier(api, {
    code: 'silver',
    name: { en: 'Silver', de: 'Silber', cs: 'Stříbro' },
    threshold: 500,
  });
  await makeTier(api, { code: 'gold', name: { en: 'Gold' }, threshold: 2000 });
});
beforeEach(async () => {
  api.clock.set(spring);
  await setPolicy({ ...year, statusBase: 'points', expiry: { kind: 'none' } });
});
afterAll(() => club.close());

const setPolicy = async (policy: Partial<PointsPolicy>) => {
  const { body } = await send(api, 'get', '/club', { key: club.key }).expect(200);
  await changeClub(api, {
    points: { ...(body.points as PointsPolicy), tierDowngrade: 'to-earned', ...policy },
  });
};
const confirmed = { emailConfirmedAt: new Date('2026-11-01') };
let made = 0;
const newMember = async (more: object = {}): Promise<{ id: string; email: string }> => {
  const email = `tier${(made += 1)}@member.example`;
  const { id } = await makeMember(api, { language: 'de', email, ...confirmed, ...more });
  return { id, email };
};
/** Comes again for members whose wallet was held, as the job does: what follows a purchase may still book. */
const notify = async (at: string): Promise<void> => {
  api.clock.set(at);
  const notices = api.app.get(TierNotices);
  let left = await notices.notify();
  await vi.waitFor(async () => {
    left = await notices.notify(left);
    expect(left).toEqual([]);
  });
};
const toldTo = async (id: string): Promise<number> => {
  const [row] = await rowsOf<{ times: number }>(
    api,
    `select count(*)::int as times from mails where dedupe_key like 'tier-falls:' || $1 || ':%'`,
    [id],
  );
  return row?.times ?? 0;
};
/** Earned silver in 2026; the review at the year end found the credit of 2026. In 2027 little followed. */
const keptSilver = async (credit: number, more: object = {}): Promise<{ id: string; email: string }> => {
  api.clock.set('2026-06-01T10:00:00+02:00');
  const member = await newMember(more);
  await till.sell(member.id, 60_000);
  api.clock.set('2027-01-01T00:05:00+01:00');
  await api.app.get(TierReviews).review();
  api.clock.set(spring);
  if (credit > 0) await till.sell(member.id, credit * 100);
  return member;
};

it('where the balance decides, points that expire before the year ends do not keep the tier', async () => {
  const expiry = { kind: 'rolling-months', months: 6 } as const;
  await setPolicy({ ...year, statusBase: 'balance', expiry });
  const sold = async (at: string): Promise<string> => {
    api.clock.set(at);
    const { id } = await newMember();
    await till.sell(id, 60_000);
    return id;
  };
  const expiring = await sold('2027-06-20T10:00:00+02:00');
  const lasting = await sold('2027-07-02T10:00:00+02:00');
  // Those that expire with the last day of the year are gone when the review comes.
  await setPolicy({ ...year, expiry: { kind: 'fixed-date', month: 12, day: 31 } });
  const lastDay = await sold('2027-07-03T10:00:00+02:00');
  await notify(december);
  expect([await toldTo(expiring), await toldTo(lasting), await toldTo(lastDay)]).toEqual([1, 0, 1]);
});

it('before the membership year of a member ends, this member is told, once', async () => {
  await setPolicy({ qualifyingPeriod: 'membership-year', tierNoticeDays: 30 });
  api.clock.set('2027-06-01T10:00:00+02:00');
  const may = await newMember({ joinedAt: new Date('2020-05-15T10:00:00+02:00') });
  const june = await newMember({ joinedAt: new Date('2020-06-15T10:00:00+02:00') });
  for (const { id } of [may, june]) await till.sell(id, 60_000);
  await notify('2028-04-14T08:30:00+02:00');
  expect(await toldTo(may.id)).toBe(0);
  await notify('2028-04-15T08:30:00+02:00');
  // The credit of the running year keeps the tier of `may`; that of `june` was earned in a year that is over.
  expect([await toldTo(may.id), await toldTo(june.id)]).toEqual([0, 0]);
  await notify('2028-05-16T08:30:00+02:00');
  expect([await toldTo(may.id), await toldTo(june.id)]).toEqual([0, 1]);
  const mail = await club.mailbox.received(june.email);
  expect(mail.text).toContain('gilt noch bis 14. Juni 2028');
  await notify('2028-05-17T08:30:00+02:00');
  expect(await toldTo(june.id)).toBe(1);
  await notify('2029-04-15T08:30:00+02:00');
  expect(await toldTo(may.id)).toBe(1);
});

describe('before the year ends', () => {
  it('a member reads in their own language what keeps the tier and until when, once', async () => {
    const { id, email } = await keptSilver(380);
    await notify('2027-12-01T23:00:00+01:00');
    expect(await toldTo(id)).toBe(0);
    await notify(december);
    const mail = await club.mailbox.received(email);
    expect(mail.subject).toBe('So behältst du Silber');
    expect(mail.text).toContain('gilt noch bis 31. Dezember 2027');
    expect(mail.text).toContain('Sammle bis dahin noch 120 Statuspunkte');
    expect(mail.text).toContain('Sonst ist deine Stufe danach Bronze.');
    expect(mail.text).toContain('/club/tier');
    await notify('2027-12-03T08:30:00+01:00');
    await notify('2027-12-31T08:30:00+01:00');
    expect(await toldTo(id)).toBe(1);
  });

  it('nobody is told who earned enough, is on the lowest tier, or confirmed no address', async () => {
    const enough = await keptSilver(500);
    const low = await newMember();
    await till.sell(low.id, 1000);
    const typed = await keptSilver(10, { emailConfirmedAt: null });
    await notify(december);
    for (const { id } of [enough, low, typed]) expect(await toldTo(id)).toBe(0);
  });

  it('a granted tier covers the fall', async () => {
    const { id } = await keptSilver(10);
    const body = { tier: 'silver', validUntil: '2028-06-01T00:00:00+02:00', reason: 'a good guest' };
    await send(api, 'post', `/members/${id}/tier-grants`, { key: club.key, body }).expect(201);
    await notify(december);
    expect(await toldTo(id)).toBe(0);
  });

  it('a club that wants no notice gives none', async () => {
    await setPolicy({ ...year, tierNoticeDays: 0 });
    const { id } = await keptSilver(10);
    await notify(december);
    expect(await toldTo(id)).toBe(0);
  });

  it('two jobs at once, and one that is killed before its commit, tell each member once', async () => {
    const members = [await keptSilver(10), await keptSilver(20), await keptSilver(30)];
    const mails = api.app.get(TierNoticeMails);
    const sent = mails.send.bind(mails);
    const killed = vi.spyOn(mails, 'send').mockImplementation(async (due) => {
      await sent(due);
      throw new Error('killed');
    });
    await expect(notify(december)).rejects.toThrow('killed');
    killed.mockRestore();
    for (const { id } of members) expect(await toldTo(id)).toBe(0);
    const jobs = api.app.get(TierNotices);
    const left = await Promise.all([jobs.notify(), jobs.notify()]);
    await jobs.notify(left.flat());
    for (const { id } of members) expect(await toldTo(id)).toBe(1);
  });

  it('members come again whose wallet is held', async () => {
    const { id } = await keptSilver(10);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const holding = api.app.get(Transactions).run(async () => {
      await api.app.get(Points).lockFree([id]);
      locked();
      await held;
    });
    await isLocked;
    api.clock.set(december);
    const left = await api.app.get(TierNotices).notify();
    release();
    await holding;
    expect(left).toContain(id);
    expect(await api.app.get(TierNotices).notify([id])).toEqual([]);
    expect(await toldTo(id)).toBe(1);
  });

  it('the member sees the same on home and on the page of the tier, until it is earned', async () => {
    const { id } = await keptSilver(0);
    api.clock.set('2027-12-02T00:00:00+01:00');
    const { cookie } = await makeStaff(api, [], { memberId: id });
    const shown = async (): Promise<(MemberTierFall | null)[]> => {
      const home = await send(api, 'get', '/me', { cookie }).expect(200);
      const own = await send(api, 'get', '/me/tier', { cookie }).expect(200);
      return [home.body.tierFall, own.body.fall];
    };
    const fall = {
      tier: { code: 'silver', name: { en: 'Silver', de: 'Silber', cs: 'Stříbro' } },
      to: { code: 'bronze', name: { en: 'Bronze' } },
      until: '2027-12-31T23:00:00Z',
      missing: 500,
    };
    expect(await shown()).toEqual([fall, fall]);
    api.clock.set('2027-12-01T23:59:00+01:00');
    expect(await shown()).toEqual([null, null]);
    api.clock.set('2027-12-20T12:00:00+01:00');
    await till.sell(id, 50_000);
    expect(await shown()).toEqual([null, null]);
  });
});

it('by rolling days the first date counts on which credit is missing, and who keeps the tier hears of it no more for as long', async () => {
  await setPolicy({ qualifyingPeriod: 'rolling-days', qualifyingLength: 60, tierNoticeDays: 30 });
  const { id, email } = await newMember({ language: 'en' });
  await till.sell(id, 55_000);
  await notify('2027-03-30T08:00:00+02:00');
  expect(await toldTo(id)).toBe(0);
  // The credit of 1 March counts until 29 April.
  await notify('2027-03-31T08:00:00+02:00');
  const mail = await club.mailbox.received(email);
  expect(mail.subject).toBe('How to keep Silver');
  expect(mail.text).toContain('until April 29, 2027');
  await till.sell(id, 50_000);
  await notify('2027-05-01T08:00:00+02:00');
  expect(await toldTo(id)).toBe(1);
  await notify('2027-05-30T08:00:00+02:00');
  expect(await toldTo(id)).toBe(2);
});

it.each([-1, 91, 1.5])('refuses a notice of %s days with the pointer', async (tierNoticeDays) => {
  const { body } = await send(api, 'get', '/club', { key: club.key }).expect(200);
  const points = { ...body.points, tierNoticeDays };
  const patch = send(api, 'patch', '/club', { key: club.key, version: body.version, body: { points } });
  await expectProblem(patch, 400, 'invalid-request', '/points/tierNoticeDays');
});
