import { readFile } from 'node:fs/promises';
import { getMember } from '@regulars/contracts';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { type Look, startClub, type TestClub, untilGone } from '../support/portal.ts';
import { unzip } from '../support/unzip.ts';

const desk = { width: 1440, height: 900, language: 'en' } as const;
const phone = { width: 390, height: 844, language: 'en' } as const;

describe.runIf(await findBrowser())('closing a membership, and exports of the console', () => {
  let club: TestClub;
  let manager: SignedIn;
  beforeAll(async () => {
    club = await startClub();
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(() => club.close());

  const open = async (cookie: string, path: string, look: Look): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    return page;
  };
  const statusOf = async (id: string): Promise<string> => {
    const client = club.api.client({ cookie: manager.cookie });
    return (await client.call(getMember, { params: { id } })).status;
  };
  const contentOf = async (download: Download): Promise<Buffer> => readFile(await download.path());

  it('a member ends the membership with the password, sees it on home, and takes it back there', async () => {
    const { cookie, password } = await makeSignedInMember(club.api, { language: 'en' });
    const page = await open(cookie, '/club/profile', phone);
    await page.getByText('End membership', { exact: true }).last().click();
    const form = page.locator('form[action="?/close"]');
    await form.locator('input[type=password]').fill('guess');
    await form.getByRole('button', { name: 'End my membership now' }).click();
    await form.getByRole('alert').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await form.locator('input[type=password]').fill(password);
    await form.getByRole('button', { name: 'End my membership now' }).click();
    await page.getByText(/^Your membership ends on /u).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.goto('/club');
    await page.getByText(/^Your membership ends on \w/u).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep my membership' }).click();
    await page.getByText('Your membership goes on.').waitFor();
    await untilGone(page.getByText(/^Your membership ends on /u));
    await page.goto('/club/profile');
    await page.getByText('End membership', { exact: true }).last().waitFor();
    await page.context().close();
  });

  it.each([
    ['de', 'Mitgliedschaft beenden'],
    ['cs', 'Ukončit členství'],
  ] as const)('ending the membership is a button in %s', async (language, name) => {
    const { cookie } = await makeSignedInMember(club.api, { language });
    const page = await open(cookie, '/club/profile', { ...phone, language });
    await page.getByText(name, { exact: true }).last().click();
    await page.locator('form[action="?/close"] input[type=password]').waitFor();
    await page.context().close();
  });

  it('a manager closes a membership with a reason, and reopens it', async () => {
    const { id } = await makeMember(club.api);
    const page = await open(manager.cookie, `/console/members/${id}`, desk);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'End membership' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'End membership' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await statusOf(id)).toBe('active');
    await dialog.getByLabel('Reason').fill('Asked at the till');
    await dialog.getByRole('button', { name: 'End membership' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await statusOf(id)).toBe('closed');
    await page.getByRole('button', { name: 'Restore membership' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore membership' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await statusOf(id)).toBe('active');
    await page.context().close();
  });

  it('exports all members: requested, created, downloaded', async () => {
    const { id } = await makeMember(club.api, { firstName: '=1+1' });
    const page = await open(manager.cookie, '/console/exports', desk);
    expect(await axeFaults(page)).toEqual([]);
    const links = page.getByRole('link', { name: /^Download: Members/u });
    const before = await links.count();
    const format = page.getByLabel('Format');
    expect(await format.inputValue()).toBe('xlsx');
    await format.selectOption('csv');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect.poll(() => links.count()).toBe(before + 1);
    const link = links.first();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const csv = (await contentOf(download)).toString();
    expect(download.suggestedFilename()).toMatch(/^members-\d{4}-\d\d-\d\d\.csv$/u);
    expect(csv).toContain(id);
    expect(csv).toContain("'=1+1");
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  describe('a list of the console', () => {
    // One page for all lists: each new one would load the scripts again.
    let page: Page;
    beforeAll(async () => {
      page = await club.page(manager.cookie, desk);
    });
    afterAll(() => page.context().close());

    it.each([
      'members',
      'purchases',
      'products',
      'locations',
      'rewards',
      'coupons',
      'offers',
      'purchases/discounts',
      'rules',
      'tiers',
      'staff',
      'mail',
      'audit',
    ])('of %s is exported as CSV and as a workbook', async (path) => {
      await page.goto(`/console/${path}`);
      for (const [name, ending] of [
        ['As CSV', 'csv'],
        ['As Excel workbook', 'xlsx'],
      ] as const) {
        await page.getByRole('button', { name: 'Export' }).click();
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('menuitem', { name }).click(),
        ]);
        expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`, 'u'));
        const content = await contentOf(download);
        const text = ending === 'csv' ? content.toString() : [...unzip(content).values()].join('');
        expect(text).toMatch(/ID|Code|SKU/u);
      }
    });

    it.each(['members', 'products'])('of %s links to the exports', async (path) => {
      await page.goto(`/console/${path}`);
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'All exports' }).click();
      await page.waitForURL('**/console/exports?kind=*');
      expect(await page.getByLabel('Data').inputValue()).toBe(path);
    });
  });

  it('exports a list with its filters, in the language of the page', async () => {
    const { id } = await makeMember(club.api, { firstName: 'Filterfrau' });
    const page = await open(manager.cookie, '/console/members?q=Filterfrau&sort=name', {
      ...desk,
      language: 'de',
    });
    await page.getByRole('button', { name: 'Exportieren' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Als CSV' }).click(),
    ]);
    const [head, ...rows] = (await contentOf(download)).toString().trim().split('\r\n');
    expect(head).toContain('Kundennummer');
    expect(rows.map((row) => row.slice(0, 36))).toEqual([id]);
    expect(new URL(page.url()).pathname).toBe('/console/members');
    await page.context().close();
  });

  it('gives no file to a cashier', async () => {
    const cashier = await makeStaff(club.api, ['cashier']);
    const reply = await fetch(`${club.url}/console/exports?/file`, {
      method: 'POST',
      headers: { cookie: cashier.cookie, origin: club.url },
      body: new URLSearchParams({ kind: 'members', format: 'csv', address: '' }),
      redirect: 'manual',
    });
    expect(reply.headers.get('location') ?? '').not.toContain('/exports/');
    expect(reply.status).not.toBe(200);
  });
});
