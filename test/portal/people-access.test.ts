import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { fillClub, openedElsewhere, type FullClub } from '../support/every-page.ts';
import { Mailbox } from '../support/mailbox.ts';
import { pageFaults } from '../support/page-faults.ts';
import { startClub, type TestClub } from '../support/portal.ts';

const phone = { width: 390, height: 844 };
const longTest = 300_000;

/** With `console-access`, this opens every page of the portal. */
describe.runIf(await findBrowser())(
  'every page of visitors, members and cashiers',
  { timeout: longTest },
  () => {
    let mailbox: Mailbox;
    let club: TestClub;
    let full: FullClub;

    beforeAll(async () => {
      mailbox = await Mailbox.open();
      club = await startClub({ SMTP_URL: mailbox.url });
      full = await fillClub(club, mailbox);
    });
    afterAll(async () => {
      await club.close();
      await mailbox.away();
    });

    const fits = 'passes axe in light and dark, and fits phones and 200 % zoom, in German: %s';
    it.each(['visitor', 'member', 'cashier'] as const)(fits, async (person) => {
      const page = await club.page(full.cookies[person], { ...phone, theme: 'system', language: 'de' });
      if (person === 'cashier') await full.openTill(page);
      expect(await pageFaults(page, full.pathsOf(person), phone)).toEqual([]);
      await page.context().close();
    });

    it('a wide activity passes axe', async () => {
      const page = await club.page(full.cookies.member, { width: 1440, height: 900 });
      await page.goto('/club/activity');
      expect(await axeFaults(page)).toEqual([]);
      await page.context().close();
    });

    it.each(Object.entries(openedElsewhere))('%s is checked in %s.test.ts', (_, file) => {
      expect(readFileSync(new URL(`${file}.test.ts`, import.meta.url), 'utf8')).toContain('axeFaults(page)');
    });
  },
);
