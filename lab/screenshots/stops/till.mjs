import { at, opened } from './opening.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./opening.mjs').Club} Club */
/** @typedef {import('./opening.mjs').Stop} Stop */

const tabletSurvey = {
  name: { de: 'An der Tür', en: 'At the door', cs: 'U dveří' },
  definition: {
    welcome: {
      title: { de: 'Wie war dein Besuch?', en: 'How was your visit?', cs: 'Jak se vám u nás líbilo?' },
      text: { de: 'Zwei kurze Fragen.', en: 'Two short questions.', cs: 'Dvě krátké otázky.' },
    },
    questions: [
      {
        kind: 'nps',
        key: 'recommend',
        required: true,
        title: {
          de: 'Würdest du uns weiterempfehlen?',
          en: 'Would you recommend us?',
          cs: 'Doporučili byste nás?',
        },
        low: { de: 'sicher nicht', en: 'not at all', cs: 'určitě ne' },
        high: { de: 'auf jeden Fall', en: 'definitely', cs: 'rozhodně' },
      },
      {
        kind: 'long-text',
        key: 'words',
        title: { de: 'Was können wir besser machen?', en: 'What can we do better?', cs: 'Co máme zlepšit?' },
      },
    ],
    thanks: { title: { de: 'Danke!', en: 'Thank you!', cs: 'Děkujeme!' } },
  },
  distribution: { channels: ['tablet'] },
};

/** @param {Page} page */
const openTill = async (page) => {
  await page.goto('/till/location');
  // The open purchase of another picture would come back.
  await page.evaluate('sessionStorage.clear()');
  // A choice before hydration would be lost.
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.getByRole('radio').last().check({ force: true });
  await page.locator('form button[type=submit], form button:not([type])').last().click();
  await page.waitForURL(/\/till$/, { waitUntil: 'commit' });
};

/** @param {Page} page @param {Club} club */
const scan = async (page, club) => {
  await openTill(page);
  const { data } = await club.get('/members?query=anna@morgenrot.example&limit=1');
  await page.keyboard.type(data[0].cardNumber, { delay: 5 });
  await page.keyboard.press('Enter');
  await page.getByText(data[0].displayName.split(' ')[0]).first().waitFor({ timeout: 5000 });
  for (const key of ['2', '9', '00']) await page.getByRole('button', { name: key, exact: true }).click();
  await page
    .getByText(/^\+ \d+/u)
    .first()
    .waitFor({ timeout: 5000 });
};

/** Goods with two codes: one counts, the other does not. @param {Page} page @param {Club} club */
const price = async (page, club) => {
  await scan(page, club);
  await page.locator('main details summary').first().click();
  const field = page.locator('details input[autocapitalize=characters]');
  for (const code of ['MORGENROT10', 'DREI FUER ZWEI']) {
    await field.fill(code);
    await field.press('Enter');
    await page.getByText(code).first().waitFor({ timeout: 5000 });
  }
};

/** A voucher that takes something off, besides a code that nobody has. @param {Page} page @param {Club} club */
const takeVoucher = async (page, club) => {
  await scan(page, club);
  await page.locator('main details summary').first().click();
  const field = page.locator('details input[autocapitalize=characters]');
  const { data } = await club.send('member', 'GET', '/me/vouchers');
  const { code } = data.find((/** @type {{ effect: object | null }} */ { effect }) => effect !== null);
  await field.fill(code);
  await field.press('Enter');
  await page.getByText(`…${code.replaceAll('-', '').slice(-4)}`).waitFor({ timeout: 5000 });
  await field.fill('SOMMER99');
  await field.press('Enter');
  await page.getByText('SOMMER99').first().waitFor({ timeout: 5000 });
};

/** What can be redeemed, and why one cannot. @param {Page} page @param {Club} club */
const chooseReward = async (page, club) => {
  await scan(page, club);
  await page.locator('main button:has(svg.lucide-gift)').click();
  await page.locator('[role=dialog] li button').last().click();
  await page.locator('[role=dialog] [role=alert]').waitFor({ timeout: 5000 });
};

