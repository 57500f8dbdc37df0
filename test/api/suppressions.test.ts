import { createHash, randomUUID } from 'node:crypto';
import type { Permission, Suppression, TimelineEntry } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import {
  Mailer,
  mailTemplate,
  MailTemplates,
  text,
  type MailTemplate,
  type Template,
} from '../../apps/api/src/platform/mail/index.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';
import { openShop } from '../support/shop.ts';

const words: Template<object> = () => ({
  subject: 'Rolls',
  preview: '',
  title: 'Rolls',
  parts: [text('Two')],
  reason: 'You.',
});
const offer = mailTemplate('test-rolls', 'marketing', words);
const receipt = mailTemplate('test-receipt', 'service', words);
const wants = {
  purpose: 'marketing',
  channel: 'email',
  granted: true,
  source: 'member',
  version: 2,
} as const;

let club: MailedApp;
beforeAll(async () => {
  club = await startMailedApp({ RETENTION_KEYS: retentionKeys });
  club.api.app.get(MailTemplates).register([offer, receipt]);
});
afterAll(() => club.close());

const call = (method: 'get' | 'post' | 'delete' | 'put', path: string, body?: object) =>
  send(club.api, method, path, { key: club.key, ...(body ? { body } : {}) });
const add = async (body: object): Promise<Suppression> =>
  (await call('post', '/suppressions', body).expect(200)).body;
const check = async (body: object): Promise<Suppression | null> =>
  (await call('post', '/suppression-checks', body).expect(200)).body.suppression;
const list = async (query = ''): Promise<Suppression[]> =>
  (await call('get', `/suppressions?limit=200${query}`).expect(200)).body.data;
const willing = () => makeMember(club.api, { emailConfirmedAt: new Date(), consents: [wants] });
const write = (member: { id: string; email: string | null }, template: MailTemplate<string, object>) =>
  club.api.app.get(Mailer).send({
    to: member.email ?? '',
    about: member.id,
    language: 'en',
    template,
    data: {},
    dedupeKey: randomUUID(),
  });
const marketing = async (id: string, channel = 'email'): Promise<Permission | undefined> => {
  const { body } = await call('get', `/members/${id}/permissions`).expect(200);
  return (body.messages as Permission[]).find(
    (each) => each.class === 'marketing' && each.channel === channel,
  );
};
const states = async (id: string) =>
  rowsOf<{ template: string; state: string }>(
    club.api,
    `select template, state from mails where about_id = $1 and template like 'test-%' order by template`,
    [id],
  );

const confirm = async ({ id, email }: { id: string; email: string | null }): Promise<void> => {
  // Staff note a consent, so the owner of the mailbox gets a link: service is sent, whatever the list says.
  const consents = [{ purpose: 'surveys', channel: 'email', granted: true }];
  await call('put', `/members/${id}/consents`, { consents }).expect(200);
  const token = await club.mailbox.link(email ?? '', '/confirm-email');
  expect(await check({ email })).not.toBeNull();
  await send(club.api, 'post', `/email-confirmations/${token}`, { body: {} }).expect(204);
};

