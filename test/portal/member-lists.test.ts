import { readFile } from 'node:fs/promises';
import { getMemberBulk, listMemberBulks, listMembers, startMemberBulk } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemberTags } from '../../apps/api/src/features/members/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { lateScript, startClub, type TestClub } from '../support/portal.ts';

const desk = { width: 1440, height: 900, language: 'en' } as const;
const phone = { width: 390, height: 844, language: 'en' } as const;

describe.runIf(await findBrowser())('the list of members', () => {
  let club: TestClub;
  let manager: SignedIn;
  let page: Page;
  beforeAll(async () => {
    club = await startClub();
    manager = await makeStaff(club.api, ['manager']);
    const make = (firstName: string, lastName: string) => makeMember(club.api, { firstName, lastName });
    const singers = [await make('Anna', 'Zander'), await make('Berta', 'Adler')];
    await make('Carla', 'Meise');
    for (const { id } of singers) await club.api.app.get(MemberTags).set(system, id, ['choir']);
    page = await club.page(manager.cookie, desk);
  });
  afterAll(() => club.close());

  const membersByName = async (...first: string[]): Promise<string[]> => {
    const { data } = await club.api.client({ cookie: manager.cookie }).call(listMembers);
    return first.map((name) => data.find(({ displayName }) => displayName.startsWith(name))?.id ?? '');
  };
  const names = (): Promise<string[]> => page.locator('tbody tr td a').allTextContents();

  it('sorts by a header, in the URL and for the keyboard', async () => {
    await page.goto('/console/members');
    const header = page.getByRole('columnheader', { name: 'Name' });
    await header.getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/members?sort=name&order=asc');
    await expect.poll(names).toEqual(['Berta Adler', 'Carla Meise', 'Anna Zander']);
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    await header.getByRole('link').click();
    await page.waitForURL('**order=desc');
    await expect.poll(names).toEqual(['Anna Zander', 'Carla Meise', 'Berta Adler']);
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect(await axeFaults(page)).toEqual([]);
  });

  it('shows who is spelled nearly like the person looked for', async () => {
    await page.goto('/console/members?q=Zandre');
    await page.getByRole('heading', { name: 'Similar names' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Anna Zander' }).click();
    await page.waitForURL(/\/console\/members\/[\da-f-]{36}$/u);
  });

  it('a menu whose script did not come says so, and opens when it comes', async () => {
    const menu = await lateScript('src/lib/ui/MenuList.svelte');
    await page.route(menu, (route) => route.abort('connectionreset'));
    await page.goto('/console/members');
    await page.getByRole('checkbox', { name: 'Select Anna Zander' }).check();
    const button = page.getByRole('button', { name: 'Actions' });
    await button.click();
    await page.getByRole('alert').getByText('The service is not responding.').waitFor();
    await page.unroute(menu);
    await button.click();
    await page.getByRole('menuitem', { name: 'Add tag' }).waitFor();
    await page.keyboard.press('Escape');
    await button.and(page.locator(':focus')).waitFor();
  });

  it('adds a tag to the ticked members, and shows the progress', async () => {
    await page.goto('/console/members?sort=name&order=asc');
    await page.getByRole('checkbox', { name: 'Select Anna Zander' }).check();
    await page.getByRole('checkbox', { name: 'Select Berta Adler' }).check();
    await page.getByText('2 selected').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Add tag' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('For 2 members.').waitFor();
    await dialog.getByLabel('Tag').fill('book club');
    await dialog.getByRole('button', { name: 'Do it for 2 members' }).click();
    await page.waitForURL('**/console/members/bulk/*');
    await page.getByText('2 changed').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  it('gives the ticked members codes of a coupon, after a field was missing', async () => {
    await makeUniqueCoupon(club.api);
    await makeUniqueCoupon(club.api, { name: { en: 'Not yet' }, state: 'draft' });
    await page.goto('/console/members?sort=name&order=asc');
    for (const name of ['Anna Zander', 'Berta Adler'])
      await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Give a coupon code' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Coupon').selectOption({ label: 'A tenth off' });
    expect(await dialog.getByRole('option', { name: 'Not yet' }).count()).toBe(0);
    await dialog.getByLabel('Valid for days').fill('0');
    await dialog.getByRole('button', { name: 'Do it for 2 members' }).click();
    await dialog.getByText('Enter whole days from 1 to 3,650').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByLabel('Valid for days').fill('7');
    await dialog.getByRole('button', { name: 'Do it for 2 members' }).click();
    await page.waitForURL('**/console/members/bulk/*');
    await page.getByText('2 changed').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  it('exports the ticked members, and no others', async () => {
    await page.goto('/console/members?sort=name&order=asc');
    for (const name of ['Anna Zander', 'Carla Meise'])
      await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Actions' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export as CSV' }).click(),
    ]);
    const [, ...rows] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(rows.map((row) => row.slice(0, 36)).sort()).toEqual((await membersByName('Anna', 'Carla')).sort());
  });

  it('invites the ticked member to the portal, after a question', async () => {
    await page.goto('/console/members?sort=name&order=asc');
    await page.getByRole('checkbox', { name: 'Select Carla Meise' }).check();
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Invite', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Do it for one member' }).click();
    await page.waitForURL('**/console/members/bulk/*');
    await page.getByText('1 changed').waitFor();
  });

  it('filters by the tag, takes all who match, and adjusts their points once', async () => {
    await page.goto('/console/members?tag=choir&sort=name&order=asc');
    await expect.poll(names).toEqual(['Berta Adler', 'Anna Zander']);
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Adjust points' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Points', { exact: false }).first().fill('25');
    await dialog.getByText('50 points in all.').waitFor();
    await dialog.getByLabel('Reason', { exact: false }).fill('Christmas');
    await dialog.getByRole('button', { name: 'Do it for 2 members' }).click();
    await page.waitForURL('**/console/members/bulk/*');
    await page.getByText('2 changed').waitFor();
    const { data } = await club.api.client({ cookie: manager.cookie }).call(listMemberBulks);
    const adjusted = data.filter(({ points }) => points === 25);
    expect(adjusted.map(({ counts }) => counts.changed)).toEqual([2]);
  });

  it('undoes a change of many members once, after saying what that does', async () => {
    const members = await membersByName('Anna', 'Berta');
    const client = club.api.client({ cookie: manager.cookie });
    const action = { kind: 'points' as const, points: 30, reason: 'Easter' };
    const { id } = await client.call(startMemberBulk, { body: { action, members, expected: 2 } });
    await expect.poll(async () => (await client.call(getMemberBulk, { params: { id } })).state).toBe('done');
    await page.goto(`/console/members/bulk/${id}`);
    await page.getByRole('button', { name: 'Undo' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 members give back 30 points each.', { exact: false }).waitFor();
    await dialog.getByLabel('Reason', { exact: false }).fill('Too early');
    await dialog.getByRole('button', { name: 'Undo it for 2 members' }).click();
    await page.getByRole('heading', { name: 'Undone: Adjust points' }).waitFor();
    await page.getByText('2 changed').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'To the change that is undone' }).click();
    await page.getByRole('link', { name: 'This change is undone: to the result' }).waitFor();
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Bulk changes' }).first().click();
    const row = page.getByRole('row').filter({ hasText: 'Adjust points: +30 for each member' }).last();
    await row.getByText('Undone', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  it('tries a reward for many members first, and then gives it', async () => {
    await makeReward(club.api, { name: { en: 'Choir book', de: 'Chorbuch' }, stock: 1 });
    await page.goto('/console/members?tag=choir&sort=name&order=asc');
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Give a reward' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reward').selectOption({ label: 'Choir book' });
    await dialog.getByLabel('Only try it first').check();
    await dialog.getByRole('button', { name: 'Do it for 2 members' }).click();
    await page.getByRole('heading', { name: 'Dry run: Give a reward: Choir book' }).waitFor();
    await page.getByText('1 would be changed').waitFor();
    await page.getByText('1 would not be changed').waitFor();
    await page.getByRole('button', { name: 'Do it now' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Do it for 2 members' }).click();
    await page.getByRole('heading', { name: 'Give a reward: Choir book', exact: true }).waitFor();
    await page.getByText('1 changed').waitFor();
    await page.getByRole('link', { name: 'Choir book' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.goto('/console/members/bulk?kind=reward');
    await page.getByRole('link', { name: 'Choir book', exact: true }).first().click();
    await page.waitForURL('**/console/rewards/*');
  });

  it('tags the members of a pasted list, after saying which entries are left out', async () => {
    const [anna = '', berta = ''] = await membersByName('Anna', 'Berta');
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto('/console/members/bulk');
    await page.getByRole('button', { name: 'From a list' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Check' }).click();
    await dialog.getByText('Paste at least one entry.').waitFor();
    const content = `ID,Name\n${anna},Anna\n"${berta}","Berta"\n${anna},again`;
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await expect.poll(() => dialog.getByLabel('Members').inputValue()).toContain(anna);
    await dialog.getByLabel('Members').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.getByText('2 members found. 2 entries are left out.').waitFor();
    await dialog.getByText('Line 1: ID No member found.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    const loading = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Left out as CSV' }).click();
    const lines = (await readFile(await (await loading).path(), 'utf8')).trim().split('\r\n');
    expect(lines.slice(1)).toEqual(['1,ID,No member found.', `4,${anna},Is in the list already.`]);
    await dialog.getByLabel('What').selectOption({ label: 'Add tag' });
    await dialog.getByRole('button', { name: 'Continue with 2 members' }).click();
    await dialog.getByLabel('Tag').fill('pasted');
    await dialog.getByRole('button', { name: 'Do it for 2 members' }).click();
    await page.waitForURL('**/console/members/bulk/*');
    await page.getByText('2 changed').waitFor();
    await page.setViewportSize({ width: desk.width, height: desk.height });
  });

  it('gives those that a change of many members refused as a file', async () => {
    const members = await membersByName('Anna', 'Berta');
    const client = club.api.client({ cookie: manager.cookie });
    const action = { kind: 'points' as const, points: -900_000, reason: 'Easter' };
    const { id } = await client.call(startMemberBulk, { body: { action, members, expected: 2 } });
    await expect.poll(async () => (await client.call(getMemberBulk, { params: { id } })).state).toBe('done');
    await page.goto(`/console/members/bulk/${id}?state=refused`);
    const loading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Not changed as CSV' }).click();
    const lines = (await readFile(await (await loading).path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('Member ID,Name,Reason');
    expect(lines.slice(1).every((line) => line.includes('points'))).toBe(true);
  });

  it('shows tags in a column, and opens from the overview what its figures count', async () => {
    const [anna = '', berta = ''] = await membersByName('Anna', 'Berta');
    await makeRule(club.api);
    const till = new Till(club.api, await makeKey(club.api), (await makeLocation(club.api)).code);
    await till.sell(anna, 1000);
    await till.sell(berta, 1000);
    await page.goto('/console/members?sort=name&order=asc');
    await page.getByRole('row').filter({ hasText: 'Berta Adler' }).getByText('choir').waitFor();
    for (const [tile, query, count] of [
      ['Active members', 'boughtFrom=', '2 members'],
      ['New members', 'joinedFrom=', '3 members'],
    ] as const) {
      await page.goto('/console');
      const link = page.getByRole('link', { name: tile });
      expect(await link.locator('.numeral').textContent()).toBe(count.split(' ')[0]);
      await link.click();
      await page.waitForURL(`**/console/members?*${query}*`);
      await page.getByText(count, { exact: true }).waitFor();
    }
    expect(await axeFaults(page)).toEqual([]);
  });

  it('keeps filters under a name and shares them with the team', async () => {
    await page.goto('/console/members?tag=book+club&q=secret');
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('menuitem', { name: 'Save these filters' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Readers');
    await dialog.getByText('Share with the team').click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const colleague = await makeStaff(club.api, ['manager']);
    const other = await club.page(colleague.cookie, phone);
    await other.goto('/console/members');
    await other.getByRole('button', { name: 'Saved filters' }).click();
    await other.getByRole('menuitem', { name: 'Readers (manager)' }).click();
    await other.waitForURL('**/console/members?tag=book+club');
    expect(await axeFaults(other)).toEqual([]);
    await other.context().close();
  });

  it('shows and changes the tags on the page of a member', async () => {
    await page.goto('/console/members?q=Carla');
    await page.getByRole('link', { name: 'Carla Meise' }).click();
    await page.getByLabel('New tag').fill('regular');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'Remove tag regular' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove tag regular' }).click();
    await page.getByText('No tags yet', { exact: false }).waitFor();
  });

  it('writes, pins, changes, deletes and restores a note on a member', async () => {
    await page.goto('/console/members?q=Carla');
    await page.getByRole('link', { name: 'Carla Meise' }).click();
    await page.getByRole('link', { name: 'Notes', exact: true }).click();
    await page.getByText('No notes yet').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('New note').fill('Allergic to nuts.\nLikes tea.');
    await page.getByRole('button', { name: 'Save note' }).click();
    const list = page.getByRole('list', { name: 'Notes' });
    await list.getByText('Allergic to nuts.').waitFor();
    await page.getByRole('link', { name: 'Notes (1)' }).waitFor();
    await expect.poll(() => page.getByLabel('New note').inputValue()).toBe('');
    await list.getByRole('button', { name: 'Pin', exact: true }).click();
    const pinned = page.getByRole('region', { name: 'Pinned notes' });
    await pinned.getByText('Allergic to nuts.').waitFor();
    await list.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Note').fill('Allergic to walnuts.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await pinned.getByText('Allergic to walnuts.').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    expect(await axeFaults(page)).toEqual([]);
    await list.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Note deleted.').waitFor();
    await pinned.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await pinned.getByText('Allergic to walnuts.').waitFor();
    await page.getByRole('link', { name: 'Timeline' }).click();
    const entry = page.locator('ol > li', { has: page.getByRole('link', { name: 'Note', exact: true }) });
    await entry.getByText('Allergic to walnuts.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });
});
