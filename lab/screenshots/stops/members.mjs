import { at, firstOf, opened } from './opening.mjs';

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

/** @type {Stop[]} */
export const member = [
  at('member-home', '/club'),
  at('member-card', '/club/card'),
  at('member-rewards', '/club/rewards'),
  firstOf('member-reward', '/club/rewards'),
  at('member-vouchers', '/club/vouchers'),
  firstOf('member-voucher', '/club/vouchers'),
  at('member-coupons', '/club/coupons'),
  firstOf('member-coupon', '/club/coupons'),
  at('member-challenges', '/club/challenges'),
  at('member-offers', '/club/offers'),
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
];
