import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { cookiesOf, expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let club: MailedApp;
let api: TestApp;
let key: string;
beforeAll(async () => {
  club = await startMailedApp();
  ({ api, key } = club);
});
afterAll(() => club.close());

/** A member with points joins again with the same address, confirms it and requests a merge. */
const asked = async (): Promise<{ id: string; before: string; after: string }> => {
  const email = `${randomUUID()}@twice.example`;
  const { id: before } = await makeMember(api, { email, firstName: 'Anna', lastName: 'Alt' });
  await makeAwards(api, before, [{ points: 70, expiresAt: null }]);
  const body = {
    email,
    password: 'ein kurzer Satz',
    firstName: 'Anna',
    lastName: 'Neu',
    language: 'en',
    consents: [{ purpose: 'terms', granted: true }],
  };
  const joined = await send(api, 'post', '/registrations', { body }).expect(201);
  const link = await club.mailbox.link(email, '/confirm-email');
  await send(api, 'post', `/email-confirmations/${link}`, {
    cookie: cookiesOf(joined),
    body: { bringTogether: true },
  }).expect(204);
  const { body: list } = await send(api, 'get', '/merge-requests?state=open', { key }).expect(200);
  return { id: list.data[0].id, before, after: joined.body.member.id };
};
const decline = (id: string, reason: string, as: { key?: string; cookie?: string } = { key }) =>
  send(api, 'post', `/merge-requests/${id}/decline`, { ...as, body: { reason } });

describe('a merge request', () => {
  it('shows both members side by side', async () => {
    const { before, after } = await asked();
    const { body } = await send(api, 'get', '/merge-requests', { key }).expect(200);
    expect(body.data[0]).toMatchObject({
      state: 'open',
      member: {
        id: after,
        displayName: 'Anna Neu',
        available: 0,
        cardNumber: expect.stringMatching(/^\d+$/),
      },
      other: { id: before, displayName: 'Anna Alt', available: 70, status: 'active' },
      decision: null,
    });
  });

  it('is declined once, with a reason, and changes neither membership', async () => {
    const { id, before, after } = await asked();
    const manager = await makeStaff(api, ['manager']);
    await expectProblem(decline(id, ' ', manager), 400, 'invalid-request', '/reason');
    const { body } = await decline(id, 'Mother and daughter', manager).expect(200);
    expect(body).toMatchObject({
      id,
      state: 'refused',
      decision: { by: 'manager', reason: 'Mother and daughter' },
      other: { id: before, available: 70 },
    });
    // A decided request does not change.
    expect((await decline(id, 'Changed my mind').expect(200)).body).toEqual(body);
    expect(
      await rowsOf(
        api,
        `select subject_id, after from audit_entries where action = 'merge-request.declined' and subject_id = $1`,
        [after],
      ),
    ).toEqual([{ subject_id: after, after: { otherMember: before, reason: 'Mother and daughter' } }]);
    const { body: open } = await send(api, 'get', '/merge-requests?state=open', { key }).expect(200);
    expect(JSON.stringify(open)).not.toContain(id);
    await expectProblem(decline(randomUUID(), 'nobody'), 404, 'not-found');
  });

  it('is declined once if two people decline at the same time', async () => {
    const { id, after } = await asked();
    const replies = await Promise.all([decline(id, 'one'), decline(id, 'two')]);
    expect(replies[0].body).toEqual(replies[1].body);
    expect(await rowsOf(api, 'select id from audit_entries where subject_id = $1', [after])).toHaveLength(1);
  });

  it('is open to staff of the whole club and to keys that may write members', async () => {
    const { id } = await asked();
    const bound = await makeStaff(api, ['manager'], { locationIds: [(await makeLocation(api)).id] });
    await expectProblem(decline(id, 'mine', bound), 403, 'not-allowed');
    await expectProblem(decline(id, 'mine', await makeStaff(api, ['cashier'])), 403, 'not-allowed');
    await expectProblem(
      decline(id, 'mine', { key: await makeKey(api, ['members:read']) }),
      403,
      'not-allowed',
    );
  });
});

describe('phones that are equal', () => {
  it('once they are written in one way are listed until one of them changes', async () => {
    // Nobody knows the country of this number yet.
    await changeClub(api, { timeZone: 'UTC' });
    const typed = await makeMember(api, { phone: '0660 555 0001' });
    await changeClub(api, { timeZone: 'Europe/Vienna' });
    const whole = await makeMember(api, { phone: '+43 660 5550001' });
    const { body } = await send(api, 'get', '/equal-phones', { key }).expect(200);
    expect(body).toMatchObject({
      data: [
        {
          number: '+436605550001',
          member: { id: typed.id, phone: '0660 555 0001' },
          other: { id: whole.id, phone: '+436605550001' },
        },
      ],
      cursor: { next: null },
    });
    const { body: member } = await send(api, 'get', `/members/${typed.id}`, { key }).expect(200);
    await send(api, 'patch', `/members/${typed.id}`, {
      key,
      version: member.version,
      body: { phone: '0660 555 0002' },
    }).expect(200);
    expect((await send(api, 'get', '/equal-phones', { key }).expect(200)).body.data).toEqual([]);
  });
});