/** Two of them in the purchase. @param {Page} page @param {Club} club */
const putRewards = async (page, club) => {
  await scan(page, club);
  for (const place of [0, 1]) {
    await page.locator('main button:has(svg.lucide-gift)').click();
    await page.locator('[role=dialog] li button').nth(place).click();
    await page.locator('[role=dialog]').waitFor({ state: 'detached', timeout: 5000 });
  }
  await page.locator('main li:has(svg.lucide-gift) button').last().scrollIntoViewIfNeeded();
};

/** The dialog, with a discount in the purchase. @param {Page} page @param {Club} club */
const giveDiscount = async (page, club) => {
  await scan(page, club);
  const give = page.locator('main button:has(svg.lucide-hand-coins)');
  for (const percent of ['10', '50']) {
    await give.click();
    await page.locator('dialog, [role=dialog]').locator('input[inputmode=decimal]').fill(percent);
    await page.locator('[role=dialog] form').getByRole('button').last().click();
    if (percent === '10') await page.locator('[role=dialog]').waitFor({ state: 'detached' });
  }
  await page.locator('[role=dialog] [role=alert]').waitFor({ timeout: 5000 });
};

/** @param {Page} page @param {Club} club */
const openReturn = async (page, club) => {
  const { data } = await club.get('/purchases?limit=1');
  await page.goto(`/till/returns/${data[0].id}`);
};

/** A survey for tablets, once. @param {Club} club */
const makeTabletSurvey = async (club) => {
  const { data } = await club.get('/surveys?state=live&limit=200');
  const isThere = (/** @type {{ distribution: { channels: string[] } }} */ { distribution }) =>
    distribution.channels.includes('tablet');
  if (data.some(isThere)) return;
  const draft = await club.post('manager', '/surveys', tabletSurvey);
  await club.send('manager', 'POST', `/surveys/${draft.id}/publish`, undefined, `"${draft.version}"`);
};

/** The list, for the team. @param {Page} page @param {Club} club */
const openTabletList = async (page, club) => {
  await makeTabletSurvey(club);
  await openTill(page);
  await page.evaluate("localStorage.removeItem('till-survey')");
  await page.goto('/till/survey');
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
};

/** @param {Page} page @param {Club} club */
const openTabletSurvey = async (page, club) => {
  await openTabletList(page, club);
  await page.locator('main li button').first().click();
  await page.locator('main.tablet').waitFor();
};

/** The first question, with a score. @param {Page} page @param {Club} club */
const answerOnTablet = async (page, club) => {
  await openTabletSurvey(page, club);
  await page.locator('main.tablet button').first().click();
  await page.locator('input[value="9"]').check({ force: true });
};

/** @param {Page} page @param {Club} club */
const askByTelephone = async (page, club) => {
  const { data } = await club.get('/members?query=anna@morgenrot.example&limit=1');
  await openTill(page);
  await page.goto(`/till/telephone/${data[0].id}`);
};

/** @type {Stop[]} */
export const cashier = [
  at('till-location', '/till/location'),
  opened('till', '/till', openTill),
  opened('till-gatherings', '/till/gatherings', async (page) => {
    await openTill(page);
    await page.goto('/till/gatherings');
  }),
  opened('till-scanned', '/till', scan),
  opened('till-priced', '/till', price),
  opened('till-voucher', '/till', takeVoucher),
  opened('till-reward', '/till', chooseReward),
  opened('till-rewards', '/till', putRewards),
  opened('till-discount', '/till', giveDiscount),
  at('till-returns', '/till/returns'),
  opened('till-return', '/till/returns/[id]', openReturn),
  at('till-tasks', '/till/tasks'),
  opened('tablet-list', '/till/survey', openTabletList),
  opened('tablet-welcome', '/till/survey', openTabletSurvey),
  opened('tablet-question', '/till/survey', answerOnTablet),
  opened('till-telephone', '/till/telephone/[id]', askByTelephone),
  at('till-not-found', '/till/nowhere'),
];
