import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Survey } from '@regulars/contracts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import type { SignedInMember } from '../support/makers/members.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { sendAnswers } from '../support/makers/survey-answers.ts';
import { makeSurvey, makeWillingMember } from '../support/makers/surveys.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';

const desk = { language: 'en', width: 1440, height: 900 } as const;
const phone = { language: 'en', width: 320, height: 640 } as const;

describe.runIf(await findBrowser())('results of a survey', { timeout: 120_000 }, () => {
  let club: TestClub;
  let manager: SignedIn;
  let survey: Survey;
  let anna: SignedInMember;
  beforeAll(async () => {
    club = await startClub();
    const { api } = club;
    manager = await makeStaff(api, ['manager']);
    survey = await makeSurvey(api);
    const places = [await makeLocation(api, { name: 'Vienna' }), await makeLocation(api)];
    const tiers = [await makeTier(api, { threshold: 200 }), await makeTier(api, { threshold: 100 })];
    const lastMonth = new Date(api.clock.now() - 40 * 86_400_000);
    for (const [at, { id: locationId }] of places.entries())
      for (const { id: tierId } of tiers) {
        const of = { locationId, tierId };
        await sendAnswers(api, survey.id, { score: 9, count: at === 0 ? 40 : 12, ...of });
        await sendAnswers(api, survey.id, { score: 3, count: 11, sentAt: lastMonth, ...of });
      }
    anna = await makeWillingMember(api);
    await send(api, 'get', '/me/surveys', anna).expect(200);
    const body = { version: 1, answers: { score: 2, why: 'My card would not scan' }, complete: true };
    await send(api, 'post', `/surveys/${survey.id}/responses`, { cookie: anna.cookie, body })
      .set('origin', api.url)
      .expect(200);
  });
  afterAll(() => club.close());

  const open = async (path: string, look: typeof desk | typeof phone = desk): Promise<Page> => {
    const page = await club.page(manager.cookie, look);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const inDialog = (page: Page, name: string) =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

  it('show the table, follow the tags, compare with others, and tell members what has changed', async () => {
    const page = await open(`/console/surveys/${survey.id}/results`);
    const table = page.getByRole('table', { name: 'NPS by location and tier' });
    await table.getByRole('rowheader', { name: 'Vienna' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);

    // A tag, and the answers with it.
    const comment = page.getByRole('listitem').filter({ hasText: 'My card would not scan' });
    await comment.getByRole('button', { name: /^Tags/u }).first().click();
    await page.getByRole('dialog').getByLabel('Tags').fill('card');
    await inDialog(page, 'Save');
    await page.getByRole('link', { name: 'card 1' }).click();
    await page.waitForURL(/tag=card/u);

    // Scores of others.
    await press(page, 'Add a score of others');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Whose score').fill('Coffee shops');
    await dialog.getByLabel('NPS').fill('4,5,');
    await dialog.getByLabel('Measured on').fill('2026-05-01');
    await dialog.getByLabel('How people were asked').fill('online');
    await dialog.getByLabel('Source').fill('A report, page 12');
    await inDialog(page, 'Add');
    await dialog.getByText('A number from −100 to 100').waitFor();
    await dialog.getByLabel('NPS').fill('41');
    await inDialog(page, 'Add');
    await page.getByText('A report, page 12').waitFor();
    await press(page, 'Remove Coffee shops');
    await inDialog(page, 'Remove');
    await page.getByText('No scores of others yet.').waitFor();

    // What has changed: written, read again, sent to the one who answered by name.
    await press(page, 'Write a text');
    await inDialog(page, 'Save');
    await dialog.getByText('Please fill this in').waitFor();
    await dialog.getByLabel('English').fill('The scanners are new.');
    await inDialog(page, 'Save');
    await press(page, 'Preview and send');
    await dialog.getByRole('heading', { name: 'Tell 1 member who answered?' }).waitFor();
    await dialog.getByText('The scanners are new.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await inDialog(page, 'Send');
    await page.getByText(/^Sent on/u).waitFor();

    const home = await club.page(anna.cookie, phone);
    await expect
      .poll(
        async () => {
          await home.goto('/club');
          return home.getByRole('region', { name: 'What we changed because of you' }).count();
        },
        { timeout: 15_000 },
      )
      .toBe(1);
    await home.getByText('The scanners are new.').waitFor();
    await untilHydrated(home);
    expect(await axeFaults(home)).toEqual([]);
    await press(home, 'Got it');
    await home.getByText('The scanners are new.').waitFor({ state: 'detached' });
  });

  it('compare two waves, list the answers by score, and lead to the call back', async () => {
    const page = await open(`/console/surveys/${survey.id}/compare`, phone);
    await page.getByRole('link', { name: '90 days and the 90 before' }).click();
    await page.getByText('Fewer than 10 answers').first().waitFor();
    const today = new Date(club.api.clock.now());
    const day = (back: number): string =>
      new Date(today.getTime() - back * 86_400_000).toISOString().slice(0, 10);
    await page.goto(
      `/console/surveys/${survey.id}/compare?firstFrom=${day(50)}&firstTo=${day(30)}&secondFrom=${day(9)}`,
    );
    await page.getByText(/^Better: \+\d+ is more than chance/u).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('link', { name: 'Answers', exact: true }).click();
    await page.getByLabel('Score', { exact: true }).selectOption({ label: 'Detractors' });
    await page.waitForURL(/part=detractor/u);
    await page.getByText('My card would not scan').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.goto('/console/tasks');
    await untilHydrated(page);
    const task = page.getByRole('article', { name: 'Call back after a survey' });
    await task.getByText('gave 2 in “After the visit”').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await task.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('dialog').getByLabel('How did it end?').selectOption({ label: 'Called' });
    await page.getByRole('dialog').getByLabel('Note to the team').fill('The scanner was broken.');
    await inDialog(page, 'Done');
    await task.waitFor({ state: 'detached' });
    await page.goto(`/console/surveys/${survey.id}/results`);
    await page.getByText('1 called back').first().waitFor();
  });
});
