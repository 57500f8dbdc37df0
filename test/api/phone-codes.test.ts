import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConsentEntry, Message, Permission } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
}
const secret = 'a secret of the gateway alone';
const received: Received[] = [];
let answer = 200;
const gateway = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    received.push({ headers: request.headers, raw: Buffer.concat(chunks).toString() });
    response.writeHead(answer).end();
  });
});

let api: TestApp;
let key: string;
let numbers = 0;
beforeAll(async () => {
  await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
  const { port } = gateway.address() as AddressInfo;
  api = await startApp(undefined, { SMS_URL: `http://127.0.0.1:${port}/sms`, SMS_SECRET: secret });
  key = await makeKey(api);
});
afterAll(async () => {
  await api.close();
  gateway.close();
});

const wanting = async (): Promise<SignedInMember & { phone: string }> => {
  numbers += 1;
  const phone = `+43660222${String(numbers).padStart(4, '0')}`;
  const said = { granted: true, source: 'member', version: 3 } as const;
  const consents = [{ ...said, purpose: 'marketing', channel: 'sms' }] as const;
  return { ...(await makeSignedInMember(api, { phone, consents })), phone };
};
const ask = ({ cookie }: SignedInMember) => send(api, 'post', '/me/phone-codes', { cookie });
const confirm = ({ cookie }: SignedInMember, code: string) =>
  send(api, 'post', '/me/phone-confirmations', { cookie, body: { code } });
const sentTo = (phone: string): Received[] => received.filter(({ raw }) => JSON.parse(raw).to === phone);
const codeIn = (text: string): string => /\b\d{6}\b/.exec(text)?.[0] ?? '';
/** The code of the newest of so many messages. */
const codeOf = async ({ phone }: { phone: string }, messages = 1): Promise<string> => {
  await expect.poll(() => sentTo(phone).length, { timeout: 20_000 }).toBe(messages);
  const codes = sentTo(phone).map(({ raw }) => codeIn(JSON.parse(raw).text));
  return codes.at(-1) ?? '';
};
const other = (code: string): string => (code === '111111' ? '222222' : '111111');
const bySms = async ({ member }: SignedInMember): Promise<Permission | undefined> => {
  const { body } = await send(api, 'get', `/members/${member.id}/permissions`, { key }).expect(200);
  return (body.messages as Permission[]).find((each) => each.class === 'marketing' && each.channel === 'sms');
};

