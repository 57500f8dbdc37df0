import type { Location, Message, TimelineEntry } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeMember } from '../support/makers/members.ts';
import {
  makeConfirmed,
  questionMail,
  registerMails,
  wantsOffers,
  writeMail,
} from '../support/makers/permitted-mails.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';
import { openShop, type Shop } from '../support/shop.ts';

let club: MailedApp;
beforeAll(async () => {
  club = await startMailedApp();
  registerMails(club.api);
});
afterAll(() => club.close());

const confirmed = (more: Parameters<typeof makeConfirmed>[1] = {}) => makeConfirmed(club.api, more);
const write = (member: Parameters<typeof writeMail>[1], template?: Parameters<typeof writeMail>[2]) =>
  writeMail(club.api, member, template);

describe('how often and when', () => {
  // By a key: sessions end while the clock moves.
  const limit = (limits: object) =>
    send(club.api, 'put', '/permission-settings', { key: club.key, body: { countries: [], ...limits } });

  it('at most so many in seven days, of all senders and exactly; service does not count', async () => {
    const at = new Date(club.api.clock.now()).toISOString();
    await limit({ mostPerWeek: 2 }).expect(200);
    const both = [wantsOffers, { ...wantsOffers, purpose: 'surveys', channel: 'email' }] as const;
    const member = await confirmed({ consents: both });
    await Promise.all([write(member), write(member, questionMail), write(member)]);
    const states = async () =>
      (
        await rowsOf<{ state: string }>(
          club.api,
          `select state from mails where about_id = $1 and class <> 'service' order by state`,
          [member.id],
        )
      ).map(({ state }) => state);
    await expect.poll(states, { timeout: 20_000 }).toEqual(['not-permitted', 'sent', 'sent']);
    club.api.clock.advance({ days: 8 });
    await write(member);
    await expect.poll(states, { timeout: 20_000 }).toEqual(['not-permitted', 'sent', 'sent', 'sent']);
    club.api.clock.set(at);
    await limit({ mostPerWeek: 3 }).expect(200);
  });

  const timeline = async (id: string): Promise<TimelineEntry[]> => {
    const { body } = await send(club.api, 'get', `/members/${id}/timeline`, { key: club.key }).expect(200);
    return (body.data as TimelineEntry[]).filter(({ kind }) => kind.startsWith('message.'));
  };
  const messages = async (id: string): Promise<Message[]> =>
    (await send(club.api, 'get', `/members/${id}/messages`, { key: club.key }).expect(200)).body.data;
  const held = (id: string) =>
    vi.waitFor(
      async () => {
        const [message] = await messages(id);
        expect(message?.heldUntil).not.toBeNull();
        return message;
      },
      { timeout: 20_000, interval: 50 },
    );
  const at = (moment: string): number => Date.parse(moment);

  it('waits for the end of the quiet hours, and is sent then by itself', async () => {
    const before = new Date(club.api.clock.now()).toISOString();
    club.api.clock.set('2026-12-20T07:59:58+01:00');
    const member = await confirmed({ consents: [wantsOffers] });
    await write(member);
    const message = await held(member.id);
    expect(message).toMatchObject({
      state: 'queued',
      title: 'Croissants',
      sentAt: null,
      permission: { allowed: false, reason: 'quiet-hours', timeZone: 'Europe/Vienna' },
    });
    expect(at(message?.heldUntil ?? '')).toBe(at('2026-12-20T08:00:00+01:00'));
    expect(club.mailbox.to(member.email ?? '')).toEqual([]);
    expect(await timeline(member.id)).toMatchObject([
      { kind: 'message.held', details: { template: 'test-offer', notPermitted: 'quiet-hours' } },
    ]);
    club.api.clock.set('2026-12-20T08:00:00+01:00');
    await club.mailbox.received(member.email ?? '');
    await expect
      .poll(() => messages(member.id), { timeout: 20_000 })
      .toMatchObject([{ state: 'sent', permission: { allowed: true }, heldUntil: message?.heldUntil }]);
    expect((await timeline(member.id)).map(({ kind }) => kind)).toEqual(['message.held']);
    club.api.clock.set(before);
  });

  const inLisbon = async ({ location: { code } }: Shop): Promise<void> => {
    const { body } = await send(club.api, 'get', '/locations?limit=200', { key: club.key }).expect(200);
    const { id, version } = (body.data as Location[]).find((each) => each.code === code) as Location;
    const changed = { key: club.key, version, body: { timeZone: 'Europe/Lisbon' } };
    await send(club.api, 'patch', `/locations/${id}`, changed).expect(200);
  };
  /** Until the facts of the member know it. */
  const buysAt = async (shop: Shop, memberId: string): Promise<void> => {
    await shop.sell(500, memberId);
    const home = 'select home_location_id is not null as known from member_facts where member_id = $1';
    await expect
      .poll(() => rowsOf(club.api, home, [memberId]), { timeout: 20_000 })
      .toEqual([{ known: true }]);
  };

  it('in the night of the location where the member shops most, also when clocks change', async () => {
    const before = new Date(club.api.clock.now()).toISOString();
    const shop = await openShop(club.api);
    await inLisbon(shop);
    const [viennese, visitor] = await Promise.all([
      confirmed({ consents: [wantsOffers] }),
      confirmed({ consents: [wantsOffers] }),
    ]);
    await buysAt(shop, visitor.id);
    // 20:30 in Vienna, 19:30 in Lisbon, in the night in which clocks go forward.
    club.api.clock.set('2027-03-27T20:30:00+01:00');
    await Promise.all([write(viennese), write(visitor)]);
    await club.mailbox.received(visitor.email ?? '');
    expect(at((await held(viennese.id))?.heldUntil ?? '')).toBe(at('2027-03-28T08:00:00+02:00'));
    // The summer time of Lisbon ends at 2:00, too: 21:30 there, and a night of eleven hours.
    club.api.clock.set('2027-10-30T21:30:00+01:00');
    const other = await confirmed({ consents: [wantsOffers] });
    await buysAt(shop, other.id);
    await write(other);
    const message = await held(other.id);
    expect(at(message?.heldUntil ?? '')).toBe(at('2027-10-31T08:00:00+00:00'));
    expect(message?.permission?.timeZone).toBe('Europe/Lisbon');
    club.api.clock.set(before);
  });

  it('never lets wait what a person asked for', async () => {
    const before = new Date(club.api.clock.now()).toISOString();
    club.api.clock.set('2026-12-21T03:00:00+01:00');
    const member = await makeMember(club.api, {});
    await send(club.api, 'put', `/members/${member.id}/consents`, {
      key: club.key,
      body: { consents: [{ purpose: 'marketing', channel: 'email', granted: true }] },
    }).expect(200);
    await club.mailbox.received(member.email ?? '');
    await expect
      .poll(() => messages(member.id), { timeout: 20_000 })
      .toMatchObject([
        { cause: 'confirm-email', state: 'sent', heldUntil: null, permission: { basis: 'service' } },
      ]);
    club.api.clock.set(before);
  });

  it('refuses hours and numbers that do not exist', async () => {
    await expectProblem(
      limit({ quietHours: { from: 24, until: 8 } }),
      400,
      'invalid-request',
      '/quietHours/from',
    );
    await expectProblem(limit({ mostPerWeek: 0 }), 400, 'invalid-request', '/mostPerWeek');
    expect((await limit({ quietHours: null, mostPerWeek: null }).expect(200)).body).toMatchObject({
      quietHours: null,
      mostPerWeek: null,
    });
    await limit({ quietHours: { from: 20, until: 8 }, mostPerWeek: 3 }).expect(200);
  });
});
