/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof import('./club.mjs').startClub>>} Club */
/** @typedef {{ name: string, open: (page: Page, club: Club) => Promise<unknown> }} Stop */

/** @param {string} name @param {string} path @returns {Stop} */
const at = (name, path) => ({ name, open: (page) => page.goto(path) });

/** @param {Page} page @param {string} list @param {RegExp} link */
const openFirst = async (page, list, link) => {
  await page.goto(list);
  const paths = await page
    .locator('a[href]')
    .evaluateAll((links) => links.map((each) => each.getAttribute('href') ?? ''));
  const path = paths.find((each) => link.test(each));
  if (path) await page.goto(path);
};

/** @param {string} name @param {string} list @param {RegExp} link @returns {Stop} */
const firstOf = (name, list, link) => ({ name, open: (page) => openFirst(page, list, link) });

/** @param {Page} page */
const openTill = async (page) => {
  await page.goto('/till/location');
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

/**
 * What a mail leads to, after something was done for it.
 *
 * @param {string} name
 * @param {(club: Club) => Promise<unknown>} does
 * @param {RegExp} path
 * @returns {Stop}
 */
const mailed = (name, does, path) => ({
  name,
  async open(page, club) {
    await does(club);
    await page.goto(await club.linkIn(path));
  },
});

/** @param {Club} club */
const invite = (club) =>
  club.post('manager', '/staff', {
    email: `petra.${Date.now()}@morgenrot.example`,
    displayName: 'Petra Nováková',
    role: 'cashier',
    language: 'cs',
  });

/** @param {Club} club */
const changeEmail = (club) => {
  const { password } = club.signInOf('member');
  return club.post('member', '/me/email-changes', { email: `anna.${Date.now()}@new.example`, password });
};

/** @param {import('playwright-core').Page} page */
const mistype = async (page) => {
  await page.goto('/sign-in');
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.locator('[name=email]').fill('anna@morgenrot.example');
  await page.locator('[name=password]').fill('not this one');
  await page.locator('main form [type=submit]').click();
  await page.getByRole('alert').waitFor();
};

/** @param {Page} page @param {Club} club */
const openReturn = async (page, club) => {
  const { data } = await club.get('/purchases?limit=1');
  await page.goto(`/till/returns/${data[0].id}`);
};

/** @param {Page} page @param {Club} club */
const openBackTest = async (page, club) => {
  const latest = async () => (await club.get('/back-tests?limit=1')).data[0];
  if (!(await latest())) {
    const rates = [{ currency: 'EUR', points: 2, per: 100 }];
    const rule = { name: 'Double points', effect: { kind: 'points-per-money', rates } };
    await club.post('manager', '/earning-rules/simulate', { rule, days: 90 });
  }
  await page.goto(`/console/rules/back-tests/${(await latest()).id}`);
  await page.getByRole('table').first().waitFor();
};

/** @param {string} tab @returns {Stop} */
const memberTab = (tab) => ({
  name: `console-member-${tab}`,
  async open(page) {
    await openFirst(page, '/console/members?sort=points', /^\/console\/members\/[0-9a-f-]{36}$/);
    await page.goto(`${page.url()}?tab=${tab}`);
  },
});

/** @param {Page} page */
const findAnything = async (page) => {
  await page.goto('/console');
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('anna');
  await page.getByRole('option').first().waitFor();
};

/** Every page, in the order in which people reach it. @type {Record<'visitor' | 'member' | 'cashier' | 'manager', Stop[]>} */
export const stops = {
  visitor: [
    at('landing', '/'),
    at('sign-in', '/sign-in'),
    { name: 'sign-in-wrong', open: mistype },
    at('join', '/join'),
    at('reset-password', '/reset-password'),
    mailed(
      'new-password',
      (club) => club.post('visitor', '/password-resets', { email: club.signInOf('member').email }),
      /\/reset-password\/[\w-]+/,
    ),
    mailed('invitation', invite, /\/invitation\/[\w-]+/),
    mailed('email-change', changeEmail, /\/confirm-email\/change\/[\w-]+/),
    mailed('email-change-stop', changeEmail, /\/confirm-email\/stop\/[\w-]+/),
    at('link-ended', '/invitation/no-such-link-there-is-none'),
    at('legal-terms', '/legal/terms'),
    at('legal-imprint', '/legal/imprint'),
    at('offline', '/offline'),
    at('offline-till', '/offline/till'),
    at('not-found', '/nowhere'),
  ],
  member: [
    at('member-home', '/club'),
    at('member-card', '/club/card'),
    at('member-rewards', '/club/rewards'),
    firstOf('member-reward', '/club/rewards', /^\/club\/rewards\/[\w-]+$/),
    at('member-vouchers', '/club/vouchers'),
    firstOf('member-voucher', '/club/vouchers', /^\/club\/vouchers\/[\w-]+$/),
    at('member-activity', '/club/activity'),
    firstOf('member-purchase', '/club/activity', /^\/club\/activity\/[0-9a-f-]{36}$/),
    at('member-claim', '/club/activity/claim'),
    at('member-profile', '/club/profile'),
    at('member-email', '/confirm-email'),
    at('member-account', '/account'),
    at('member-not-found', '/club/nowhere'),
  ],
  cashier: [
    at('till-location', '/till/location'),
    { name: 'till', open: openTill },
    { name: 'till-scanned', open: scan },
    at('till-returns', '/till/returns'),
    { name: 'till-return', open: openReturn },
    at('till-tasks', '/till/tasks'),
    at('till-not-found', '/till/nowhere'),
  ],
  manager: [
    at('console-overview', '/console'),
    at('console-members', '/console/members'),
    at('console-merge-requests', '/console/merge-requests'),
    at('console-not-found', '/console/nowhere'),
    firstOf('console-member', '/console/members?sort=points', /^\/console\/members\/[0-9a-f-]{36}$/),
    ...['notes', 'purchases', 'vouchers', 'journal', 'profile'].map(memberTab),
    at('console-member-new', '/console/members/new'),
    at('console-tasks', '/console/tasks'),
    at('console-purchases', '/console/purchases'),
    firstOf('console-purchase', '/console/purchases', /^\/console\/purchases\/[0-9a-f-]{36}$/),
    at('console-rules', '/console/rules'),
    firstOf('console-rule', '/console/rules', /^\/console\/rules\/[0-9a-f-]{36}$/),
    at('console-rule-new', '/console/rules/new'),
    at('console-rules-none', '/console/rules?state=ended'),
    { name: 'console-back-test', open: openBackTest },
    at('console-rewards', '/console/rewards'),
    at('console-reward-new', '/console/rewards/new'),
    firstOf('console-reward', '/console/rewards', /^\/console\/rewards\/[0-9a-f-]{36}$/),
    at('console-tiers', '/console/tiers'),
    at('console-tier-new', '/console/tiers?new=yes'),
    at('console-locations', '/console/locations'),
    at('console-location-new', '/console/locations?new=yes'),
    at('poster', '/console/locations/vienna-1/poster'),
    at('console-products', '/console/products'),
    at('console-product-new', '/console/products?new=yes'),
    at('console-staff', '/console/staff'),
    at('console-imports', '/console/imports'),
    at('console-import-new', '/console/imports/new'),
    at('console-exports', '/console/exports'),
    at('console-mail', '/console/mail'),
    firstOf('console-mail-one', '/console/mail', /^\/console\/mail\/[\w-]+$/),
    at('console-events', '/console/events'),
    at('console-audit', '/console/audit'),
    at('console-settings', '/console/settings'),
    at('console-till-settings', '/console/settings/till'),
    at('console-privacy', '/console/settings/privacy'),
    at('console-legal', '/console/settings/legal'),
    at('console-legal-text', '/console/settings/legal/terms'),
    at('console-approvals', '/console/approvals'),
    at('console-approval-limits', '/console/settings/approvals'),
    at('console-keys', '/console/settings/keys'),
    at('console-rates', '/console/settings/rates'),
    at('console-mail-settings', '/console/settings/mail'),
    { name: 'command-palette', open: findAnything },
    at('design', '/design'),
  ],
};

export const readmePictures = [
  'member-home-phone-light.png',
  'member-card-phone-light.png',
  'member-rewards-phone-light.png',
  'till-scanned-desk-dark.png',
  'console-overview-desk-light.png',
  'console-rule-desk-light.png',
];
