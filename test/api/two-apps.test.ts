import { afterAll, beforeAll, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { send } from '../support/requests.ts';

let first: TestApp;
beforeAll(async () => {
  first = await startApp();
});
afterAll(() => first.close());

it('two applications in one process recognise their own callers, also when one of them is closed', async () => {
  const { cookie } = await makeSignedInMember(first);
  const key = await makeKey(first);
  const second = await startApp();
  try {
    const theirs = { cookie: (await makeSignedInMember(second)).cookie };
    const theirKey = { key: await makeKey(second) };
    await send(second, 'get', '/me', theirs).expect(200);
    await send(second, 'get', '/members', theirKey).expect(200);
    await send(first, 'get', '/me', theirs).expect(401);
    await send(first, 'get', '/members', theirKey).expect(401);
  } finally {
    await second.close();
  }
  await send(first, 'get', '/me', { cookie }).expect(200);
  await send(first, 'get', '/members', { key }).expect(200);
});
