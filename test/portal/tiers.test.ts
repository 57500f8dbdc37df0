import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { openShop } from '../support/shop.ts';

const english = { language: 'en' } as const;
const desk = { ...english, width: 1440, height: 900 } as const;
const phone = { ...english, width: 320, height: 640 } as const;
const tooWide = 'document.documentElement.scrollWidth - innerWidth';

describe.runIf(await findBrowser())('tiers', () => {
  let club: TestClub;
  let manager: SignedIn;
  beforeAll(async () => {
    club = await startClub();
    await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
    await makeTier(club.api, {
      code: 'royal',
      name: { en: 'Royal', de: 'Royal', cs: 'Royal' },
      threshold: 90_000,
      multiplierPercent: 150,
      benefits: { en: 'A free coffee on your birthday' },
    });
  });
  afterAll(() => club.close());

  const open = async (path: string, cookie: string | undefined, look: object): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };

  it('a manager gives a tier until a day, the member sees it, and it ends early', async () => {
    const me = await makeSignedInMember(club.api);
    const page = await open(`/console/members/${me.member.id}`, manager.cookie, desk);
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Give a tier' }).click();
    await dialog.getByRole('button', { name: 'Give the tier' }).click();
    await dialog.getByText('Please fill this in').first().waitFor();
    await dialog.getByLabel('Tier').selectOption({ label: 'Royal' });
    await dialog.getByLabel('Last day').fill('2020-01-31');
    await dialog.getByLabel('Reason').fill('A regular for years');
    await dialog.getByRole('button', { name: 'Give the tier' }).click();
    await dialog.getByText('Choose a day from today on').waitFor();
    const nextYear = new Date(club.api.clock.now()).getUTCFullYear() + 1;
    await dialog.getByLabel('Last day').fill(`${nextYear}-03-31`);
    // A tier that is gone is a fault of the tier, not of the day.
    const royal = dialog.getByRole('option', { name: 'Royal' });
    await royal.evaluate((option: { value: string }) => (option.value = 'gone'));
    await dialog.getByRole('button', { name: 'Give the tier' }).click();
    await dialog.getByText('Please check this').first().waitFor();
    expect(await dialog.getByText('Choose a day from today on').count()).toBe(0);
    await royal.evaluate((option: { value: string }) => (option.value = 'royal'));
    await dialog.getByLabel('Tier').selectOption('royal');
    await dialog.getByRole('button', { name: 'Give the tier' }).click();
    const until = `Given by the club until 31 March ${nextYear}`;
    await page.getByText(until, { exact: false }).waitFor();
    await page.getByText('A regular for years').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    const own = await open('/club', me.cookie, phone);
    await own.getByRole('link', { name: 'Royal' }).click();
    await own.getByRole('heading', { level: 1, name: 'Royal' }).waitFor();
    await own.getByText(until, { exact: false }).waitFor();
    await own.getByText('A free coffee on your birthday').waitFor();
    expect(await own.getByText('A regular for years').count()).toBe(0);
    expect(await own.evaluate<number>(tooWide)).toBe(0);
    expect(await axeFaults(own)).toEqual([]);
    await own.context().close();

    await page.getByRole('button', { name: 'End now' }).click();
    await dialog.getByRole('button', { name: 'End it' }).click();
    await page.getByText('the time of the given tier is over').first().waitFor();
    expect(await page.getByText(until, { exact: false }).count()).toBe(0);
    await page.context().close();
  });
});
