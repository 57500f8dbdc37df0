import { text } from 'node:stream/consumers';
import { adjustPoints, inviteStaff, listMails, refuseApproval } from '@regulars/contracts';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeMember, makeMergeRequest } from '../support/makers/members.ts';
import { changeApprovals, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { startClub, untilGone, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const desk = { width: 1440, height: 900, language: 'en' } as const;
const phone = { width: 390, height: 844, language: 'de' } as const;

describe.runIf(await findBrowser())('lists of the console', { timeout: 120_000 }, () => {
  let club: TestClub;
  let anna: SignedIn;
  let bela: SignedIn;
  let page: Page;
  beforeAll(async () => {
    club = await startClub({ RETENTION_KEYS: retentionKeys });
    anna = await makeStaff(club.api, ['admin']);
    bela = await makeStaff(club.api, ['admin']);
    await changeApprovals(club.api, { points: 100 });
    const admin = club.api.client(anna);
    await admin.call(inviteStaff, {
      body: { email: 'new@x.example', displayName: 'New', role: 'cashier', language: 'en' },
    });
    // Without a mail server, the list shows the mails that were written into files.
    await vi.waitFor(async () => expect((await admin.call(listMails)).data).toHaveLength(1), 15_000);
    const importing = new Importing(club.api, await makeKey(club.api));
    await importing.run(
      { kind: 'members', mapping: { columns: { email: 'mail' } } },
      'mail\nclara@x.example',
    );
    await rowsOf(
      club.api,
      `insert into event_failures (consumer, number, name, at, origin, data, state, attempts, error, parked_at)
       select name, 1000, 'card.issued', now(), 'live', '{}', 'dead', 5, 'broken', now() from event_consumers limit 1`,
    );
    page = await club.page(anna.cookie, desk);
  });
  afterAll(() => club.close());

  const follow = async (link: Locator, query: string): Promise<void> => {
    await link.click();
    await page.waitForURL(`**?${query}`);
    expect(await axeFaults(page)).toEqual([]);
  };

  it('a product list is filled from a file, searched, saved as a file and deleted', async () => {
    await page.goto('/console/product-sets?new=yes');
    const dialog = page.getByRole('dialog', { name: 'Add a product list' });
    await dialog.getByRole('group', { name: 'Name' }).getByRole('textbox').first().fill('Beans');
    await dialog.getByRole('button', { name: 'Add a product list' }).click();
    await page.getByRole('heading', { name: 'Beans' }).waitFor();
    await page.getByText('The list is empty').waitFor();
    const send = async (text: string): Promise<void> => {
      const file = { name: 'beans.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      await page.getByLabel('CSV file').setInputFiles(file);
      await page.getByRole('button', { name: 'Replace the list' }).click();
    };
    await send(`A-1\n${'9'.repeat(101)}\n`);
    await page.getByText('Line 2: longer than 100 characters').waitFor();
    await page.getByText('The list is empty').waitFor();
    await send('A-1\nA-2\nB-1\n');
    await page.getByRole('cell', { name: 'B-1' }).waitFor();
    await page.getByText('3 article numbers belong to no product').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    expect(await text(await (await saved).createReadStream())).toBe('sku\nA-1\nA-2\nB-1\n');
    await page.getByRole('searchbox').fill('A-');
    await page.getByRole('searchbox').press('Enter');
    await untilGone(page.getByRole('cell', { name: 'B-1' }));
    await page.getByRole('cell', { name: 'A-2' }).waitFor();
    await page.getByRole('button', { name: 'Delete the list' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the list' }).click();
    await page.waitForURL(/\/console\/product-sets$/u);
    await page.getByText('No product list yet').waitFor();
  });

  it('a rate table is filled from a file, gets a later version and is deleted', async () => {
    await page.goto('/console/rate-tables?new=yes');
    const dialog = page.getByRole('dialog', { name: 'Add a rate table' });
    await dialog.getByRole('group', { name: 'Name' }).getByRole('textbox').first().fill('Suppliers');
    await dialog.getByRole('button', { name: 'Add a rate table' }).click();
    await page.getByRole('heading', { name: 'Suppliers' }).waitFor();
    await page.getByText('The table is empty').waitFor();
    const send = async (text: string, from = ''): Promise<void> => {
      const file = { name: 'rates.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      await page.getByLabel('CSV file').setInputFiles(file);
      await page.getByLabel('In force from').fill(from);
      await page.getByRole('button', { name: 'Upload' }).click();
    };
    await send('sku,points\nA-1,=1+1\n');
    await page.getByText('Line 2: “points” is not a number').waitFor();
    await send('sku,points\nA-1,1.5\nA-2,2\nB-1,3\n');
    await page.getByRole('cell', { name: 'B-1' }).waitFor();
    await page.getByText('3 article numbers belong to no product').waitFor();
    await send('sku,points\nA-1,4\n', '2099-01-01T00:00');
    await page.getByText('0 added, 1 changed, 2 removed').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('searchbox').fill('A-');
    await page.getByRole('searchbox').press('Enter');
    await untilGone(page.getByRole('cell', { name: 'B-1' }));
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await untilGone(page.getByText('0 added, 1 changed, 2 removed'));
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as CSV' }).click();
    const file = await text(await (await saved).createReadStream());
    expect(file).toBe('sku,location,points\nA-1,*,1.5\nA-2,*,2\nB-1,*,3\n');
    await page.getByRole('button', { name: 'Delete the table' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the table' }).click();
    await page.waitForURL(/\/console\/rate-tables$/u);
    await page.getByText('No rate table yet').waitFor();
  });

  it('the audit log sorts by time, person and action', async () => {
    await page.goto('/console/audit');
    const orders = page.getByRole('navigation', { name: 'Sort by' });
    await follow(orders.getByRole('link', { name: 'Who' }), 'sort=actor&order=asc');
    await orders.getByText('ascending').waitFor();
    await follow(orders.getByRole('link', { name: 'Who' }), 'sort=actor&order=desc');
    await follow(orders.getByRole('link', { name: 'Action' }), 'sort=action&order=asc');
    await orders.getByRole('link', { name: 'Time' }).click();
    await page.waitForURL('**?sort=at&order=desc');
  });

  it('approvals sort by their headers, and the usual list begins with what waits', async () => {
    const [one, other] = [await makeMember(club.api), await makeMember(club.api)];
    const ask = async (id: string): Promise<void> => {
      const body = { points: 500, reason: 'Goodwill' };
      await club.api.client(anna).call(adjustPoints, { params: { id }, body });
    };
    await ask(one.id);
    await ask(other.id);
    const { body } = await send(club.api, 'get', `/approvals?member=${other.id}`, bela);
    const [newest] = (body as { data: { id: string }[] }).data;
    await club.api
      .client(bela)
      .call(refuseApproval, { params: { id: newest?.id ?? '' }, body: { reason: 'No' } });
    await page.goto('/console/approvals');
    const states = (): Promise<string[]> => page.locator('tbody tr td:nth-child(2)').allTextContents();
    await expect
      .poll(states)
      .toEqual([expect.stringContaining('waiting') as string, expect.stringContaining('refused') as string]);
    await follow(
      page.getByRole('columnheader', { name: 'Status' }).getByRole('link'),
      'sort=state&order=asc',
    );
    await expect.poll(async () => (await states())[0]).toContain('refused');
    await follow(
      page.getByRole('columnheader', { name: 'Status' }).getByRole('link'),
      'sort=state&order=desc',
    );
    await expect.poll(async () => (await states())[0]).toContain('waiting');
  });

  it.each([
    ['/console/mail', 'To', 'sort=to&order=asc'],
    ['/console/imports', 'File', 'sort=file&order=asc'],
    ['/console/events', 'Failed', 'sort=parked&order=asc'],
  ])('%s sorts by the header %s', async (path, header, query) => {
    await page.goto(path);
    const column = page.locator('table').last().getByRole('columnheader', { name: header, exact: true });
    await follow(column.getByRole('link'), query);
    expect(await column.getAttribute('aria-sort')).toBe('ascending');
    expect(await page.locator('table').last().locator('tbody tr').count()).toBe(1);
  });

  it('a new rule is tried before it is saved, and says which values no product has', async () => {
    const { code } = await makeLocation(club.api);
    await makeTier(club.api);
    await makeRule(club.api);
    const till = new Till(club.api, await makeKey(club.api), code);
    const { id } = await makeMember(club.api, { firstName: 'Clara' });
    await till.sell(id, { lines: [{ category: 'cofee', amount: 2000 }] });
    await page.goto('/console/rules/new');
    await page.getByRole('radio', { name: 'Multiplier on goods' }).check();
    await page.getByLabel('Value').fill('cofee');
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('region', { name: 'With this draft' }).getByText('Total points').waitFor();
    await page.getByText('Difference: +20 points').waitFor();
    await page.getByText('No product has this value: cofee').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')).toBe(false);
    await page.setViewportSize(desk);
  });

  it('a merge request and an approval of an erased member say so', async () => {
    const [asks, other] = [
      await makeMember(club.api, { firstName: 'Dora' }),
      await makeMember(club.api, { firstName: 'Emil' }),
    ];
    await makeMergeRequest(club.api, asks.id, other.id);
    const body = { points: 500, reason: 'Goodwill' };
    await club.api.client(anna).call(adjustPoints, { params: { id: other.id }, body });
    await send(club.api, 'post', `/members/${other.id}/close`, { ...anna, body: { reason: 'moved' } }).expect(
      200,
    );
    club.api.clock.advance({ days: 30 });
    await club.api.app.get(EraseMembersJob).eraseDue();
    // The sessions of the others have ended at this time.
    const later = await makeStaff(club.api, ['admin']);
    const german = await club.page(later.cookie, phone);
    await german.goto('/console/merge-requests');
    await german.getByRole('link', { name: 'Gelöschtes Mitglied' }).waitFor();
    expect(await axeFaults(german)).toEqual([]);
    await german.goto('/console/approvals?state=withdrawn');
    await german.getByText('Gelöschtes Mitglied').first().waitFor();
    expect(await axeFaults(german)).toEqual([]);
    await german.context().close();
    club.api.clock.reset();
  });
});
