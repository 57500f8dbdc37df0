import { at, firstOf, listed, openDialog, openFirst, opened, withNew } from './opening.mjs';
import { importStops } from './imports.mjs';
import { consoleTestStops } from './product-tests.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./opening.mjs').Club} Club */
/** @typedef {import('./opening.mjs').Stop} Stop */

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

/** The list, the editor or a new one, of the largest community. @param {string} end */
const gatheringPage = (end) => async (/** @type {Page} */ page, /** @type {Club} */ club) => {
  const { data } = await club.get('/communities?sort=members&order=desc&limit=1');
  const path = `/console/communities/${data[0].id}/gatherings`;
  if (end !== 'one') return page.goto(`${path}${end}`);
  const { data: gatherings } = await club.get(`/communities/${data[0].id}/gatherings`);
  return page.goto(`${path}/${gatherings[0].id}`);
};

/** @param {Page} page */
const openTelephone = async (page) => {
  await openFirst(page, '/console/members?sort=points', /^\/console\/members\/[0-9a-f-]{36}$/);
  await page.goto(`${page.url()}/telephone`);
};

/** Of the community where most members wait. @param {Page} page @param {Club} club */
const openCommunityMembers = async (page, club) => {
  const { data } = await club.get('/communities?sort=asking&order=desc&limit=1');
  await page.goto(`/console/communities/${data[0].id}/members`);
};

/** Of the largest community. @param {Page} page @param {Club} club */
const openCommunityPosts = async (page, club) => {
  const { data } = await club.get('/communities?sort=members&order=desc&limit=1');
  await page.goto(`/console/communities/${data[0].id}/posts`);
};

/** Its most discussed post. @param {Page} page @param {Club} club */
const openCommunityPost = async (page, club) => {
  const { data } = await club.get('/communities?sort=members&order=desc&limit=1');
  const { data: posts } = await club.get(`/communities/${data[0].id}/posts`);
  const [most] = posts.toSorted(
    (/** @type {{ comments: number }} */ one, /** @type {{ comments: number }} */ other) =>
      other.comments - one.comments,
  );
  await page.goto(`/console/communities/${data[0].id}/posts/${most.id}`);
};

/** Of the survey with the most answers. @param {string} tab @returns {Stop} */
const surveyTab = (tab) =>
  opened(`console-survey-${tab}`, `/console/surveys/[id]/${tab}`, async (page, club) => {
    const { data } = await club.get('/surveys?sort=sent&order=desc&limit=1');
    await page.goto(`/console/surveys/${data[0].id}/${tab}`);
  });

/** What a customer sees with the open link of that survey. @param {Page} page @param {Club} club */
const openShared = async (page, club) => {
  const { data } = await club.get('/surveys?sort=sent&order=desc&limit=1');
  await page.goto(`/console/surveys/${data[0].id}/share`);
  const link = await page.locator('a[href*="/survey/open/"]').getAttribute('href');
  await page.goto(new URL(link ?? '').pathname);
};
/** The personal link that it leads to. @param {Page} page @param {Club} club */
const openLinked = async (page, club) => {
  await openShared(page, club);
  await page.getByRole('radio', { name: '9', exact: true }).check();
  await page.locator('button[value=next]').click();
  await page.waitForURL(/\/survey\/[\w-]{43}/u);
};

/** @param {string} state */
const rulesIn = (state) => at(`console-rules-${state}`, `/console/rules?state=${state}`);

/** @param {Page} page @param {Club} club @param {string} title */
const openRule = async (page, club, title) => {
  const { data } = await club.get('/earning-rules?limit=50');
  const { id } = data.find(
    (/** @type {{ nameTexts: { de: string } }} */ { nameTexts }) => nameTexts.de === title,
  );
  await page.goto(`/console/rules/${id}`);
};

/** @param {string} name @param {string} title */
const ruleNamed = (name, title) =>
  opened(`console-rule-${name}`, '/console/rules/[id]', (page, club) => openRule(page, club, title));

/** A draft on one purchase. @param {Page} page @param {Club} club */
const openTried = async (page, club) => {
  await openRule(page, club, 'Für Stammgäste');
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.locator('form[action="?/try"] button[type=submit]').click();
  await page.locator('main section[aria-label]').nth(1).waitFor();
};

