import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Survey } from '@regulars/contracts';
import { axeFaults, themeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey } from '../support/makers.ts';
import type { SignedInMember } from '../support/makers/members.ts';
import { everyKind, makeSurvey, makeSurveyLink, makeWillingMember } from '../support/makers/surveys.ts';
import { startClub, untilGone, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';

const phone = { language: 'en', width: 320, height: 640, theme: 'system' } as const;

describe.runIf(await findBrowser())('a member in a survey', () => {
  let club: TestClub;
  let key: string;
  let anna: SignedInMember;
  beforeAll(async () => {
    club = await startClub();
    key = await makeKey(club.api);
  });
  afterAll(() => club.close());
  // Members are asked for one survey only, so each test has its own.
  beforeEach(async () => {
    const { body } = await send(club.api, 'get', '/surveys?limit=200', { key }).expect(200);
    for (const survey of body.data as Survey[]) if (survey.state === 'live') await end(survey);
    anna = await makeWillingMember(club.api);
  });

  const end = ({ id, version }: Survey) =>
    send(club.api, 'post', `/surveys/${id}/end`, { key, version }).expect(200);
  const asked = () => send(club.api, 'get', '/me/surveys', anna).expect(200);
  const at = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor();
  const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const isWide = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');

  it('is asked on the home page, answers with taps, goes back and is thanked with points', async () => {
    const { id } = await makeSurvey(club.api, { thanksPoints: 25 });
    const page = await club.page(anna.cookie, phone);
    await page.goto('/club');
    const hint = page.getByRole('region', { name: 'Would you recommend us?' });
    await hint.getByText('3 questions').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await hint.getByRole('link', { name: 'Answer' }).click();
    await at(page, 'Would you recommend us?');
    await page.getByText('25 points as thanks').waitFor();
    // A survey has 60 kB of scripts at most; it has none.
    expect(await page.locator('script, link[rel=modulepreload]').count()).toBe(0);
    expect(await themeFaults(page)).toEqual([]);
    expect(await isWide(page)).toBe(false);

    await click(page, 'Next');
    await page.getByRole('alert').filter({ hasText: 'Please answer this question.' }).waitFor();
    await expect.poll(() => page.locator('[role=radiogroup]:focus').count()).toBe(1);
    await page.getByRole('radio', { name: '9' }).click();
    await click(page, 'Next');
    await at(page, 'What made it a 9, Anna?');
    await page.getByRole('checkbox', { name: 'The service' }).click();
    await page.getByRole('checkbox', { name: 'Something else' }).click();
    await click(page, 'Next');
    await page.getByRole('alert').filter({ hasText: 'Please write what you mean.' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.getByRole('checkbox', { name: 'The service' }).isChecked()).toBe(true);
    await page.getByLabel('In your own words').fill('The music');
    await click(page, 'Next');
    await at(page, 'Tell us more');

    // Another device goes on where this one is.
    const other = await club.page(anna.cookie, { ...phone, javaScript: false });
    await other.goto(`/club/surveys/${id}`);
    await at(other, 'Tell us more');
    await other.getByRole('link', { name: 'Back' }).click();
    await at(other, 'What made it a 9, Anna?');
    expect(await other.getByLabel('In your own words').inputValue()).toBe('The music');

    await page.getByRole('textbox', { name: 'Tell us more' }).fill('Good beans');
    await click(page, 'Send and get 25 points');
    await at(page, 'Thank you, Anna');
    // Without a script, the page shows points that came later when it is opened again.
    await expect
      .poll(() => page.reload().then(() => page.getByText('New balance').count()), { timeout: 15_000 })
      .toBe(1);
    await page.getByRole('definition').filter({ hasText: /^25$/u }).last().waitFor();
    expect(await themeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Done' }).click();
    await page.waitForURL('**/club');
    expect(await page.getByText('A short survey').count()).toBe(0);
  });

  it('answers all kinds with the keyboard', async () => {
    await makeSurvey(club.api, { welcome: { title: { en: 'How was it?' } }, questions: everyKind });
    const { body } = await asked();
    const page = await club.page(anna.cookie, phone);
    await page.goto(`/club/surveys/${body.data[0].id}`);
    await at(page, 'How was it?');
    await page.getByRole('link', { name: 'Start' }).press('Enter');
    const { keyboard } = page;
    const looked = new Set(['csat?', 'picture?', 'rating?', 'number?', 'consent?']);
    const goOn = async (title: string, ...keys: string[]): Promise<void> => {
      await at(page, title);
      if (looked.has(title)) expect(await axeFaults(page)).toEqual([]);
      expect(await isWide(page)).toBe(false);
      await page.getByRole('main').locator('input:not([type=hidden]), textarea').first().focus();
      for (const each of keys) await (each.length === 1 ? keyboard.type(each) : keyboard.press(each));
      await page.locator('button[value=next], button[value=send]').press('Enter');
    };
    await goOn('nps?', 'Space', 'ArrowRight', 'ArrowRight');
    await goOn('csat?', 'Space');
    await goOn('ces?', 'Space', 'ArrowLeft');
    await goOn('single?', 'Space');
    await goOn('multiple?', 'Space', 'Tab', 'Space');
    await goOn('picture?', 'Space');
    await goOn('rating?', 'Space', 'ArrowRight');
    await goOn('number?', '3', ',', '5');
    await goOn('short-text?', 'A');
    await goOn('long-text?', 'B');
    await at(page, 'date?');
    await page.getByLabel('date?').fill('2026-01-02');
    await click(page, 'Next');
    await goOn('consent?', 'Space');
    await at(page, 'Thank you, Anna');
    const { text } = await send(club.api, 'get', '/me/data', anna).expect(200);
    const copy = JSON.parse(text) as { survey_responses: { answers: ({ question: string } & object)[] }[] };
    const answers = copy.survey_responses[0]?.answers ?? [];
    expect(Object.fromEntries(answers.map((each) => [each.question, each]))).toMatchObject({
      nps: { number: 2 },
      csat: { number: 1 },
      ces: { number: 7 },
      single: { choices: ['a'] },
      multiple: { choices: ['a', 'b'] },
      picture: { choices: ['a'] },
      rating: { number: 2 },
      number: { number: 3.5 },
      'short-text': { words: 'A' },
      'long-text': { words: 'B' },
      date: { words: '2026-01-02' },
      consent: { choices: ['yes'] },
    });
  });

  it('needs no script: answers, errors, skipping and sending are forms', async () => {
    await makeSurvey(club.api);
    const { body } = await asked();
    const page = await club.page(anna.cookie, { ...phone, javaScript: false });
    await page.goto(`/club/surveys/${body.data[0].id}`);
    await click(page, 'Next');
    await page.getByRole('alert').filter({ hasText: 'Please answer' }).waitFor();
    await page.getByRole('radio', { name: '3', exact: true }).check();
    await click(page, 'Next');
    await at(page, 'What made it a 3, Anna?');
    await click(page, 'Skip');
    await at(page, 'Tell us more');
    await click(page, 'Send without this answer');
    await at(page, 'Thank you, Anna');
  });

  it('needs no sign-in with a link from a mail, and none of a customer with a code', async () => {
    const survey = await makeSurvey(
      club.api,
      { thanksPoints: 25 },
      { distribution: { channels: ['portal', 'link'] } },
    );
    await asked();
    const mailed = `/survey/${await makeSurveyLink(club.api, survey, anna)}`;
    const page = await club.page(undefined, { ...phone, javaScript: false });
    // The click in the mail chooses, and nothing is sent before the form.
    await page.goto(`${mailed}?begun&answer=8`);
    await at(page, 'Would you recommend us?');
    expect(await page.getByRole('radio', { name: '8', exact: true }).isChecked()).toBe(true);
    expect(await page.locator('meta[name=robots][content=noindex]').count()).toBe(1);
    await click(page, 'Next');
    await at(page, 'What made it a 8, Anna?');
    await click(page, 'Skip');
    await page.getByRole('textbox', { name: 'Tell us more' }).fill('Good beans');
    await click(page, 'Send and get 25 points');
    await at(page, 'Thank you');
    await page.goto(`${mailed}?question=why`);
    await at(page, 'Thank you');
    expect(await page.content()).not.toContain('Good beans');

    const key = await makeKey(club.api);
    const path = `/surveys/${survey.id}/links`;
    const { body } = await send(club.api, 'post', path, { key, body: {} }).expect(200);
    const customer = await club.page(undefined, phone);
    const open = new URL(body.page).pathname;
    await customer.goto(open);
    await customer.getByText('without your name').waitFor();
    expect(await axeFaults(customer)).toEqual([]);
    expect(await isWide(customer)).toBe(false);
    expect(await customer.locator('script, link[rel=modulepreload]').count()).toBe(0);
    await customer.getByRole('radio', { name: '3', exact: true }).click();
    await click(customer, 'Next');
    await at(customer, 'What made it a 3?');
    expect(new URL(customer.url()).pathname).toMatch(/^\/survey\/[\w-]{43}$/u);
    await end(survey);
    await customer.goto(open);
    await at(customer, 'This survey has ended');
    await customer.goto('/survey/open/unknown-link-of-nobody');
    await customer.getByRole('status').waitFor();
    expect(await axeFaults(customer)).toEqual([]);
  });

  it('says not now, and reads that a survey has ended', async () => {
    const survey = await makeSurvey(club.api);
    const page = await club.page(anna.cookie, phone);
    await page.goto('/club');
    await click(page, 'Not now');
    await untilGone(page.getByText('A short survey'));
    await page.goto(`/club/surveys/${survey.id}`);
    await at(page, 'Would you recommend us?');
    await end(survey);
    await page.getByRole('radio', { name: '9' }).click();
    await click(page, 'Next');
    await at(page, 'This survey has ended');
    expect(await axeFaults(page)).toEqual([]);
  });
});
