import { getMemberPoints, setPermissionSettings } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults, themeFaults } from '../support/axe.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { findBrowser } from '../support/browser.ts';
import { LogLines } from '../support/log-lines.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeSurvey, makeWillingMember, score, why } from '../support/makers/surveys.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';
import { openShop } from '../support/shop.ts';

const phone = { language: 'en', width: 320, height: 640, theme: 'system' } as const;
const questions = [score, why];

describe.runIf(await findBrowser())('asked', { timeout: 120_000 }, () => {
  const log = new LogLines();
  let club: TestClub;
  let mailbox: Mailbox;
  let key: string;
  beforeAll(async () => {
    mailbox = await Mailbox.open();
    club = await startClub({ SMTP_URL: mailbox.url, LOG_LEVEL: 'info' });
    key = await makeKey(club.api);
    // Tests run at night too.
    const body = { countries: [], quietHours: null };
    await club.api.client({ apiKey: key }).call(setPermissionSettings, { body });
  });
  afterAll(async () => {
    await club.close();
    await mailbox.away();
  });

  const willing = (channels: readonly ('email' | 'portal')[]) =>
    makeSignedInMember(club.api, {
      emailConfirmedAt: new Date(),
      consents: channels.map((channel) => ({
        purpose: 'surveys',
        channel,
        granted: true,
        source: 'member',
        version: 1,
      })),
    });
  const at = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor();
  const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  it('after a purchase once, by mail and in the portal; thanked once; called back by the manager', async () => {
    const shop = await openShop(club.api);
    const distribution = {
      trigger: 'purchase',
      channels: ['email', 'portal'],
      locations: [shop.location.code],
    };
    const survey = await makeSurvey(
      club.api,
      { questions, thanksPoints: 25 },
      { callBackUpTo: 6, distribution },
    );
    const [anna, berta] = [await willing(['email', 'portal']), await willing([])];
    await shop.sell(2900, anna.member.id, 'R-4711');
    const declined = await shop.sell(900, berta.member.id);

    // The member without a permission is not asked, and the log says why.
    await expect
      .poll(() => log.with({ event: 'survey.not-asked', purchase: declined.id }), { timeout: 15_000 })
      .toMatchObject([{ survey: survey.id, reason: 'never-asked' }]);
    const mail = await mailbox.received(anna.member.email ?? '');
    const home = await club.page(anna.cookie, phone);
    await home.goto('/club');
    const hint = home.getByRole('region', { name: 'Would you recommend us?' });
    await hint.waitFor();

    // The link of the mail, on a device where nobody is signed in.
    const link = /^3: (?<link>\S+)$/mu.exec(mail.text ?? '')?.groups?.['link'] ?? '';
    const page = await club.page(undefined, phone);
    await page.goto(link);
    await at(page, 'Would you recommend us?');
    expect(await page.getByRole('radio', { name: '3', exact: true }).isChecked()).toBe(true);
    await click(page, 'Next');
    await page.getByRole('textbox', { name: 'Tell us more' }).fill('It was too loud');
    await click(page, 'Send and get 25 points');
    await at(page, 'Thank you');
    await page.goto(link);
    await at(page, 'Thank you');
    expect(await page.getByText('It was too loud').count()).toBe(0);

    // 29 points for the purchase, and 25 once.
    const points = async () => {
      const params = { id: anna.member.id };
      return (await club.api.client({ apiKey: key }).call(getMemberPoints, { params })).available;
    };
    await expect.poll(points, { timeout: 15_000 }).toBe(54);
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    const body = { version: 1, answers: { score: 3 }, complete: true };
    await send(club.api, 'post', `/surveys/links/${token}/responses`, { body })
      .set('origin', club.url)
      .expect(200);
    await jobsEnd(club.api);
    expect(await points()).toBe(54);
    expect(mailbox.to(anna.member.email ?? '')).toHaveLength(1);
    expect(mailbox.to(berta.member.email ?? '')).toEqual([]);
    const { body: after } = await send(club.api, 'get', `/surveys/${survey.id}`, { key }).expect(200);
    expect(after.figures).toEqual({ asked: 1, sent: 1, replied: 1 });
    await home.reload();
    await home.getByRole('main').waitFor();
    expect(await hint.count()).toBe(0);

    const manager = await makeStaff(club.api, ['manager']);
    const desk = await club.page(manager.cookie, { language: 'en', width: 1280, height: 800 });
    await desk.goto(`/console/surveys/${survey.id}/answers`);
    await desk.getByText('It was too loud').first().waitFor();
    await desk.goto('/console/tasks');
    await untilHydrated(desk);
    const task = desk.getByRole('article', { name: 'Call back after a survey' });
    await task.getByText('It was too loud').waitFor();
    await task.getByText('gave 3 in “After the visit”').waitFor();
    await task.getByText('Receipt R-4711').waitFor();
    await task.getByRole('button', { name: 'Done' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Finish the task' });
    await dialog.getByLabel('Note to the team').fill('Called: the music is lower now.');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await desk.getByText('Task finished').waitFor();
    const done = await send(club.api, 'get', '/tasks?kind=survey-call-back&state=done', { key }).expect(200);
    expect(done.body.data).toMatchObject([{ outcome: 'called', note: 'Called: the music is lower now.' }]);
  });

  it('anonymously: answers on a page that nothing connects with the member', async () => {
    const coupon = await makeCoupon(club.api, { code: 'DANKE10' });
    const settings = { anonymous: true, callBackUpTo: null, thanksCouponId: coupon.id };
    const { id } = await makeSurvey(club.api, { questions }, settings);
    const carla = await makeWillingMember(club.api);
    const page = await club.page(carla.cookie, phone);
    await page.goto('/club');
    await page
      .getByRole('region', { name: 'Would you recommend us?' })
      .getByRole('link', { name: 'Answer' })
      .click();
    await at(page, 'An anonymous survey');
    expect(await themeFaults(page)).toEqual([]);
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')).toBe(false);
    log.forget();
    // Twice: it begins once.
    await page.getByRole('button', { name: 'Begin anonymously' }).dblclick();
    await page.waitForURL('**/survey/*');
    await at(page, 'Would you recommend us?');
    await page.getByText('Anonymous: nobody learns who you are.').waitFor();
    await page.getByRole('radio', { name: '9' }).click();
    await click(page, 'Next');
    await page.getByRole('textbox', { name: 'Tell us more' }).fill('Good beans');
    await click(page, 'Send');
    await at(page, 'Thank you');
    await page.getByText('DANKE10').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    // No line of the log says who answered, although the member is signed in.
    const answering = log.all.filter(({ route }) =>
      /surveys\/links|\/survey\/\[token\]/u.test(String(route)),
    );
    expect(answering.length).toBeGreaterThan(3);
    for (const line of answering) expect(line).toMatchObject({ who: 'visitor' });

    await page.goto(`/club/surveys/${id}`);
    await at(page, 'You have begun this survey');
    expect(await axeFaults(page)).toEqual([]);
  });
});
