import { at, firstOf, opened } from './opening.mjs';
import { memberTestStops } from './product-tests.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./opening.mjs').Club} Club */
/** @typedef {import('./opening.mjs').Stop} Stop */

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

/** The code of a partner, as the demo club has it. @param {Club} club @returns {Promise<string>} */
const partnerReward = async (club) => {
  const { data } = await club.get('/rewards?limit=200');
  return data.find((/** @type {{ kind: string }} */ { kind }) => kind === 'partner-code').id;
};
/** @param {Page} page @param {Club} club */
const openPartnerReward = async (page, club) => {
  await page.goto(`/club/rewards/${await partnerReward(club)}`);
};
/** A voucher whose code was read; one for all pictures. @type {Promise<string> | undefined} */
let readVoucher;
/** @param {Club} club @returns {Promise<string>} */
const readOne = async (club) => {
  const { voucher } = await club.post('member', `/rewards/${await partnerReward(club)}/redemptions`, {});
  await club.post('member', `/me/vouchers/${voucher.id}/partner-code`, {});
  return voucher.id;
};
/** @param {Page} page @param {Club} club */
const openPartnerCode = async (page, club) => {
  readVoucher ??= readOne(club);
  await page.goto(`/club/vouchers/${await readVoucher}`);
};

/** Whose goods lie at locations, as the demo club has one. @param {Club} club @returns {Promise<string>} */
const placedReward = async (club) => {
  const { data } = await club.get('/rewards?limit=200');
  return data.find(
    (/** @type {{ stockByLocation: object[] | null }} */ { stockByLocation }) => stockByLocation,
  ).id;
};
/** @param {Page} page @param {Club} club */
const openPlacedReward = async (page, club) => {
  await page.goto(`/club/rewards/${await placedReward(club)}`);
};
/** One for all pictures. @type {Promise<string> | undefined} */
let placedVoucher;
/** @param {Club} club @returns {Promise<string>} */
const redeemPlaced = async (club) => {
  const path = `/rewards/${await placedReward(club)}/redemptions`;
  return (await club.post('member', path, { location: 'vienna-1' })).voucher.id;
};
/** @param {Page} page @param {Club} club */
const openPlacedVoucher = async (page, club) => {
  placedVoucher ??= redeemPlaced(club);
  await page.goto(`/club/vouchers/${await placedVoucher}`);
};

/** @param {import('playwright-core').Page} page */
const openPreferences = async (page) => {
  await page.goto('/club/profile');
  await page.locator('a[href^="/preferences/"]').click();
  await page.waitForURL('**/preferences/*');
};

/** The survey that Anna is asked for. @param {Page} page */
const openSurvey = async (page) => {
  await page.goto('/club');
  await page.locator('a[href^="/club/surveys/"]').click();
  await page.waitForURL('**/club/surveys/*');
};
/** Goes on without sending: each picture finds the same survey. @param {Page} page */
const answerSurvey = async (page) => {
  await openSurvey(page);
  await page.getByRole('radio', { name: '9', exact: true }).check();
};

/** Consents to text messages, and has not entered the code. @param {Page} page @param {Club} club */
const openPhone = async (page, club) => {
  const { version } = (await club.send('member', 'GET', '/me')).member;
  const consents = [{ purpose: 'marketing', channel: 'sms', granted: true }];
  await club.send('member', 'PATCH', '/me', { phone: '+436602229999', consents }, `"${version}"`);
  await page.goto('/club/profile/phone');
};

/**
 * A page of the first community of the member.
 *
 * @param {string} name @param {string} page @returns {Stop}
 */
const communityPage = (name, page = '') =>
  opened(name, `/club/communities/[id]${page}`, async (browser, club) => {
    const { data } = await club.send('member', 'GET', '/me/communities');
    await browser.goto(`/club/communities/${data[0].id}${page}`);
  });

/** What the member can answer next. @param {Page} page @param {Club} club */
const openGathering = async (page, club) => {
  const { data } = await club.send('member', 'GET', '/me/gatherings');
  await page.goto(`/club/communities/${data[0].community.id}/gatherings/${data[0].id}`);
};

/**
 * A page of the first post of a community that has one.
 *
 * @param {string} name @param {string} page @returns {Stop}
 */
