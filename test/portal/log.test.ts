import { afterAll, beforeAll, expect, it } from 'vitest';
import { LogLines } from '../support/log-lines.ts';
import { makeStaff } from '../support/makers.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { rowsOf } from '../support/rows.ts';

const log = new LogLines();
let club: TestClub;
beforeAll(async () => {
  club = await startClub({ LOG_LEVEL: 'info' });
});
afterAll(() => club.close());

it('an error page shows the number under which the log of portal and API tells what broke', async () => {
  const manager = await makeStaff(club.api, ['manager']);
  await rowsOf(club.api, 'alter table rewards rename to lost_rewards');
  const page = await club.page(manager.cookie, { language: 'en' });
  const reply = await page.goto('/console/rewards?canary=1');
  await rowsOf(club.api, 'alter table lost_rewards rename to rewards');
  expect(reply?.status()).toBe(500);
  const id = reply?.headers()['x-request-id'] ?? '';
  expect(id).toMatch(/^[\da-f-]{36}$/);
  expect(await page.getByText('Please quote this number').textContent()).toContain(id);
  await expect.poll(() => log.with({ id, app: 'portal' })).toHaveLength(1);
  expect(log.with({ id, app: 'portal' })).toMatchObject([
    { method: 'GET', route: '/console/rewards', status: 500, who: 'manager', account: manager.accountId },
  ]);
  expect(log.with({ id, app: 'api', status: 500 })).toMatchObject([
    { route: '/api/v1/rewards', error: { code: '42P01' }, address: '127.0.0.0' },
  ]);
  expect(log.text).not.toContain('canary');
});

it('the link of a mail leaves only the pattern of its page', async () => {
  log.forget();
  const token = `canary${'x'.repeat(40)}`;
  const page = await club.page(undefined, { language: 'en' });
  await page.goto(`/reset-password/${token}`);
  await page.goto(`/reset-password?token=${token}`);
  await expect.poll(() => log.with({ app: 'portal' }).length).toBeGreaterThanOrEqual(2);
  expect(log.text).not.toContain('canary');
});
