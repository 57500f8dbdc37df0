import { randomUUID } from 'node:crypto';
import { adjustPoints, listAuditEntries } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';

const desk = { width: 1280, height: 900 } as const;
const reason = 'a canary that the log does not repeat';
let club: TestClub;
let manager: SignedIn;
let memberId: string;
beforeAll(async () => {
  club = await startClub();
  manager = await makeStaff(club.api, ['manager']);
  memberId = (await makeMember(club.api, { firstName: 'Eva', lastName: 'Nová' })).id;
  const { cookie } = manager;
  const client = club.api.client({ cookie });
  await client.call(adjustPoints, {
    params: { id: memberId },
    body: { points: 25, reason },
    key: randomUUID(),
  });
  const location = { code: 'graben', name: 'Graben', kind: 'shop', currency: 'EUR' };
  const made = await send(club.api, 'post', '/locations', { cookie, body: location });
  expect(made.status).toBe(201);
  await send(club.api, 'patch', `/locations/${made.body.id}`, {
    cookie,
    version: 1,
    body: { name: 'Graben 12' },
  }).expect(200);
});
afterAll(() => club.close());

it('the audit page lists actions in words, day by day, with links', async () => {
  const page = await club.page(manager.cookie, { ...desk, language: 'de' });
  await page.goto('/console/audit');
  const rows = page.locator('main section li');
  const adjusted = rows.filter({ hasText: 'Punkte korrigiert' });
  expect((await adjusted.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
    /Punkte korrigiert \+25 · Eva Nová \d\d:\d\d · manager/,
  );
  expect(await page.locator('main section h2').count()).toBe(1);
  const changed = rows.filter({ hasText: 'Standort geändert' });
  await changed.locator('summary').click();
  expect((await changed.locator('del').innerText()).trim()).toBe('Graben');
  expect((await changed.locator('ins').innerText()).trim()).toBe('Graben 12');
  expect(await changed.innerText()).toMatch(/Von 127\.0\.0\.0\s+Anfrage [\da-f-]{36}/);
  expect(await page.locator('main').innerText()).not.toContain('canary');
  expect(await axeFaults(page)).toEqual([]);
  await adjusted.getByRole('link', { name: 'Eva Nová' }).click();
  await page.waitForURL(`**/console/members/${memberId}`);
});

it('the audit page filters by kind, person, day and member in the URL, and says when nothing matches', async () => {
  const page = await club.page(manager.cookie, { language: 'cs' });
  await page.goto('/console/audit?action=location');
  expect(await page.locator('main section li').count()).toBe(2);
  await page.goto(`/console/audit?member=${memberId}&actor=${manager.accountId}`);
  expect(await page.locator('main section li').allInnerTexts()).toEqual([
    expect.stringContaining('Body upraveny'),
  ]);
  await page.getByRole('link', { name: 'Jen: Eva Nová' }).click();
  await page.waitForURL((url) => !url.searchParams.has('member') && url.searchParams.has('actor'));
  await page.goto('/console/audit?from=2020-01-01&to=2020-01-02');
  expect(await page.locator('main').innerText()).toContain('Těmto filtrům neodpovídá žádný záznam.');
  expect(await axeFaults(page)).toEqual([]);
});

it.each(['audit', 'purchases'])('the filters of %s keep both days next to each other', async (list) => {
  const page = await club.page(manager.cookie, { width: 844, height: 390, language: 'en' });
  await page.goto(`/console/${list}`);
  const fields = page.getByRole('search').locator('input[type="date"]');
  await fields.last().waitFor();
  expect(await fields.count()).toBe(2);
  for (let width = 680; width <= 1000; width += 40) {
    await page.setViewportSize({ width, height: 390 });
    const [from, to] = [await fields.first().boundingBox(), await fields.last().boundingBox()];
    expect({ width, top: to?.y }).toEqual({ width, top: from?.y });
  }
  await page.context().close();
});

it('the audit page exports a file, with an audit entry without the values of the filters', async () => {
  const reply = await fetch(`${club.url}/console/exports?/file`, {
    method: 'POST',
    headers: { cookie: `${manager.cookie}; PARAGLIDE_LOCALE=en`, origin: club.url, accept: 'text/html' },
    body: new URLSearchParams({
      kind: 'audit',
      format: 'csv',
      address: `?action=points&member=${memberId}`,
    }),
    redirect: 'manual',
  });
  expect(reply.status).toBe(303);
  const file = await fetch(`${club.url}${reply.headers.get('location')}`, {
    headers: { cookie: manager.cookie },
  });
  const [head, row] = (await file.text()).split('\r\n');
  expect(head).toContain('Time,Kind of access,Who,Action');
  expect(row).toMatch(/account,manager,points\.adjusted,.*Eva Nová,points: – → 25,127\.0\.0\.0/u);
  const { data } = await club.api
    .client({ cookie: manager.cookie })
    .call(listAuditEntries, { query: { action: 'export.started', limit: 1 } });
  expect(data).toMatchObject([
    {
      action: 'export.started',
      after: { kind: 'audit', format: 'csv', filters: ['action', 'member'] },
    },
  ]);
});
