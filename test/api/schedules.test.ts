import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { rowsOf } from '../support/rows.ts';

it('the API sends scheduled jobs, except in tests, which could not foresee them', async () => {
  const looksAtSchedules = async (schedules: boolean): Promise<boolean> => {
    const api = await startApp(undefined, {}, { schedules });
    try {
      const [daily] = await rowsOf<{ cron: string }>(
        api,
        `select cron from pgboss.schedule where name = 'tier-notices'`,
      );
      expect(daily).toEqual({ cron: '30 7 * * *' });
      // So that another process takes what a killed one was at.
      expect(
        await rowsOf(
          api,
          `select distinct heartbeat_seconds, expire_seconds from pgboss.queue where name not like '\\_\\_pgboss%'`,
        ),
      ).toEqual([{ heartbeat_seconds: 30, expire_seconds: 43_200 }]);
      const looked = async () =>
        (
          await rowsOf<{ looked: boolean }>(api, 'select cron_on is not null as looked from pgboss.version')
        )[0]?.looked;
      if (schedules) await expect.poll(looked).toBe(true);
      return (await looked()) ?? false;
    } finally {
      await api.close();
    }
  };
  expect(await looksAtSchedules(true)).toBe(true);
  expect(await looksAtSchedules(false)).toBe(false);
});
