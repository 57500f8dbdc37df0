import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { RecordingConsumers } from '../support/recording-consumers.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { pluck, send } from '../support/requests.ts';

describe.runIf(await findBrowser())('the page of events', () => {
  let club: TestClub;
  let hearing: RecordingConsumers;
  let cookie: string;

  beforeAll(async () => {
    club = await startClub();
    hearing = await RecordingConsumers.at(club.api);
    ({ cookie } = await makeStaff(club.api, ['manager']));
  });
  afterAll(() => club.close());

  it('shows failed events, repeats them and discards them with a reason', async () => {
    const page = await club.page(cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto('/console/events');
    await page.getByText('No failed events').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    hearing.begin('newsletter-facts');
    await hearing.upToDate('newsletter-facts');
    hearing.poison.add('curable').add('hopeless');
    const [ill, lost] = [await makeMember(club.api), await makeMember(club.api)];
    await hearing.tell(ill.id, ['curable', 'behind it']);
    await hearing.tell(lost.id, ['hopeless']);
    await hearing.failures('newsletter-facts', { retrying: 2, waiting: 1 });
    await page.reload();
    const consumer = page.getByRole('row', { name: 'newsletter-facts' }).first();
    await consumer.getByRole('cell', { name: '3', exact: true }).waitFor();
    const curable = page.getByRole('row').filter({ hasText: 'cannot take curable' });
    await curable.getByText('retrying').waitFor();
    await page.getByText('behind an earlier event of this member').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    hearing.poison.delete('curable');
    await curable.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('The event is being retried').waitFor();
    await curable.getByText('done').waitFor();
    await hearing.failures('newsletter-facts', { retrying: 1 });
    expect(await hearing.texts('newsletter-facts')).toEqual(['curable', 'behind it']);

    const hopeless = page.getByRole('row').filter({ hasText: 'cannot take hopeless' });
    await hopeless.getByRole('button', { name: 'Discard' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('“newsletter-facts”').waitFor();
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByLabel('Reason').fill('A test of the supplier');
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await hopeless.getByText('Reason: A test of the supplier').waitFor();
    await hearing.failures('newsletter-facts', {});

    await hopeless.getByRole('link', { name: 'Member' }).click();
    await page.waitForURL(`**/console/members/${lost.id}`);
  });

  it('fits a phone, and names each consumer of the club in German and Czech', async () => {
    const { body } = await send(club.api, 'get', '/event-consumers', { cookie }).expect(200);
    const own = pluck<string>(body, 'name').filter((name) => name !== 'newsletter-facts');
    expect(own).toContain('referral-returns');
    for (const [language, heading] of [
      ['de', 'Ereignisse'],
      ['cs', 'Události'],
    ] as const) {
      const page = await club.page(cookie, { width: 360, height: 740, language });
      await page.goto('/console/events');
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      const shown = await page.getByRole('table').first().getByRole('row').allTextContents();
      for (const consumer of own) expect(shown.filter((row) => row.includes(consumer))).toEqual([]);
    }
  });
});
