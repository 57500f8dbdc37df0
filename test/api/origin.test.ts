import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeStaff } from '../support/makers.ts';

const secret = 'known-to-the-portal-alone';
let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, { PORTAL_SECRET: secret });
});
afterAll(() => api.close());

/** Signs out in the way the portal's server forwards it for a browser at `club.example`. */
const passedOn = async (proof?: string) => {
  const { cookie } = await makeStaff(api, ['cashier']);
  const request = api.http
    .delete('/api/v1/sessions/current')
    .set({ cookie, origin: 'https://club.example', 'x-forwarded-host': 'club.example' });
  return proof === undefined ? request : request.set('x-regulars-portal', proof);
};

it('the API trusts the portal on the host that the visitor sees', async () => {
  expect((await passedOn(secret)).status).toBe(204);
});

it.each([undefined, '', 'x'.repeat(secret.length), `${secret}x`])(
  'the API trusts nobody else: %j',
  async (proof) => {
    const { status, body } = await passedOn(proof);
    expect([status, body.code]).toEqual([403, 'foreign-origin']);
  },
);