describe('an address on the list', () => {
  it('gets no advertising whatever its consent says, but service; the timeline says why', async () => {
    const member = await willing();
    const email = member.email ?? '';
    expect((await marketing(member.id))?.allowed).toBe(true);
    const entry = await add({ email: email.toUpperCase(), reason: 'complaint' });
    expect(entry).toMatchObject({ kind: 'email', reason: 'complaint', source: 'api-key' });
    expect(await marketing(member.id)).toMatchObject({
      allowed: false,
      reason: 'suppressed',
      suppression: 'complaint',
      consent: { state: 'granted' },
    });
    await write(member, offer);
    await write(member, receipt);
    await club.mailbox.received(email);
    await expect
      .poll(() => states(member.id), { timeout: 20_000 })
      .toEqual([
        { template: 'test-receipt', state: 'sent' },
        { template: 'test-rolls', state: 'not-permitted' },
      ]);
    expect(club.mailbox.to(email)).toHaveLength(1);
    const { body } = await call('get', `/members/${member.id}/timeline`).expect(200);
    expect((body.data as TimelineEntry[]).find(({ kind }) => kind.startsWith('message.'))).toMatchObject({
      details: { notPermitted: 'suppressed' },
    });
    await call('delete', `/suppressions/${entry.id}?because=asked-again`).expect(204);
    expect((await marketing(member.id))?.allowed).toBe(true);
  });

  it('is put there once and nowhere in clear; adding, asking and removing say what they need', async () => {
    const email = `${randomUUID()}@member.example`;
    const [one, other] = await Promise.all([
      add({ email, reason: 'manual' }),
      add({ email, reason: 'manual' }),
    ]);
    expect(other).toEqual(one);
    expect(await add({ email, reason: 'complaint' })).toEqual(one);
    expect(await check({ email })).toEqual(one);
    expect(await check({ email: `${randomUUID()}@member.example` })).toBeNull();
    const audit = async () =>
      (
        (await call('get', '/audit-entries?limit=200').expect(200)).body.data as {
          action: string;
          subject: { id: string } | null;
        }[]
      ).filter(({ subject }) => subject?.id === one.id);
    expect((await audit()).map(({ action }) => action)).toEqual(['suppression.added']);
    expect(JSON.stringify([await list(), await audit()])).not.toContain(email.slice(0, 20));
    await expectProblem(call('delete', `/suppressions/${one.id}`), 400, 'invalid-request', '/query/because');
    await call('delete', `/suppressions/${one.id}?because=mistake`).expect(204);
    expect((await audit())[0]).toMatchObject({
      action: 'suppression.removed',
      after: { reason: 'mistake' },
    });
    await expectProblem(call('delete', `/suppressions/${one.id}?because=mistake`), 404, 'not-found');
    expect(await check({ email })).toBeNull();
    for (const body of [{}, { email, phone: '+43660123456' }])
      expect((await call('post', '/suppressions', body)).status).toBe(400);
    await expectProblem(call('post', '/suppressions', { email: 'no' }), 400, 'invalid-request', '/email');
    await expectProblem(
      call('post', '/suppressions', { email, reason: 'ecg' }),
      400,
      'invalid-request',
      '/reason',
    );
  });

  it('stays there for what weighs more: a complaint after a bounce does not go with it', async () => {
    const member = await willing();
    const bounced = await add({ email: member.email, reason: 'hard-bounce' });
    const complaint = await add({ email: member.email, reason: 'complaint' });
    expect(complaint).toMatchObject({ id: bounced.id, reason: 'complaint' });
    expect(await add({ email: member.email, reason: 'hard-bounce' })).toEqual(complaint);
    await confirm(member);
    expect(await check({ email: member.email })).toEqual(complaint);
    const { body } = await call('get', '/audit-entries?limit=20').expect(200);
    const added = (body.data as { action: string; subject: { id: string } | null; after: unknown }[]).filter(
      ({ action, subject }) => action === 'suppression.added' && subject?.id === bounced.id,
    );
    expect(added.map(({ after }) => after)).toEqual([
      { reason: 'complaint', kind: 'email' },
      { reason: 'hard-bounce', kind: 'email' },
    ]);
  });

  it('is listed by kind, reason and source, in every order and in pages', async () => {
    const phone = '+43 660 7654321';
    const added = await add({ phone, reason: 'unsubscribed-by-request' });
    expect(await check({ phone: '00436607654321' })).toEqual(added);
    const last = await add({ email: `${randomUUID()}@member.example` });
    expect((await list('&kind=phone')).map(({ id }) => id)).toContain(added.id);
    expect((await list('&reason=manual')).map(({ id }) => id)).not.toContain(added.id);
    expect(await list('&source=mail-server&kind=phone')).toEqual([]);
    const rows = await list();
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([added.id, last.id]));
    for (const sort of ['added', 'reason'])
      for (const order of ['asc', 'desc']) {
        const query = `sort=${sort}&order=${order}`;
        const first = (await call('get', `/suppressions?limit=1&${query}`).expect(200)).body;
        const rest = await call('get', `/suppressions?${query}&cursor=${first.cursor.next}`).expect(200);
        expect([...first.data, ...rest.body.data]).toEqual(await list(`&${query}`));
      }
  });

  it('counts for text messages and calls by its phone number', async () => {
    const member = await makeMember(club.api, { phone: '+436601112223' });
    await call('put', `/members/${member.id}/consents`, {
      consents: [{ purpose: 'marketing', channel: 'telephone', granted: true }],
    }).expect(200);
    expect((await marketing(member.id, 'telephone'))?.allowed).toBe(true);
    await add({ phone: '+436601112223' });
    expect(await marketing(member.id, 'telephone')).toMatchObject({ reason: 'suppressed' });
  });
});

