import type { SurveyResponse } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeSurvey, reasons, score, why } from '../support/makers/surveys.ts';
import { untilHydrated, startClub, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('surveys that staff take', () => {
  let club: TestClub;
  let key: string;
  let cashier: SignedIn;
  let here: { id: string; code: string };
  beforeAll(async () => {
    club = await startClub();
    key = await makeKey(club.api);
    here = await makeLocation(club.api, { name: 'Wien 1' });
    cashier = await makeStaff(club.api, ['cashier']);
  });
  afterAll(() => club.close());

  const answersTo = async (id: string): Promise<SurveyResponse[]> =>
    (await send(club.api, 'get', `/surveys/${id}/responses`, { key }).expect(200)).body.data;
  const low = { when: { fact: 'answer.number', key: 'score', op: 'at-most', value: 6 }, to: 'why' };
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

  it('are answered on a tablet, start again without a touch, and wait for a network', async () => {
    const survey = await makeSurvey(
      club.api,
      {
        welcome: { title: { en: 'Two questions', de: 'Zwei Fragen' } },
        questions: [{ ...score, next: [low] }, { ...reasons, title: { en: 'Why {answer:score}?' } }, why],
        thanks: { title: { en: 'See you soon' } },
      },
      { name: { en: 'At the door' }, distribution: { channels: ['tablet'], locations: [here.code] } },
    );
    const page = await club.page(cashier.cookie, {
      width: 1024,
      height: 768,
      language: 'en',
      installed: true,
    });
    await page.clock.install({ time: new Date(club.api.clock.now()) });
    await TillPage.at(page, here.code);
    await page.getByRole('link', { name: 'Survey for customers' }).click();
    await page.waitForURL('**/till/survey');
    await untilHydrated(page);
    await page.getByRole('button', { name: /^At the door/u }).click();
    await heading(page, 'Two questions').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('radio', { name: 'Deutsch' }).check();
    await heading(page, 'Zwei Fragen').waitFor();
    await button(page, 'Los geht’s').click();
    await page.getByRole('radio', { name: '9', exact: true }).check();
    await button(page, 'Weiter').click();
    await heading(page, 'Why 9?').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.clock.runFor(21_000);
    await page.getByTestId('idle').waitFor();
    await button(page, 'Weitermachen').click();
    await page.getByTestId('idle').waitFor({ state: 'detached' });
    await page.clock.runFor(31_000);
    // The next customer sees nothing of it, in the language of the shop.
    await heading(page, 'Two questions').waitFor();

    const kept = "caches.open('personal').then((kept) => kept.match('/till/survey')).then(Boolean)";
    await expect.poll(() => page.evaluate<boolean>(kept), { timeout: 15_000 }).toBe(true);
    await page.context().setOffline(true);
    await page.reload();
    await button(page, 'Start').click();
    await button(page, 'Next').click();
    await page.getByRole('alert').getByText('Please answer this question.').waitFor();
    await page.getByRole('radio', { name: '3', exact: true }).check();
    await button(page, 'Next').click();
    await heading(page, 'Tell us more').waitFor();
    await button(page, 'Back').click();
    await heading(page, 'Would you recommend us?').waitFor();
    await button(page, 'Next').click();
    await page.getByRole('textbox').fill('Too \u00ADloud');
    await button(page, 'Send').click();
    await heading(page, 'See you soon').waitFor();
    await page.reload();
    await button(page, 'Leave (for the team)').click();
    await button(page, 'Leave').click();
    await page.getByText('1 answer waits on this tablet.').waitFor();
    expect(await answersTo(survey.id)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText('1 answer waits on this tablet.').waitFor({ state: 'detached', timeout: 15_000 });
    expect(await answersTo(survey.id)).toMatchObject([
      { member: null, location: { id: here.id }, score: { value: 3 }, answers: [{}, { words: 'Too loud' }] },
    ]);
    await page.context().close();
  });

  it('are asked by telephone where the member agreed, else the page says why not', async () => {
    const survey = await makeSurvey(
      club.api,
      { questions: [score], thanksPoints: 25 },
      { name: { en: 'A call' }, distribution: { channels: ['telephone'] } },
    );
    const consent = {
      purpose: 'surveys',
      channel: 'telephone',
      granted: true,
      source: 'member',
      version: 1,
    } as const;
    const anna = await makeSignedInMember(club.api, { phone: '+436601234567', consents: [consent] });
    const silent = await makeSignedInMember(club.api);
    const page = await club.page(cashier.cookie, { width: 1180, height: 820, language: 'en' });
    await TillPage.at(page, here.code);
    await page.goto(`/till/telephone/${silent.member.id}`);
    await page.getByText('The club may not ask this member by telephone').waitFor();
    await page.goto(`/till/telephone/${anna.member.id}`);
    await page.getByRole('button', { name: 'Ask: A call' }).click();
    await page.getByRole('radio', { name: '3', exact: true }).check();
    await button(page, 'Send').click();
    await page.getByText('25 points go to the member as thanks.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await answersTo(survey.id)).toMatchObject([
      { member: { id: anna.member.id }, score: { value: 3 } },
    ]);
    await page.context().close();
  });
});
