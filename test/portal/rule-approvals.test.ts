import { createEarningRule, getEarningRule } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { fixedPoints } from '../support/makers/purchases.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';

const desk = { language: 'en', width: 1440, height: 900 } as const;

describe.runIf(await findBrowser())('a rule that costs more than the limit', () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
  });
  afterAll(() => club.close());

  it('waits for a second manager, who publishes it', async () => {
    const anna = await makeStaff(club.api, ['manager']);
    const bela = await makeStaff(club.api, ['manager']);
    const page = await club.page(anna.cookie, desk);
    await page.goto('/console/settings/approvals');
    await untilHydrated(page);
    await page.getByLabel('Cost limit for rules in EUR').fill('0,001');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter an amount above 0 or leave the field empty').waitFor();
    await page.getByLabel('Cost limit for rules in EUR').fill('50');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    const api = club.api.client(anna);
    const body = { name: 'Autumn', effect: fixedPoints(10) };
    const { id } = await api.call(createEarningRule, { body });
    await page.goto(`/console/rules/${id}`);
    await untilHydrated(page);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('The rule is waiting for a second person.').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);

    const other = await club.page(bela.cookie, desk);
    await other.goto('/console/approvals');
    await untilHydrated(other);
    await other.getByRole('link', { name: 'Publish the rule “Autumn”, cost unknown' }).waitFor();
    expect(await axeFaults(other)).toEqual([]);
    await other.getByRole('button', { name: 'Approve' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await other.getByText('Approved and done').waitFor();
    expect((await api.call(getEarningRule, { params: { id } })).state).toBe('live');
  });
});