/** @param {Page} page @param {Club} club */
const openVersions = async (page, club) => {
  const { data } = await club.get('/earning-rules?limit=50');
  const rule = data.find((/** @type {{ version: number }} */ { version }) => version > 1) ?? data[0];
  await page.goto(`/console/rules/${rule.id}/versions`);
};

/** @param {Page} page @param {Club} club */
const openTrial = async (page, club) => {
  const { data } = await club.get('/earning-rules?limit=50');
  const rule = data.find((/** @type {{ trial: object | null }} */ { trial }) => trial);
  await page.goto(`/console/rules/${rule.id}/trial`);
};

/** A product with its prices so far. @param {Page} page @param {Club} club */
const openProduct = async (page, club) => {
  const { data } = await club.get('/products?barcode=KAF-MOR-250');
  await page.goto(`/console/products?edit=${data[0].id}`);
  await page.getByRole('dialog').locator('form[action="?/price"]').waitFor();
  await page.locator('#prices-so-far').evaluate((title) => title.scrollIntoView());
};

/** What an offer brought. @param {Page} page @param {Club} club */
const openPerformance = async (page, club) => {
  const { data } = await club.get('/offers?limit=1');
  await page.goto(`/console/offers/${data[0].id}/performance`);
};

/** @param {Page} page @param {Club} club */
const openPartnerCodes = async (page, club) => {
  const { data } = await club.get('/rewards?limit=200');
  const { id } = data.find((/** @type {{ kind: string }} */ { kind }) => kind === 'partner-code');
  await page.goto(`/console/rewards/${id}`);
};

/** A reward whose goods lie at locations. @param {Page} page @param {Club} club */
const openPlacedReward = async (page, club) => {
  const { data } = await club.get('/rewards?limit=200');
  const { id } = data.find(
    (/** @type {{ stockByLocation: object[] | null }} */ { stockByLocation }) => stockByLocation,
  );
  await page.goto(`/console/rewards/${id}`);
};

/** @typedef {{ id: string, code: string | null, nth: object | null }} StoredCoupon */
/** @param {Page} page @param {Club} club @param {(coupon: StoredCoupon) => boolean} isWanted */
const openCouponWith = async (page, club, isWanted) => {
  const { data } = await club.get('/coupons?limit=50');
  await page.goto(`/console/coupons/${data.find(isWanted).id}`);
};
/** Printed codes for one use. @param {Page} page @param {Club} club */
const openCouponCodes = async (page, club) => {
  await openCouponWith(page, club, ({ code }) => code === null);
  await page.getByRole('heading').last().scrollIntoViewIfNeeded();
  await page.getByRole('table').last().waitFor();
};
/** Every n-th piece. @param {Page} page @param {Club} club */
const openCouponNth = (page, club) => openCouponWith(page, club, ({ nth }) => nth !== null);

/** A voucher that lowers the price of a purchase. @param {Page} page @param {Club} club */
const openDiscountReward = async (page, club) => {
  const { data } = await club.get('/rewards?limit=200');
  const { id } = data.find((/** @type {{ effect: object | null }} */ { effect }) => effect !== null);
  await page.goto(`/console/rewards/${id}`);
};

/** What a coupon brought. @param {Page} page @param {Club} club */
const openCouponPerformance = async (page, club) => {
  const { data } = await club.get('/coupons?limit=50');
  const redeemed = (/** @type {{ figures: { redeemed: number } }} */ { figures }) => figures.redeemed;
  const used = data.find((/** @type {{ figures: { redeemed: number } }} */ coupon) => redeemed(coupon) > 0);
  await page.goto(`/console/coupons/${(used ?? data[0]).id}/performance`);
};

/** The newest version of a rule, for a share of the members. @param {Page} page @param {Club} club */
const openPublication = async (page, club) => {
  const { data } = await club.get('/earning-rules?limit=50');
  const rule = data.find((/** @type {{ state: string }} */ { state }) => state === 'live');
  await page.goto(`/console/rules/${rule.id}`);
  await openDialog(page, /^(?:Veröffentlichen|Publish|Zveřejnit)$/u);
  await page.locator('[name=whom][value=share]').check({ force: true });
  await page.locator('[name=share]').waitFor();
};

/** @param {Page} page @param {Club} club */
const openBulk = async (page, club) => {
  const { data } = await club.send('manager', 'GET', '/member-bulks?limit=1');
  await page.goto(`/console/members/bulk/${data[0].id}`);
};

