/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof import('./club.mjs').startClub>>} Club */
/** @typedef {{ name: string, route: string, open: (page: Page, club: Club) => Promise<unknown> }} Stop */

/** @param {string} name @param {string} path @returns {Stop} */
const at = (name, path) => ({ name, route: path.split('?')[0] ?? path, open: (page) => page.goto(path) });

/** A list, and its sheet or page for a new entry. @typedef {(name: string, path: string) => Stop[]} ListStops */
/** @type {ListStops} */
const listed = (name, path) => [at(`${name}s`, path), at(`${name}-new`, `${path}?new=yes`)];
/** @type {ListStops} */
const withNew = (name, path) => [at(`${name}s`, path), at(`${name}-new`, `${path}/new`)];

/** @param {Page} page @param {string} list @param {RegExp} link */
const openFirst = async (page, list, link) => {
  await page.goto(list);
  const paths = await page
    .locator('a[href]')
    .evaluateAll((links) => links.map((each) => each.getAttribute('href') ?? ''));
  const path = paths.find((each) => link.test(each));
  if (path) await page.goto(path);
};

/** What a list shows first. @param {string} name @param {string} list @returns {Stop} */
const firstOf = (name, list) => {
  const folder = list.split('?')[0] ?? list;
  const link = new RegExp(`^${folder}/(?!(?:new|claim|calendar)$)[\\w-]+$`);
  return { name, route: `${folder}/[id]`, open: (page) => openFirst(page, list, link) };
};

/** @param {string} name @param {string} route @param {(page: Page, club: Club) => Promise<unknown>} open @returns {Stop} */
const opened = (name, route, open) => ({ name, route, open });

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

/** Opens a dialog of the page that is shown. @param {Page} page @param {RegExp} button */
const openDialog = async (page, button) => {
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.getByRole('main').getByRole('button', { name: button }).first().click();
  await page.getByRole('dialog').waitFor();
};

/** @param {Page} page @param {Club} club */
const openAssignment = async (page, club) => {
  const { data } = await club.get('/purchases?anonymous=true&limit=1');
  await page.goto(`/console/purchases/${data[0].id}`);
  await openDialog(page, /^(?:Mitglied zuordnen|Assign to a member|Přiřadit členovi)$/u);
};

/** @param {Page} page */
const openTierGrant = async (page) => {
  await openFirst(page, '/console/members?sort=points', /^\/console\/members\/[0-9a-f-]{36}$/);
  await openDialog(page, /^(?:Stufe verleihen|Give a tier|Udělit úroveň)$/u);
};

/**
 * What a mail leads to, after something was done for it.
 *
 * @param {string} name
 * @param {string} route
 * @param {(club: Club) => Promise<string>} does resolves to the address
 */
const mailed = (name, route, does) =>
  opened(name, route, async (page, club) => {
    const to = await does(club);
    await page.goto(await club.linkIn(new RegExp(route.replace('[token]', '(?!change|stop)[\\w-]+')), to));
  });

const newAddress = (/** @type {string} */ name) => `${name}.${Date.now()}@kunden.example`;

/** @param {Club} club */
const resetPassword = async (club) => {
  const { email } = club.signInOf('member');
  await club.post('visitor', '/password-resets', { email });
  return email;
};

/** @param {Club} club */
const invite = async (club) => {
  const email = newAddress('petra');
  await club.post('manager', '/staff', {
    email,
    displayName: 'Petra Nováková',
    role: 'cashier',
    language: 'cs',
  });
  return email;
};

/** @param {Club} club */
const joinByMail = async (club) => {
  const email = newAddress('eva');
  const person = { firstName: 'Eva', email, password: 'a sentence for the pictures', language: 'de' };
  await club.post('visitor', '/registrations', { ...person, acceptedTerms: { version: 1 } });
  return email;
};

/** @param {Club} club */
const changeEmail = async (club) => {
  const [email, { password }] = [newAddress('anna'), club.signInOf('member')];
  await club.post('member', '/me/email-changes', { email, password });
  return email;
};

