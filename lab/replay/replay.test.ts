import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { listMembers, listPurchases, recordPurchase } from '@regulars/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { centsOf, readBaskets, wholeNumber } from './baskets.ts';
import { startApp, type TestApp } from '../../test/support/app.ts';
import { makeKey } from '../../test/support/makers.ts';

const folder = join(process.env['SAMPLE_DATA_DIR'] ?? '', 'complete-journey');
const hasData = Boolean(process.env['SAMPLE_DATA_DIR']) && existsSync(folder);
if (!hasData)
  console.warn('No real baskets in $SAMPLE_DATA_DIR/complete-journey: the tests of the replay are left out.');

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

interface Run {
  readonly child: ChildProcess;
  readonly said: string[];
  readonly ended: Promise<number | null>;
}

/** The tool in a separate process, which gets only a URL, a key and the data. */
const run = (url: string, key: string, ...more: string[]): Run => {
  const program = join(import.meta.dirname, 'main.ts');
  const args = ['--url', url, '--key', key, '--data', folder, ...more];
  const child = spawn(process.execPath, ['--conditions=@regulars/source', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => said.push(line));
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, said, ended };
};

describe('the sample data', () => {
  it('parses amounts to the cent, and numbers in short form', () => {
    expect(['3.86', '1', '1.5', '0.05'].map(centsOf)).toEqual([386, 100, 150, 5]);
    expect(['31625220889', '9e+05', '4.0128e+10'].map(wholeNumber)).toEqual([
      '31625220889',
      '900000',
      '40128000000',
    ]);
    expect(() => centsOf('1.234')).toThrow(/1\.234/);
    expect(() => wholeNumber('1.5')).toThrow(/1\.5/);
  });

  it.runIf(hasData)('has the known counts', async () => {
    const baskets = await readBaskets(folder);
    const lines = baskets.flatMap((basket) => basket.lines);
    expect(baskets).toHaveLength(47_243);
    expect(lines).toHaveLength(75_000);
    expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(23_393_524);
    expect(baskets.every((basket, index) => index === 0 || basket.at >= (baskets[index - 1]?.at ?? ''))).toBe(
      true,
    );
  });
});

describe.runIf(hasData)('npm run replay', { timeout: 240_000 }, () => {
  let api: TestApp;
  let key: string;
  beforeAll(async () => {
    api = await startApp();
    key = await makeKey(api, [
      'club:read',
      'club:write',
      'members:read',
      'members:write',
      'purchases:read',
      'purchases:write',
      'points:read',
    ]);
  });
  afterAll(() => api.close());

  const counts = async () => {
    const client = api.client({ apiKey: key });
    const query = { limit: 1, include: 'total' as const };
    const purchases = await client.call(listPurchases, { query });
    const members = await client.call(listMembers, { query });
    return { purchases: purchases.total ?? 0, members: members.total ?? 0 };
  };

  it('posts 600 baskets although it is killed halfway; a second run adds nothing', async () => {
    const first = run(api.url, key, '--count', '600');
    await expect.poll(async () => (await counts()).purchases, { timeout: 120_000 }).toBeGreaterThan(200);
    first.child.kill('SIGKILL');
    await first.ended;
    const half = await counts();
    expect(half.purchases).toBeLessThan(600);

    const second = run(api.url, key, '--count', '600');
    expect(await second.ended, second.said.join('\n')).toBe(0);
    expect(await counts()).toEqual({ purchases: 600, members: 512 });
    expect(second.said).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Posted \d+, there already \d+\.$/),
        'We say       2954.97 USD and 2653 points.',
        'The API says 2954.97 USD and 2653 points.',
        'Every purchase and every member agree.',
      ]),
    );

    const third = run(api.url, key, '--count', '600');
    expect(await third.ended, third.said.join('\n')).toBe(0);
    expect(third.said).toContain('Posted 0, there already 600.');
    expect(await counts()).toEqual({ purchases: 600, members: 512 });
  });

  it('exits with 1 and names the basket if the API gives another result', async () => {
    const [basket] = (await readBaskets(folder)).slice(600);
    await api.client({ apiKey: key }).call(recordPurchase, {
      body: {
        receipt: { location: 'journey', number: basket?.id ?? '' },
        purchasedAt: basket?.at ?? '',
        member: { externalId: '906' },
        currency: 'USD',
        lines: [{ amount: 123_456 }],
      },
    });
    const fourth = run(api.url, key, '--count', '10');
    expect(await fourth.ended).toBe(1);
    expect(fourth.said.join('\n')).toContain(`basket ${basket?.id} costs: the API says 123456, we say`);
  });
});

describe('an input that cannot work', () => {
  it('is reported in one line', async () => {
    const nowhere = run('http://127.0.0.1:9', 'rk_live_none', '--count', 'many');
    expect(await nowhere.ended).toBe(1);
    expect(nowhere.said[0]).toBe('--count is a whole number from 1 to 1000000.');
    const unknown = run('http://127.0.0.1:9', 'rk_live_none', '--cuont=5');
    expect(await unknown.ended).toBe(1);
    expect(unknown.said[0]).toContain("Unknown option '--cuont'");
  });
});
