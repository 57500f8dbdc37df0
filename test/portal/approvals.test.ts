import { randomUUID } from 'node:crypto';
import {
  adjustPoints,
  getMemberPoints,
  listApprovals,
  refuseApproval,
  startMemberBulk,
  withdrawApproval,
} from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFaults, themeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeApprovals, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';

const desk = { width: 1280, height: 900, language: 'en' } as const;

describe.runIf(await findBrowser())('an approval in the console', { timeout: 180_000 }, () => {
  let club: TestClub;
  let anna: SignedIn;
  let bela: SignedIn;
  let memberId: string;
  beforeAll(async () => {
    club = await startClub();
    anna = await makeStaff(club.api, ['manager']);
    bela = await makeStaff(club.api, ['admin']);
  });
  afterAll(() => club.close());
  // A new member, the limit that every test expects, and nothing that waits.
  beforeEach(async () => {
    memberId = (await makeMember(club.api, { firstName: 'Clara', lastName: 'Vogel' })).id;
    await changeApprovals(club.api, { points: 100 });
    for (const requester of [anna, bela]) {
      const api = club.api.client(requester);
      const { data } = await api.call(listApprovals, { query: { state: 'waiting' } });
      for (const { id } of data.filter(({ own }) => own))
        await api.call(withdrawApproval, { params: { id } });
    }
  });

  it('is requested in the dialog, shown on the member’s page and given by another manager', async () => {
    const page = await club.page(anna.cookie, desk);
    await page.goto(`/console/members/${memberId}`);
    await page.getByRole('button', { name: 'Adjust points' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('More than 100 points need a second person').waitFor();
    await dialog.getByLabel('Points', { exact: false }).first().fill('250');
    await dialog.getByText('This adjustment will wait for a second person.').waitFor();
    await dialog.getByLabel('Reason', { exact: false }).fill('Goodwill');
    await dialog.getByRole('button', { name: 'Request approval' }).click();
    await page.getByRole('heading', { name: 'Waiting for a second person' }).waitFor();
    await page.getByRole('link', { name: 'Points for Clara Vogel: +250' }).waitFor();

    await page.goto('/console/approvals');
    await page.getByRole('button', { name: 'Withdraw' }).waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);

    const other = await club.page(bela.cookie, desk);
    await other.goto('/console/approvals');
    await other.getByRole('link', { name: /Approvals.*1 waiting/ }).waitFor();
    await other.getByRole('button', { name: 'Approve' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await other.getByText('Approved and done').waitFor();
    await other
      .getByRole('cell', { name: /approved/ })
      .first()
      .waitFor();
    // The number next to the name changes without a reload, in every open console.
    await page.getByRole('link', { name: /Approvals.*waiting/ }).waitFor({ state: 'detached' });
    const points = await club.api.client(bela).call(getMemberPoints, { params: { id: memberId } });
    expect(points.available).toBe(250);
  });

  it('is refused with a reason that the requester sees', async () => {
    const api = club.api.client(anna);
    await api.call(adjustPoints, { params: { id: memberId }, body: { points: 300, reason: 'Again' } });
    const page = await club.page(bela.cookie, { ...desk, language: 'de' });
    await page.goto('/console/approvals');
    await page.getByRole('button', { name: 'Ablehnen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ablehnen' }).click();
    await dialog
      .getByText(/Bitte|Pflicht|ausfüllen/)
      .first()
      .waitFor();
    await dialog.getByLabel('Grund', { exact: false }).fill('Zu viel');
    await dialog.getByRole('button', { name: 'Ablehnen' }).click();
    await page.getByText('abgelehnt: Zu viel').waitFor();
    const { data } = await api.call(listApprovals, { query: { state: 'refused' } });
    const refused = data.filter(({ action }) => action.kind === 'points-adjustment');
    expect(refused.map(({ reason }) => reason)).toEqual(['Zu viel']);
  });

  it('of a bulk change that is refused ends the bulk change, which says who refused it and why', async () => {
    const { id, approvalId } = await club.api.client(anna).call(startMemberBulk, {
      body: {
        action: { kind: 'points', points: 150, reason: 'Christmas' },
        members: [memberId],
        expected: 1,
      },
      key: randomUUID(),
    });
    const page = await club.page(anna.cookie, desk);
    await page.goto(`/console/members/bulk/${id}`);
    await page.getByText('Waiting for a second person to approve').waitFor();
    await club.api.client(bela).call(refuseApproval, {
      params: { id: approvalId ?? '' },
      body: { reason: 'Not this year' },
    });
    await page.reload();
    await page.getByText('The approval was refused').waitFor();
    await page.getByText('Reason: Not this year').waitFor();
    await page.getByText('No member was changed.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('has its limit and codes in the settings', async () => {
    const page = await club.page(bela.cookie, desk);
    await page.goto('/console/settings/approvals');
    await page.getByLabel('Limit in points').fill('80');
    await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      page.getByRole('button', { name: 'Save' }).click(),
    ]);
    // Saving resets the field, so the test waits for it before it types again.
    await page.goto('/console/settings/approvals');
    await page.getByText('1 other person can approve.').waitFor();
    await page.getByLabel('Limit in points').fill('500');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The change is waiting for a second person.').waitFor();
    await page.getByRole('button', { name: 'Create ten new codes' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password', { exact: false }).fill(bela.password);
    await dialog.getByRole('button', { name: 'Create ten new codes' }).click();
    await page.getByText('10 codes left').waitFor();
    await expect.poll(() => page.locator('code').count(), { timeout: 15_000 }).toBe(10);
  });

  it('lists a large return, which was made at once', async () => {
    const page = await club.page(anna.cookie, desk);
    await page.goto('/console/approvals');
    await page.getByText('No large returns').waitFor();
    const key = await makeKey(club.api);
    const { code, name } = await makeLocation(club.api);
    await makeTier(club.api);
    await makeRule(club.api);
    const till = new Till(club.api, key, code);
    const { id } = await till.sell(memberId, { lines: [{ quantity: 1, unitPrice: 150_000 }] });
    await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    await page.reload();
    const row = page.getByRole('listitem').filter({ hasText: name });
    expect(await row.textContent()).toContain('Clara V.');
    await row.getByRole('link').click();
    await page.waitForURL(`**/console/purchases/${id}`);
    await page.context().close();
  });

  it('the list with requests is accessible and fits', async () => {
    const page = await club.page(bela.cookie, { width: 1280, height: 900, theme: 'system', language: 'cs' });
    await page.goto('/console/approvals');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await themeFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')).toBe(false);
    await page.context().close();
  });
});
