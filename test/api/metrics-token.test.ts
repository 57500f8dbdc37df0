import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

const token = 'a token of the monitoring';
let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, { METRICS_TOKEN: token });
});
afterAll(() => api.close());

it('a caller with the token gets the metrics from anywhere', async () => {
  const ask = async (headers: Record<string, string>): Promise<number> =>
    (await api.http.get('/api/metrics').set(headers)).status;
  expect(await ask({ authorization: `Bearer ${token}`, host: 'club.example', via: '1.1 proxy' })).toBe(200);
  expect(await ask({})).toBe(404);
  for (const wrong of [`Bearer ${token}x`, 'Bearer ', `Basic ${token}`, `Bearer rk_live_${'x'.repeat(30)}`])
    expect(await ask({ authorization: wrong })).toBe(404);
});