describe('a consent by SMS', () => {
  it('counts once the code from the message was entered, and keeps its proof', async () => {
    const member = await wanting();
    expect(await bySms(member)).toMatchObject({ allowed: false, reason: 'pending' });
    await ask(member).expect(202);
    const code = await codeOf(member);
    const { headers, raw } = sentTo(member.phone)[0] as Received;
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${raw}`;
    const signature = createHmac('sha256', secret).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    await expectProblem(confirm(member, other(code)), 422, 'code-wrong', '/code');
    await expectProblem(confirm(member, 'abc'), 400, 'invalid-request', '/code');
    api.clock.advance({ minutes: 1 });
    await confirm(member, code).expect(204);
    expect(await bySms(member)).toMatchObject({ allowed: true, basis: 'consent', consent: { version: 3 } });
    const { body } = await send(api, 'get', '/me/consents', { cookie: member.cookie }).expect(200);
    expect((body.data as ConsentEntry[]).filter(({ channel }) => channel === 'sms')).toMatchObject([
      { state: 'granted', source: 'confirmation', version: 3, language: 'de' },
      { state: 'pending', source: 'member', version: 3 },
    ]);
    await expectProblem(confirm(member, code), 410, 'code-over');
    await expectProblem(ask(member), 409, 'nothing-to-confirm');
    const messages = await send(api, 'get', `/members/${member.member.id}/messages`, { key }).expect(200);
    expect(messages.body.data as Message[]).toMatchObject([
      { channel: 'sms', class: 'service', cause: 'phone-code', state: 'sent' },
    ]);
    expect(JSON.stringify(messages.body)).not.toContain(code);
  });

  it('is not confirmed after five wrong codes, ten minutes, or by an earlier code', async () => {
    const member = await wanting();
    await ask(member).expect(202);
    const first = await codeOf(member);
    await ask(member).expect(202);
    const second = await codeOf(member, 2);
    if (first !== second) await expectProblem(confirm(member, first), 422, 'code-wrong', '/code');
    const tries = first === second ? 5 : 4;
    // At the same moment, too: each one is counted.
    await Promise.all(Array.from({ length: tries }, () => confirm(member, other(second)).expect(422)));
    await expectProblem(confirm(member, second), 410, 'code-over');
    await ask(member).expect(202);
    const third = await codeOf(member, 3);
    api.clock.advance({ minutes: 10 });
    await expectProblem(confirm(member, third), 410, 'code-over');
    expect((await bySms(member))?.allowed).toBe(false);
    await ask(member).expect(202);
    await ask(member).expect(202);
    await expectProblem(ask(member), 429, 'too-many-requests');
  });

  it('is not confused by an earlier code that waited for the gateway', async () => {
    const member = await wanting();
    answer = 503;
    await ask(member).expect(202);
    await expect.poll(() => sentTo(member.phone).length, { timeout: 20_000 }).toBeGreaterThan(0);
    const first = codeIn(JSON.parse(sentTo(member.phone)[0]?.raw ?? '{}').text);
    await ask(member).expect(202);
    answer = 200;
    const states = async () =>
      (await send(api, 'get', `/members/${member.member.id}/messages`, { key })).body.data as Message[];
    await expect.poll(states, { timeout: 20_000 }).toMatchObject([{ cause: 'phone-code', state: 'sent' }]);
    const last = codeIn(JSON.parse(sentTo(member.phone).at(-1)?.raw ?? '{}').text);
    expect(last).not.toBe(first);
    await confirm(member, last).expect(204);
  });

  it('is of one number: another one needs another code', async () => {
    const member = await wanting();
    await ask(member).expect(202);
    const code = await codeOf(member);
    const renumber = async (): Promise<void> => {
      numbers += 1;
      const path = `/members/${member.member.id}`;
      const { version } = (await send(api, 'get', path, { key }).expect(200)).body;
      const body = { phone: `+43660333${String(numbers).padStart(4, '0')}` };
      await send(api, 'patch', path, { key, version, body }).expect(200);
    };
    await renumber();
    await expectProblem(confirm(member, code), 422, 'code-wrong', '/code');
    const { phone } = (await send(api, 'get', '/me', { cookie: member.cookie }).expect(200)).body.member;
    await ask(member).expect(202);
    await confirm(member, await codeOf({ phone })).expect(204);
    expect((await bySms(member))?.allowed).toBe(true);
    api.clock.advance({ minutes: 1 });
    await renumber();
    expect(await bySms(member)).toMatchObject({ allowed: false, reason: 'pending' });
  });

  it('of an invented person is not confirmed: the number may be someone’s', async () => {
    const member = await wanting();
    await rowsOf(api, `update members set origin = 'demo' where id = $1 returning id`, [member.member.id]);
    await expectProblem(ask(member), 409, 'sms-not-available');
    expect(sentTo(member.phone)).toEqual([]);
  });

  it('is not asked for again and again where the gateway refuses the number', async () => {
    const member = await wanting();
    answer = 400;
    await ask(member).expect(202);
    const states = async () =>
      (await send(api, 'get', `/members/${member.member.id}/messages`, { key })).body.data as Message[];
    await expect.poll(states, { timeout: 20_000 }).toMatchObject([{ channel: 'sms', state: 'failed' }]);
    expect(sentTo(member.phone)).toHaveLength(1);
    answer = 200;
  });
});
