import { opened } from './opening.mjs';

/** @typedef {import('./opening.mjs').Club} Club */
/** @typedef {import('./opening.mjs').Stop} Stop */
/** @typedef {{ community: string, test: string }} Made */

const day = 86_400_000;
/** @param {number} days */
const inDays = (days) => new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + days * day).toISOString();

/** A product test in the first community of the member. @param {Club} club @returns {Promise<Made>} */
const makeTest = async (club) => {
  const { data } = await club.send('member', 'GET', '/me/communities');
  const community = data[0].id;
  const reward = await club.record('/rewards', {
    name: { de: 'Kenia Nyeri, 250 g', en: 'Kenya Nyeri, 250 g', cs: 'Keňa Nyeri, 250 g' },
    picture: 'bag',
    points: 200,
    stock: 10,
    state: 'draft',
  });
  const test = await club.record(`/communities/${community}/product-tests`, {
    title: 'Zehn Packungen Nyeri für ehrliche Meinungen',
    source: 'Die neue Ernte ist da. **Wie schmeckt sie euch als Filter?** Uns interessiert auch, was stört.',
    rewardId: reward.id,
    samples: 10,
    allotment: 'first-come',
    applyUntil: inDays(7),
    opinionsUntil: inDays(28),
  });
  return { community, test: test.id };
};

/** The member has picked up a sample. @param {Club} club */
const makeTested = async (club) => {
  const made = await makeTest(club);
  await club.send('member', 'PUT', `/me/product-tests/${made.test}/application`, {});
  const { data } = await club.send('member', 'GET', '/me/vouchers');
  const voucher = data.find(
    (/** @type {{ state: string, points: number }} */ { state, points }) =>
      state === 'issued' && points === 0,
  );
  await club.record(`/vouchers/${voucher.id}/use`, { location: 'vienna-1' });
  return made;
};

/** The member has written about it. @param {Club} club */
const makeWritten = async (club) => {
  const made = await makeTested(club);
  await club.send('member', 'POST', `/me/product-tests/${made.test}/opinions`, {
    source: 'Viel Säure, wenig Süße. Als Espresso zu hell, als Filter **spannend**.',
    rating: 3,
  });
  return made;
};

/** @param {string} name @param {(club: Club) => Promise<Made>} make @returns {Stop} */
const post = (name, make) =>
  opened(name, '/club/communities/[id]/posts/[postId]', async (page, club) => {
    const { community, test } = await make(club);
    await page.goto(`/club/communities/${community}/posts/${test}`);
  });

/** @param {string} name @param {string} end @returns {Stop} */
const consolePage = (name, end) =>
  opened(name, `/console/communities/[id]/product-tests${end}`, async (page, club) => {
    const { community, test } = await makeWritten(club);
    const path = `/console/communities/${community}/product-tests`;
    await page.goto(`${path}${end.replace('[testId]', test)}`);
  });

/** @type {Stop[]} */
export const memberTestStops = [
  post('member-product-test', makeTest),
  post('member-product-test-opinion', makeTested),
  post('member-product-test-written', makeWritten),
];

/** @type {Stop[]} */
export const consoleTestStops = [
  consolePage('console-product-tests', ''),
  consolePage('console-product-test-new', '/new'),
  consolePage('console-product-test', '/[testId]'),
];
