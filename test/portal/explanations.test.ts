import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ComputeScoresJob } from '../../apps/api/src/features/scores/index.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';

describe.runIf(await findBrowser())('points are explained', () => {
  let club: TestClub;
  let shop: Shop;

  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    const name = { de: 'Meisterröstung', en: 'Master Roast', cs: 'Mistrovská' };
    await makeTier(club.api, { name, multiplierPercent: 110 });
  });
  afterAll(() => club.close());

  const textOf = async (page: Page): Promise<string> =>
    (await page.getByRole('main').innerText()).replaceAll('\u00a0', ' ');

  it('by a rule of points per purchase that a manager creates, in the language of each reader', async () => {
    const manager = await makeStaff(club.api, ['manager']);
    const { cookie, member } = await makeSignedInMember(club.api);
    await shop.sell(3000, member.id);
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto('/console/rules/new');
    const names = page.getByRole('group', { name: 'Name' });
    await names.getByLabel('Deutsch').fill('Danke für deinen Besuch');
    await names.getByLabel('English').fill('Thanks for your visit');
    await page.getByText('Points per purchase', { exact: true }).click();
    await page.getByLabel('Points', { exact: true }).fill('25');
    await page.getByRole('button', { name: 'Add a minimum amount' }).click();
    await page.getByLabel('Minimum amount 1', { exact: true }).fill('20');
    expect((await page.getByTestId('sentence').textContent())?.trim()).toBe(
      'Members get 25 points per purchase of at least €20.00.',
    );
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Thanks for your visit' }).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.locator('[data-sonner-toast]', { hasText: 'Published' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page
      .getByRole('region', { name: 'Live rules' })
      .getByText('25 points per purchase of at least 20.00 EUR')
      .waitFor();
    await page.context().close();

    const { id } = await shop.sell(3000, member.id);
    const reads = async (language: 'de' | 'en') => {
      const own = await club.page(cookie, { language });
      await own.goto(`/club/activity/${id}`);
      const text = await textOf(own);
      await own.context().close();
      return text;
    };
    const german = await reads('de');
    for (const words of [
      'Danke für deinen Besuch',
      '25 Punkte je Einkauf ab 20,00 €',
      'Meisterröstung: 10 % mehr auf 30,00 €, abgerundet',
    ])
      expect(german).toContain(words);
    expect(german).not.toMatch(/Roast|visit|rounded/u);
    const english = await reads('en');
    for (const words of [
      'Thanks for your visit',
      '25 points per purchase of at least 20.00 EUR',
      'Master Roast: 10% more on 30.00 EUR, rounded down',
    ])
      expect(english).toContain(words);
    expect(english).not.toMatch(/Meisterröstung|Besuch|abgerundet/u);
  });

  it('and so is the group of a member, from the picture of all groups to the page of one', async () => {
    const manager = await makeStaff(club.api, ['manager']);
    for (const amount of [100, 200, 300, 400, 90_000]) {
      const consents = [{ purpose: 'profiling', granted: true }] as const;
      const { id } = await makeMember(club.api, {
        firstName: 'Vera',
        lastName: `Wertvoll ${amount}`,
        consents,
      });
      await shop.sell(amount, id);
    }
    await club.api.app.get(ComputeScoresJob).run(null);
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto('/console/scores?class=A');
    const best = page
      .getByRole('region', { name: 'Members: class A', exact: true })
      .getByRole('link', { name: 'Vera W.' });
    await best.waitFor();
    expect(await axeFaults(page)).toEqual([]);
    for (const size of [
      { width: 320, height: 568 },
      { width: 1440, height: 900 },
    ]) {
      await page.setViewportSize(size);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    await page.getByRole('button', { name: 'Compute now' }).click();
    await page.locator('[data-sonner-toast]', { hasText: 'The computation has begun.' }).waitFor();
    await best.click();
    await page.getByText('Why?', { exact: true }).click();
    await page.getByText('€900.00 after returns.').waitFor();
    await page.getByText(/^Rank 1 of/u).waitFor();
    await page.context().close();
  });
});