const postPage = (name, page = '') =>
  opened(name, `/club/communities/[id]/posts/[postId]${page}`, async (browser, club) => {
    await browser.goto(`${await pathOfPost(club)}${page}`);
  });

/** The path of a post that the member wrote, with a comment and an earlier version. @param {Club} club */
const pathOfPost = async (club) => {
  const { data } = await club.send('member', 'GET', '/me/communities');
  const front = `/me/communities/${data[0].id}/posts`;
  const text = {
    title: 'Three pours',
    source: 'First cup from the **ceramic** dripper.\n\n- 15 g\n- 250 ml',
  };
  const post = await club.send('member', 'POST', front, text);
  await club.send('member', 'PUT', `/me/posts/${post.id}`, {
    ...text,
    source: `${text.source}\n\nWhat would you change?`,
  });
  await club.send('member', 'POST', `/me/posts/${post.id}/comments`, {
    source: 'Rinse the paper **twice**.',
  });
  await club.send('member', 'PUT', `/me/posts/${post.id}/reactions/heart`);
  return `/club/communities/${data[0].id}/posts/${post.id}`;
};

/** The page on which a comment is changed. @param {Page} page @param {Club} club */
const openComment = async (page, club) => {
  const path = await pathOfPost(club);
  const { data } = await club.send('member', 'GET', `/me/posts/${path.split('/').at(-1)}/comments`);
  await page.goto(`${path}/comments/${data[0].id}`);
};

/** A community that the member is not in, which says how to get in. @param {Page} page @param {Club} club */
const openOtherCommunity = async (page, club) => {
  const { data } = await club.send('member', 'GET', '/me/communities');
  const other = data.find((/** @type {{ rights: { read: boolean } }} */ { rights }) => !rights.read);
  await page.goto(`/club/communities/${(other ?? data[0]).id}/about`);
};

/** The report of a post that someone else wrote. @param {Page} page @param {Club} club */
const openReport = async (page, club) => {
  const { data } = await club.send('member', 'GET', '/me/communities');
  const posts = await club.send('member', 'GET', `/me/communities/${data[0].id}/posts`);
  const other = posts.data.find((/** @type {{ author: { mine: boolean } }} */ { author }) => !author.mine);
  await page.goto(`/club/moderation/report/post/${other.id}`);
};

/** What a manager decided about a post of the member. @param {Page} page @param {Club} club */
const openDecision = async (page, club) => {
  const { data } = await club.send('member', 'GET', '/me/communities');
  const own = data.find((/** @type {{ rights: { write: boolean } }} */ { rights }) => rights.write);
  const path = `/me/communities/${own.id}/posts`;
  const settings = await club.get('/moderation/settings');
  await club.send('manager', 'PUT', '/moderation/settings', { ...settings, proof: 'none' });
  await club.post('manager', '/moderation/words', { language: 'de', word: 'bags', action: 'flag' });
  const post = await club.send('member', 'POST', path, {
    source: 'Ten bags for the price of one: bags.example',
  });
  const { data: cases } = await club.get('/moderation/cases?limit=200');
  const found = cases.find(
    (/** @type {{ writing: { id: string } | null }} */ { writing }) => writing?.id === post.id,
  );
  const reason = 'We do not advertise here.';
  const decision = await club.send('manager', 'POST', `/moderation/cases/${found.id}/decisions`, {
    text: 'hide',
    reason,
  });
  await page.goto(`/club/moderation/${decision.id}`);
};

/** A community that the member moderates. @param {Page} page @param {Club} club */
const openModerated = async (page, club) => {
  const { data } = await club.send('member', 'GET', '/me/communities');
  const own = data.find((/** @type {{ rights: { moderate: boolean } }} */ { rights }) => rights.moderate);
  await page.goto(`/club/communities/${(own ?? data[0]).id}/members`);
};

/**
 * What waits in a community that the member moderates: two posts that others reported.
 *
 * @param {Club} club
 */