/** The old address hears of the change. @param {Club} club */
const changeEmailAway = async (club) => {
  await changeEmail(club);
  return club.signInOf('member').email;
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
  route: '/console/members/[id]',
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

/** @param {Club} club */
const inviteRegistered = async (club) => {
  const email = newAddress('mia');
  const person = { firstName: 'Mia', lastName: 'Berger', email, language: 'de' };
  const { id } = await club.post('manager', '/members', person);
  await club.post('manager', `/members/${id}/account-invitations`, {});
  return email;
};

/** A change of the terms is announced once, last of all that members do. @param {Page} page @param {Club} club */
const openTerms = async (page, club) => {
  if (!(await club.get('/legal-texts/terms/versions')).data.some(isToCome)) {
    const path = '/legal-texts/terms/draft';
    const { content } = await club.get(path);
    const added = '\n\n## Neu\n\nPunkte gelten länger.';
    const texts = Object.entries(content).map(([language, text]) => [language, text + added]);
    await club.send('manager', 'PUT', path, { content: Object.fromEntries(texts) }, await club.etagOf(path));
    await club.send('manager', 'POST', '/legal-texts/terms/versions', {}, await club.etagOf(path));
  }
  await page.goto('/club/terms');
};

/** @param {{ effectiveFrom: string }} version */
const isToCome = ({ effectiveFrom }) => Date.parse(effectiveFrom) > Date.now();

/** @param {string} state */
const rulesIn = (state) => at(`console-rules-${state}`, `/console/rules?state=${state}`);

/** @param {string} name @param {string} title */
const ruleNamed = (name, title) =>
  opened(`console-rule-${name}`, '/console/rules/[id]', async (page, club) => {
    const { data } = await club.get('/earning-rules?limit=50');
    const { id } = data.find(
      (/** @type {{ nameTexts: { de: string } }} */ { nameTexts }) => nameTexts.de === title,
    );
    await page.goto(`/console/rules/${id}`);
  });

/** @param {Page} page @param {Club} club */
const openVersions = async (page, club) => {
  const { data } = await club.get('/earning-rules?limit=50');
  const rule = data.find((/** @type {{ version: number }} */ { version }) => version > 1) ?? data[0];
  await page.goto(`/console/rules/${rule.id}/versions`);
};

/** @param {Page} page @param {Club} club */
const openBulk = async (page, club) => {
  const { data } = await club.send('manager', 'GET', '/member-bulks?limit=1');
  await page.goto(`/console/members/bulk/${data[0].id}`);
};

/** @param {Page} page @param {Club} club */
const openLink = (page, club) => page.goto(club.setUpPath());

const setUpSteps = ['locations', 'rule', 'points', 'tiers', 'team', 'legal', 'done'];
const firstPages = [
  'members',
  'tasks',
  'purchases',
  'rules',
  'rewards',
  'tiers',
  'locations',
  'products',
  'staff',
  'imports',
  'exports',
  'mail',
  'events',
  'approvals',
  'merge-requests',
  'referrals',
  'audit',
  'settings/legal',
  'settings/keys',
];

/** Every page, in the order in which people reach it. @type {Record<string, Stop[]>} */
export const stops = {
  founder: [
    at('not-set-up', '/'),
    at('set-up-refused', '/set-up'),
    opened('set-up-admin', '/set-up/admin', openLink),
    at('set-up-club', '/set-up/club'),
  ],
  owner: [
    ...setUpSteps.map((step) => at(`set-up-${step}`, `/set-up/${step}`)),
    at('empty-overview', '/console'),
    ...firstPages.map((page) => at(`empty-${page.replace('/', '-')}`, `/console/${page}`)),
  ],
  newcomer: [
    at('empty-home', '/club'),
    at('empty-card', '/club/card'),
    at('empty-member-rewards', '/club/rewards'),
    at('empty-vouchers', '/club/vouchers'),
    at('empty-activity', '/club/activity'),
    at('empty-earn', '/club/earn'),
    at('empty-profile', '/club/profile'),
  ],
  visitor: [
    at('landing', '/'),
    at('sign-in', '/sign-in'),
    opened('sign-in-wrong', '/sign-in', mistype),
    at('join', '/join'),
    at('reset-password', '/reset-password'),
    mailed('new-password', '/reset-password/[token]', resetPassword),
    mailed('invitation', '/invitation/[token]', invite),
    mailed('email-change', '/confirm-email/change/[token]', changeEmail),
    mailed('email-change-stop', '/confirm-email/stop/[token]', changeEmailAway),
    mailed('email-confirmation', '/confirm-email/[token]', joinByMail),
    mailed('open-account', '/open-account/[token]', inviteRegistered),
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
    firstOf('member-reward', '/club/rewards'),
    at('member-vouchers', '/club/vouchers'),
    firstOf('member-voucher', '/club/vouchers'),
    at('member-challenges', '/club/challenges'),
    at('member-earn', '/club/earn'),
    at('member-refer', '/club/refer'),
    at('member-tier', '/club/tier'),
    at('member-activity', '/club/activity'),
    firstOf('member-purchase', '/club/activity'),
    at('member-claim', '/club/activity/claim'),
    at('member-profile', '/club/profile'),
    at('member-email', '/confirm-email'),
    at('member-account', '/account'),
    at('member-not-found', '/club/nowhere'),
    opened('member-terms', '/club/terms', openTerms),
  ],
  cashier: [
    at('till-location', '/till/location'),
    opened('till', '/till', openTill),
    opened('till-scanned', '/till', scan),
    at('till-returns', '/till/returns'),
    opened('till-return', '/till/returns/[id]', openReturn),
    at('till-tasks', '/till/tasks'),
    at('till-not-found', '/till/nowhere'),
  ],
  manager: [
    at('console-overview', '/console'),
    at('console-members', '/console/members'),
    ...['merge-requests', 'referrals'].map((page) => at(`console-${page}`, `/console/${page}`)),
    at('console-not-found', '/console/nowhere'),
    firstOf('console-member', '/console/members?sort=points'),
    ...['notes', 'purchases', 'vouchers', 'journal', 'profile'].map(memberTab),
    opened('console-tier-grant', '/console/members/[id]', openTierGrant),
    at('console-member-new', '/console/members/new'),
    at('console-tasks', '/console/tasks'),
    at('console-purchases', '/console/purchases'),
    firstOf('console-purchase', '/console/purchases'),
    opened('console-purchase-assign', '/console/purchases/[id]', openAssignment),
    at('console-rules', '/console/rules'),
    firstOf('console-rule', '/console/rules'),
    at('console-rule-new', '/console/rules/new'),
    at('console-rules-calendar', '/console/rules/calendar'),
    opened('console-rule-versions', '/console/rules/[id]/versions', openVersions),
    ...['draft', 'scheduled', 'live', 'paused', 'ended'].map(rulesIn),
    ruleNamed('bands', 'Mengenstaffel'),
    ruleNamed('limited', 'Lesewoche'),
    ruleNamed('units', 'Drei Bücher'),
    ruleNamed('fixed', 'Willkommen'),
    ruleNamed('event', 'Becher zurück'),
    opened('console-back-test', '/console/rules/back-tests/[id]', openBackTest),
    ...withNew('console-event-type', '/console/event-types'),
    firstOf('console-event-type', '/console/event-types'),
    ...withNew('console-reward', '/console/rewards'),
    ...withNew('console-challenge', '/console/challenges'),
    firstOf('console-challenge', '/console/challenges'),
    ...withNew('console-coupon', '/console/coupons'),
    firstOf('console-coupon', '/console/coupons'),
    firstOf('console-reward', '/console/rewards'),
    ...listed('console-tier', '/console/tiers'),
    ...listed('console-location', '/console/locations'),
    at('poster', '/console/locations/vienna-1/poster'),
    ...listed('console-product', '/console/products'),
    ...listed('console-budget', '/console/budgets'),
    ...listed('console-rate-table', '/console/rate-tables'),
    firstOf('console-rate-table', '/console/rate-tables'),
    ...listed('console-product-set', '/console/product-sets'),
    firstOf('console-product-set', '/console/product-sets'),
    at('console-staff', '/console/staff'),
    ...withNew('console-import', '/console/imports'),
    at('console-exports', '/console/exports'),
    at('console-mail', '/console/mail'),
    firstOf('console-mail-one', '/console/mail'),
    firstOf('console-import', '/console/imports'),
    opened('console-bulk', '/console/members/bulk/[id]', openBulk),
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
    opened('command-palette', '/console', findAnything),
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
