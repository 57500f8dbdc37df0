import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';

let club: MailedApp;
let mailbox: MailedApp['mailbox'];
let api: TestApp;
beforeAll(async () => {
  club = await startMailedApp();
  ({ mailbox, api } = club);
});
afterAll(() => club.close());

const post = (path: string, body: object) => send(api, 'post', path, { body });
const askFor = async (email: string, count = 1): Promise<string> => {
  await post('/password-resets', { email }).expect(202);
  return mailbox.link(email.toLowerCase(), '/reset-password', count);
};
const isSignedIn = async (cookie: string): Promise<boolean> =>
  (await send(api, 'get', '/sessions/current', { cookie })).status === 200;

describe('a forgotten password', () => {
  it('is replaced by a link, which ends all sessions', async () => {
    const member = await makeSignedInMember(api);
    const token = await askFor(member.email.toUpperCase());
    await post(`/password-resets/${token}`, { password: 'ein neuer Satz' }).expect(204);
    expect(await isSignedIn(member.cookie)).toBe(false);
    await expectProblem(
      post('/sessions', { email: member.email, password: member.password }),
      401,
      'wrong-credentials',
    );
    await post('/sessions', { email: member.email, password: 'ein neuer Satz' }).expect(201);
  });

  it('is replaced by the newest link only, once, within an hour', async () => {
    const { email, cookie } = await makeStaff(api, ['cashier']);
    const reset = (token: string, password = 'ein neuer Satz') =>
      post(`/password-resets/${token}`, { password });
    const first = await askFor(email);
    const second = await askFor(email, 2);
    await expectProblem(reset(first), 410, 'link-expired');
    await expectProblem(reset(second, 'short'), 400, 'invalid-request', '/password');
    expect(await isSignedIn(cookie)).toBe(true);
    await reset(second).expect(204);
    await expectProblem(reset(second), 409, 'link-used');
    const third = await askFor(email, 3);
    api.clock.advance({ hours: 1 });
    await expectProblem(reset(third), 410, 'link-expired');
    await expectProblem(reset('x'.repeat(43)), 404, 'not-found');
    await expectProblem(reset('x'), 404, 'not-found');
  });

  it('is replaced once if two use the link at the same time', async () => {
    const { email } = await makeStaff(api, ['cashier']);
    const token = await askFor(email);
    const replies = await Promise.all(
      ['der erste Satz', 'der zweite Satz'].map((password) =>
        post(`/password-resets/${token}`, { password }),
      ),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });

  it('gives the same answer for unknown addresses, and sends them no mail', async () => {
    const unknown = `${randomUUID()}@nobody.example`;
    const { email: known } = await makeStaff(api, ['cashier']);
    const replies = [
      await post('/password-resets', { email: unknown }),
      await post('/password-resets', { email: known }),
    ];
    expect(replies.map(({ status, text }) => ({ status, text }))).toEqual([
      { status: 202, text: '' },
      { status: 202, text: '' },
    ]);
    await mailbox.received(known);
    await vi.waitFor(
      async () => {
        const waiting = await api.app
          .get(Transactions)
          .query(
            madeStatement(
              `select state from pgboss.job where name = 'send-password-reset' and state <> 'completed'`,
            ),
          );
        expect(waiting).toEqual([]);
      },
      { timeout: 15_000 },
    );
    expect(mailbox.to(unknown)).toEqual([]);
  });

  it('sends at most five mails an hour, and the answer does not show it', async () => {
    const { email } = await makeStaff(api, ['cashier']);
    for (let asked = 0; asked < 7; asked += 1) await post('/password-resets', { email }).expect(202);
    await mailbox.received(email, 5);
    const [row] = await api.app
      .get(Transactions)
      .query(
        madeStatement<{ asked: number }>(
          `select count(*)::int as asked from pgboss.job where name = 'send-password-reset' and data->>'email' = '${email}'`,
        ),
      );
    expect(row?.asked).toBe(5);
  });

  it('needs an address', async () => {
    await expectProblem(post('/password-resets', { email: 'nobody' }), 400, 'invalid-request', '/email');
  });
});
