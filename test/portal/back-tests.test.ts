import { createEarningRule, publishEarningRule, updateEarningRule } from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { perMoney } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { openShop } from '../support/shop.ts';

describe.runIf(await findBrowser())('a back-test', () => {
  let club: TestClub;
  let manager: SignedIn;
  let api: RegularsClient;
  let memberId: string;
  beforeAll(async () => {
    club = await startClub();
    const shop = await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
    api = club.api.client({ cookie: manager.cookie });
    memberId = (await makeMember(club.api, { firstName: 'Anna', lastName: 'Krause' })).id;
    await shop.sell(2900, memberId);
  });
  afterAll(() => club.close());

  it('starts in the editor and shows figures, charts with tables, and members by name', async () => {
    const body = { name: 'Points per euro', effect: perMoney(1, 1000) };
    const { id } = await api.call(createEarningRule, { body });
    await api.call(publishEarningRule, { params: { id } });
    await api.call(updateEarningRule, { params: { id }, body: { effect: perMoney(1, 100) }, version: 1 });
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto(`/console/rules/${id}`);
    await page.getByRole('button', { name: 'Start the back-test' }).click();
    const item = page.getByRole('listitem').filter({ hasText: 'Done' });
    await item.filter({ hasText: '+27 points' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await item.getByRole('link').click();
    await page.getByRole('heading', { name: 'Back-test of “Points per euro”' }).waitFor();
    await page.getByText('The draft compared with version 1, which is live').waitFor();
    await page.getByRole('heading', { name: 'One member gets more' }).waitFor();
    const gains = page.getByRole('table', { name: 'The largest gains' });
    await gains.getByRole('row').filter({ hasText: 'Anna K.' }).filter({ hasText: '+27' }).waitFor();
    await page.getByRole('table', { name: 'Members by points from the rule' }).waitFor();
    await page.getByText('This assumes that members buy as they did.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    for (const size of [
      { width: 320, height: 568 },
      { width: 844, height: 390 },
      { width: 1440, height: 900 },
    ]) {
      await page.setViewportSize(size);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    await gains.getByRole('link', { name: 'Anna K.' }).click();
    await page.waitForURL(`**/console/members/${memberId}`);
  });
});