const makeWaiting = async (club) => {
  const { data } = await club.send('member', 'GET', '/me/communities');
  const own = data.find((/** @type {{ rights: { moderate: boolean } }} */ { rights }) => rights.moderate);
  const { data: posts } = await club.send('member', 'GET', `/me/communities/${own.id}/posts`);
  const others = posts.filter(
    (/** @type {{ author: { kind: string, mine: boolean } }} */ { author }) =>
      author.kind === 'member' && !author.mine,
  );
  const queue = `/me/communities/${own.id}/moderation/cases`;
  for (const { id } of others.slice(0, 2)) await club.send('member', 'POST', queue, { kind: 'post', id });
  const { data: cases } = await club.send('member', 'GET', queue);
  const path = `/club/communities/${own.id}/moderation`;
  return { path, caseId: cases[0].id, postId: others[0].id };
};
/** @param {Page} page @param {Club} club */
const openQueue = async (page, club) => page.goto((await makeWaiting(club)).path);
/** @param {Page} page @param {Club} club */
const openCase = async (page, club) => {
  const { path, caseId } = await makeWaiting(club);
  await page.goto(`${path}/${caseId}`);
};
/** @param {Page} page @param {Club} club */
const openJudged = async (page, club) => {
  const { path, postId } = await makeWaiting(club);
  await page.goto(`${path}/text/post/${postId}`);
};

/** @type {Stop[]} */
export const member = [
  at('member-home', '/club'),
  at('member-card', '/club/card'),
  at('member-rewards', '/club/rewards'),
  firstOf('member-reward', '/club/rewards'),
  opened('member-partner-reward', '/club/rewards/[id]', openPartnerReward),
  opened('member-placed-reward', '/club/rewards/[id]', openPlacedReward),
  opened('member-placed-voucher', '/club/vouchers/[id]', openPlacedVoucher),
  opened('member-partner-code', '/club/vouchers/[id]', openPartnerCode),
  at('member-vouchers', '/club/vouchers'),
  firstOf('member-voucher', '/club/vouchers'),
  at('member-coupons', '/club/coupons'),
  firstOf('member-coupon', '/club/coupons'),
  at('member-challenges', '/club/challenges'),
  at('member-offers', '/club/offers'),
  at('member-earn', '/club/earn'),
  at('member-refer', '/club/refer'),
  at('member-tier', '/club/tier'),
  at('member-communities', '/club/communities'),
  communityPage('member-gatherings', '/gatherings'),
  opened('member-gathering', '/club/communities/[id]/gatherings/[gatheringId]', openGathering),
  communityPage('member-community'),
  communityPage('member-community-about', '/about'),
  communityPage('member-community-write', '/write'),
  postPage('member-post'),
  ...memberTestStops,
  postPage('member-post-edit', '/edit'),
  postPage('member-post-before', '/before'),
  opened('member-comment-edit', '/club/communities/[id]/posts/[postId]/comments/[commentId]', openComment),
  opened('member-community-members', '/club/communities/[id]/members', openModerated),
  opened('member-community-outside', '/club/communities/[id]/about', openOtherCommunity),
  opened('member-moderation', '/club/communities/[id]/moderation', openQueue),
  opened('member-moderation-case', '/club/communities/[id]/moderation/[caseId]', openCase),
  opened('member-moderation-text', '/club/communities/[id]/moderation/text/[kind]/[writingId]', openJudged),
  at('member-blocks', '/club/moderation/blocks'),
  opened('member-report', '/club/moderation/report/[kind]/[id]', openReport),
  opened('member-decision', '/club/moderation/[id]', openDecision),
  at('member-activity', '/club/activity'),
  firstOf('member-purchase', '/club/activity'),
  at('member-claim', '/club/activity/claim'),
  at('member-notices', '/club/notices'),
  at('member-notice-settings', '/club/notices/settings'),
  at('member-profile', '/club/profile'),
  at('member-address', '/club/profile/address'),
  at('member-interests', '/club/profile/interests'),
  opened('member-phone', '/club/profile/phone', openPhone),
  opened('member-survey', '/club/surveys/[id]', openSurvey),
  opened('member-survey-answered', '/club/surveys/[id]', answerSurvey),
  opened('member-preferences', '/preferences/[token]', openPreferences),
  at('member-email', '/confirm-email'),
  at('member-account', '/account'),
  at('member-not-found', '/club/nowhere'),
  opened('member-terms', '/club/terms', openTerms),
];