describe('the list fills itself', () => {
  it('with addresses of which a mail server says that they do not exist', async () => {
    const member = await willing();
    club.mailbox.refused.add(member.email ?? '');
    await write(member, receipt);
    await vi.waitFor(
      async () =>
        expect(await check({ email: member.email ?? '' })).toMatchObject({
          reason: 'hard-bounce',
          source: 'mail-server',
        }),
      { timeout: 20_000 },
    );
    expect(await states(member.id)).toEqual([{ template: 'test-receipt', state: 'failed' }]);
    expect(await marketing(member.id)).toMatchObject({ reason: 'suppressed', suppression: 'hard-bounce' });
  });

  it('until its owner uses a link from a mail; other reasons stay', async () => {
    const [gone, complained] = [await willing(), await willing()];
    await add({ email: gone.email, reason: 'hard-bounce' });
    await add({ email: complained.email, reason: 'complaint' });
    await confirm(gone);
    await confirm(complained);
    expect(await check({ email: gone.email })).toBeNull();
    expect((await marketing(gone.id))?.allowed).toBe(true);
    expect(await check({ email: complained.email })).toMatchObject({ reason: 'complaint' });
    const { body } = await call('get', '/audit-entries?limit=20').expect(200);
    expect(body.data).toContainEqual(
      expect.objectContaining({
        action: 'suppression.removed',
        after: { reason: 'address-works', kind: 'email' },
      }),
    );
  });

  it('with addresses of members who refused, when they are erased; a later consent of the owner is newer', async () => {
    const at = new Date(club.api.clock.now()).toISOString();
    const [refuser, changed, other] = [await willing(), await willing(), await willing()];
    for (const { id } of [refuser, changed])
      await call('put', `/members/${id}/consents`, {
        consents: [{ purpose: 'marketing', channel: 'email', granted: false }],
      }).expect(200);
    for (const { id } of [refuser, changed, other])
      await call('post', `/members/${id}/close`, { reason: 'moved' }).expect(200);
    club.api.clock.advance({ days: 30 });
    expect(await club.api.app.get(EraseMembersJob).eraseDue()).toBe(3);
    const of = (member: { email: string | null }) => ({
      email: member.email ?? '',
      emailConfirmedAt: club.api.clock.date(),
    });
    expect(await check({ email: of(refuser).email })).toMatchObject({
      reason: 'unsubscribed-by-request',
      source: 'erasure',
    });
    expect(await check({ email: of(other).email })).toBeNull();
    expect((await marketing((await makeMember(club.api, of(refuser))).id))?.reason).toBe('suppressed');
    club.api.clock.advance({ minutes: 1 });
    const again = await makeMember(club.api, { ...of(changed), consents: [wants] });
    expect((await marketing(again.id))?.allowed).toBe(true);
    // A complaint of this membership is not that refusal: the consent is older.
    await add({ email: again.email, reason: 'complaint' });
    expect(await marketing(again.id)).toMatchObject({ reason: 'suppressed', suppression: 'complaint' });
    club.api.clock.set(at);
  });
});

describe('the ECG list', () => {
  const sha1 = (words: string): Buffer => createHash('sha1').update(words).digest();
  const take = (file: Buffer | string) =>
    club.api.http
      .put('/api/v1/ecg-list')
      .set('authorization', `Bearer ${club.key}`)
      .set('content-type', 'application/octet-stream')
      .send(file);

  it('keeps customers in Austria who never consented from advertising, and is replaced as a whole', async () => {
    const shop = await openShop(club.api);
    const at = [{ country: 'at', ageOfConsent: null, existingCustomers: true }];
    await call('put', '/permission-settings', { countries: at }).expect(200);
    const [buyer, listed, german] = [
      await makeMember(club.api, { emailConfirmedAt: new Date() }),
      await makeMember(club.api, { emailConfirmedAt: new Date(), email: 'me@listed.example' }),
      await makeMember(club.api, { emailConfirmedAt: new Date(), consents: [wants] }),
    ];
    for (const { id } of [buyer, listed, german]) await shop.sell(500, id);
    const reasons = async () => {
      const told = [];
      for (const { id } of [buyer, listed, german]) {
        const answer = await marketing(id);
        told.push(answer?.basis ?? answer?.reason);
      }
      return told;
    };
    expect(await reasons()).toEqual(['existing-customer', 'existing-customer', 'consent']);
    const all = [sha1(buyer.email ?? ''), sha1('@listed.example'), sha1(german.email ?? '')];
    const { body } = await take(Buffer.concat(all)).expect(200);
    expect(body).toMatchObject({ entries: 3, refused: { count: 0, lines: [] } });
    // A consent is the newer word: § 174 (4) TKG 2021 names the list for customers only.
    expect(await reasons()).toEqual(['ecg-listed', 'ecg-listed', 'consent']);

    for (const file of [Buffer.concat(all).subarray(1), 'email\nanna@member.example\n'])
      await expectProblem(take(file), 422, 'unreadable-file', '/file');
    expect((await call('get', '/ecg-list').expect(200)).body.entries).toBe(3);

    const lines = `${sha1('@listed.example').toString('hex')}\nnone\n`;
    expect((await take(lines).expect(200)).body).toMatchObject({
      entries: 1,
      refused: { count: 1, lines: [2] },
    });
    expect(await reasons()).toEqual(['existing-customer', 'ecg-listed', 'consent']);
    await call('put', '/permission-settings', { countries: [] }).expect(200);
  });
});