/** @param {Page} page @param {Club} club */
const openBulkUndo = async (page, club) => {
  await openBulk(page, club);
  await openDialog(page, /^(?:Zurücknehmen|Undo|Vrátit zpět)$/u);
};

/** The dialog of a change that is only tried. @param {Page} page */
const openBulkTry = async (page) => {
  await page.goto('/console/members');
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.locator('tbody').getByRole('checkbox').first().check();
  await page.getByRole('button', { name: /^(?:Aktionen|Actions|Akce)$/u }).click();
  await page.getByRole('menuitem', { name: /^(?:Prämie schenken|Give a reward|Darovat odměnu)$/u }).click();
  await page.locator('[name=rewardId]').waitFor();
  await page.locator('[name=dryRun]').check({ force: true });
};

/** A pasted list with two members and two faults. @param {Page} page @param {Club} club */
const openBulkList = async (page, club) => {
  const { data } = await club.get('/members?limit=2');
  const [first, second] = data.map((/** @type {{ email: string }} */ { email }) => email);
  await page.goto('/console/members/bulk');
  await openDialog(page, /^(?:Aus einer Liste|From a list|Ze seznamu)$/u);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill([first, second, 'jemand@beispiel.example', first].join('\n'));
  await dialog.getByRole('button', { name: /^(?:Prüfen|Check|Zkontrolovat)$/u }).click();
  await dialog.getByRole('status').waitFor();
};

/** Two members who might be one, as a manager compares them. @param {Page} page */
const compareTwo = async (page) => {
  await page.goto('/console/members');
  const ids = await page
    .locator('a[href]')
    .evaluateAll((links) =>
      links.map((each) => /^\/console\/members\/([\da-f-]{36})$/u.exec(each.getAttribute('href') ?? '')?.[1]),
    );
  const [keep, other] = new Set(ids.filter((id) => id !== undefined));
  await page.goto(`/console/duplicates/compare?keep=${keep}&other=${other}`);
};

/** @type {Stop[]} */
export const manager = [
  at('console-overview', '/console'),
  at('console-members', '/console/members'),
  ...['merge-requests', 'duplicates', 'merges', 'scores', 'coverage', 'referrals'].map((page) =>
    at(`console-${page}`, `/console/${page}`),
  ),
  opened('console-compare', '/console/duplicates/compare', compareTwo),
  at('console-scores-group', '/console/scores?group=loyal'),
  at('console-scores-settings', '/console/scores/settings'),
  at('console-own-scores', '/console/scores/own'),
  at('console-own-score-new', '/console/scores/own/new'),
  at('console-not-found', '/console/nowhere'),
  firstOf('console-member', '/console/members?sort=points'),
  ...['notes', 'purchases', 'vouchers', 'coupons', 'messages', 'journal', 'profile'].map(memberTab),
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
  opened('console-rule-publish', '/console/rules/[id]', openPublication),
  opened('console-rule-trial', '/console/rules/[id]/trial', openTrial),
  ...['draft', 'scheduled', 'live', 'paused', 'ended'].map(rulesIn),
  ruleNamed('bands', 'Mengenstaffel'),
  ruleNamed('limited', 'Lesewoche'),
  ruleNamed('units', 'Drei Bücher'),
  ruleNamed('fixed', 'Willkommen'),
  ruleNamed('event', 'Becher zurück'),
  opened('console-rule-tried', '/console/rules/[id]', openTried),
  opened('console-back-test', '/console/rules/back-tests/[id]', openBackTest),
  ...withNew('console-event-type', '/console/event-types'),
  firstOf('console-event-type', '/console/event-types'),
  ...withNew('console-reward', '/console/rewards'),
  ...withNew('console-offer', '/console/offers'),
  firstOf('console-offer', '/console/offers'),
  opened('console-offer-performance', '/console/offers/[id]/performance', openPerformance),
  opened('console-member-telephone', '/console/members/[id]/telephone', openTelephone),
  at('console-communities', '/console/communities'),
  at('console-community-new', '/console/communities/new'),
  firstOf('console-community', '/console/communities'),
  at('console-moderation', '/console/communities/moderation'),
  at('console-moderation-words', '/console/communities/moderation/words'),
  at('console-moderation-trust', '/console/communities/moderation/trust'),
  at('console-moderation-decisions', '/console/communities/moderation/decisions'),
  opened('console-gatherings', '/console/communities/[id]/gatherings', gatheringPage('')),
  opened('console-gathering-new', '/console/communities/[id]/gatherings/new', gatheringPage('/new')),
  opened('console-gathering', '/console/communities/[id]/gatherings/[gatheringId]', gatheringPage('one')),
  ...consoleTestStops,
  opened('console-community-posts', '/console/communities/[id]/posts', openCommunityPosts),
  opened('console-community-post', '/console/communities/[id]/posts/[postId]', openCommunityPost),
  opened('console-community-members', '/console/communities/[id]/members', openCommunityMembers),
  ...withNew('console-survey', '/console/surveys'),
  firstOf('console-survey', '/console/surveys'),
  ...['share', 'results', 'compare', 'answers'].map(surveyTab),
  opened('survey-open', '/survey/open/[token]', openShared),
  opened('survey-linked', '/survey/[token]', openLinked),
  ...withNew('console-challenge', '/console/challenges'),
  firstOf('console-challenge', '/console/challenges'),
  ...withNew('console-coupon', '/console/coupons'),
  firstOf('console-coupon', '/console/coupons'),
  opened('console-coupon-codes', '/console/coupons/[id]', openCouponCodes),
  opened('console-coupon-nth', '/console/coupons/[id]', openCouponNth),
  opened('console-coupon-performance', '/console/coupons/[id]/performance', openCouponPerformance),
  at('console-refused-codes', '/console/coupons/refusals'),
  firstOf('console-reward', '/console/rewards'),
  opened('console-placed-reward', '/console/rewards/[id]', openPlacedReward),
  opened('console-reward-discount', '/console/rewards/[id]', openDiscountReward),
  opened('console-partner-codes', '/console/rewards/[id]', openPartnerCodes),
  ...listed('console-tier', '/console/tiers'),
  ...listed('console-location', '/console/locations'),
  at('poster', '/console/locations/vienna-1/poster'),
  ...listed('console-product', '/console/products'),
  opened('console-product-prices', '/console/products', openProduct),
  ...listed('console-budget', '/console/budgets'),
  at('console-discount-categories', '/console/discount-categories'),
  at('console-discount-category-new', '/console/discount-categories?new=yes'),
  ...listed('console-rate-table', '/console/rate-tables'),
  firstOf('console-rate-table', '/console/rate-tables'),
  ...withNew('console-segment', '/console/segments'),
  firstOf('console-segment', '/console/segments'),
  ...listed('console-product-set', '/console/product-sets'),
  firstOf('console-product-set', '/console/product-sets'),
  at('console-staff', '/console/staff'),
  ...withNew('console-import', '/console/imports'),
  at('console-exports', '/console/exports'),
  at('console-mail', '/console/mail'),
  firstOf('console-mail-one', '/console/mail'),
  firstOf('console-import', '/console/imports'),
  ...importStops,
  at('console-bulks', '/console/members/bulk'),
  opened('console-bulk', '/console/members/bulk/[id]', openBulk),
  opened('console-bulk-undo', '/console/members/bulk/[id]', openBulkUndo),
  opened('console-bulk-try', '/console/members', openBulkTry),
  opened('console-bulk-list', '/console/members/bulk', openBulkList),
  at('console-events', '/console/events'),
  at('console-audit', '/console/audit'),
  at('console-settings', '/console/settings'),
  at('console-points-settings', '/console/settings/points'),
  at('console-discounts-by-hand', '/console/purchases/discounts'),
  at('console-discount-settings', '/console/settings/discounts'),
  at('console-settings-interests', '/console/settings/interests'),
  at('console-till-settings', '/console/settings/till'),
  at('console-privacy', '/console/settings/privacy'),
  at('console-permissions', '/console/settings/permissions'),
  at('console-suppressions', '/console/settings/suppressions'),
  at('console-legal', '/console/settings/legal'),
  at('console-legal-text', '/console/settings/legal/terms'),
  at('console-approvals', '/console/approvals'),
  at('console-approval-limits', '/console/settings/approvals'),
  at('console-keys', '/console/settings/keys'),
  at('console-rates', '/console/settings/rates'),
  ...listed('console-web-page', '/console/settings/collector'),
  firstOf('console-web-page', '/console/settings/collector'),
  at('console-mail-settings', '/console/settings/mail'),
  opened('command-palette', '/console', findAnything),
  at('design', '/design'),
];
