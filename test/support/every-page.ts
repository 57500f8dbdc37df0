import {
  createCustomEventType,
  createEarningRule,
  createProductSet,
  createSegment,
  createBudget,
  createCollectSite,
  createDiscountCategory,
  createRateTable,
  createSurveyLink,
  createTier,
  getOwnPreferencesLink,
  inviteMember,
  inviteStaff,
  listEarningRules,
  listMails,
  listPurchases,
  noticeKinds,
  redeemReward,
  requestEmailChange,
  requestPasswordReset,
  startMemberBulk,
} from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import type { Mailbox } from './mailbox.ts';
import { makeKey, makeStaff } from './makers.ts';
import { makeStampCard } from './makers/challenges.ts';
import { makeCoupon } from './makers/coupons.ts';
import { makeProduct } from './makers/club.ts';
import { makeCommunity, makeCommunityMember } from './makers/communities.ts';
import { makeDoor } from './makers/gatherings.ts';
import { makeProductTest } from './makers/product-tests.ts';
import { postPages } from './post-pages.ts';
import { makeOffer } from './makers/offers.ts';
import { makeSurvey, makeSurveyLink, makeWillingMember } from './makers/surveys.ts';
import { Importing } from './makers/imports.ts';
import { makeLegalText } from './makers/legal.ts';
import { makeMember } from './makers/members.ts';
import { tellMembers } from './makers/notices.ts';
import { makeModeration } from './makers/moderation.ts';
import { makeReadCode } from './makers/partner-codes.ts';
import { makeFriend, makeReferralRule, referralCodeOf } from './makers/referrals.ts';
import { portalPages } from './portal-routes.ts';
import type { TestClub } from './portal.ts';
import { send } from './requests.ts';
import { openShop } from './shop.ts';

/** Pages that need more than a club with data: the tests that open them, at small sizes and with axe. */
export const openedElsewhere: Readonly<Record<string, string>> = {
  '/set-up': 'setup',
  '/set-up/club': 'setup',
  '/set-up/admin': 'setup',
  '/club/terms': 'legal',
  '/club/profile/phone': 'phone-code',
};

export const people = ['visitor', 'member', 'cashier', 'manager'] as const;
export type Person = (typeof people)[number];

/** The person who opens a page, by the beginning of its path. */
const visitors: readonly [RegExp, Person][] = [
  [/^\/(?:club|account$|confirm-email$)/u, 'member'],
  [/^\/till/u, 'cashier'],
  [/^\/(?:console|design|set-up)/u, 'manager'],
];
const personOn = (path: string): Person =>
  visitors.find(([beginning]) => beginning.test(path))?.[1] ?? 'visitor';

/** A club with something on every page. */
export interface FullClub {
  readonly cookies: Readonly<Record<Person, string | undefined>>;
  /** Every page of the portal that this person opens, found from its source files, and some of them in other states. */
  pathsOf(person: Person): string[];
  /** Chooses the location, without which a till shows nothing. */
  openTill(page: Page): Promise<void>;
}

/** With a mailbox, pages behind the links of mails are opened with real links. Else they say that the link ended. */
export const fillClub = async (club: TestClub, mailbox?: Mailbox): Promise<FullClub> => {
  const shop = await openShop(club.api);
  const { code: location } = shop.location;
  await makeProduct(club.api, { category: 'Kaffee' });
  await makeLegalText(club.api, 'imprint');
  const [{ cookie: manager }, { cookie: cashier }, willing] = await Promise.all([
    makeStaff(club.api, ['manager', 'admin']),
    makeStaff(club.api, ['cashier']),
    makeWillingMember(club.api),
  ]);
  const { cookie: own, member } = willing;
  const api = club.api.client({ cookie: manager });
  await api.call(createTier, { body: { code: 'bean', name: { de: 'Bohne', en: 'Bean' }, threshold: 0 } });
  await api.call(createTier, {
    body: { code: 'roast', name: { de: 'Röstung', en: 'Roast' }, threshold: 500, multiplierPercent: 110 },
  });
  await api.call(inviteStaff, {
    body: { email: invited, displayName: 'Petra', role: 'cashier', language: 'en' },
  });
  const rates = { name: 'Rates', currency: 'EUR' };
  const { id: table } = await api.call(createRateTable, { body: rates });
  await api.call(createBudget, { body: { locationId: null, per: 'month', points: 50_000 } });
  const { id: set } = await api.call(createProductSet, { body: { name: 'Beans' } });
  const twin = await makeMember(club.api);
  const segment = await api.call(createSegment, {
    body: { name: 'German', condition: { fact: 'member.language', op: 'is', value: 'de' } },
  });
  const site = await api.call(createCollectSite, {
    body: { name: 'Web shop', origins: ['https://shop.example'] },
  });
  const card = await makeStampCard(club.api, { goal: 10, terms: { stamps: 'per-purchase' } });
  const { id: category } = await api.call(createDiscountCategory, {
    body: { name: 'Beans', priority: 90, within: 'best' },
  });
  const coupon = await makeCoupon(club.api, { shown: true, category });
  const offer = await makeOffer(club.api, {
    heldOut: 10,
    audience: { fact: 'member.language', op: 'is', value: 'cs' },
  });
  const channels = ['portal', 'link', 'tablet', 'telephone'];
  const survey = await makeSurvey(club.api, { thanksPoints: 25 }, { distribution: { channels } });
  await makeReferralRule(club.api, { waitDays: 0 });
  const invitation = await referralCodeOf(club.api, { cookie: own });
  for (const more of [{}, { email: member.email ?? '' }]) await makeFriend(club.api, invitation, more);
  await shop.sell(30_000, member.id);
  const { voucher } = await club.api
    .client({ cookie: own })
    .call(redeemReward, { params: { id: shop.rewards.coffee.id }, body: {} });
  const partner = await makeReadCode(club.api, { cookie: own });
  const [purchase, bands] = [
    (await api.call(listPurchases)).data[0]?.id ?? '',
    await api.call(createEarningRule, { body: bandsRule }),
  ];
  const preferences = await club.api.client({ cookie: own }).call(getOwnPreferencesLink);
  await send(club.api, 'get', '/me/surveys', { cookie: own }).expect(200);
  await tellMembers(
    club.api,
    ...noticeKinds.map((kind) => ({ kind, memberId: member.id, key: kind, path: '/club', params: {} })),
  );
  const { page: openLink } = await api.call(createSurveyLink, { params: { id: survey.id }, body: {} });
  const community = await makeCommunity(club.api);
  await makeCommunityMember(club.api, community, member, { role: 'owner' });
  const moderated = await makeModeration(club.api, community.id, { cookie: own });
  const gathering = await makeDoor(club.api, { community: community.id, location, member: willing });
  const test = await makeProductTest(club.api, { communityId: community.id });
  const known: Record<string, string> = {
    '/console/communities/[id]/product-tests': `/console/communities/${community.id}/product-tests`,
    '/console/communities/[id]/product-tests/new': `/console/communities/${community.id}/product-tests/new`,
    '/console/communities/[id]/product-tests/[testId]': `/console/communities/${community.id}/product-tests/${test.id}`,
    '/club/communities/[id]/gatherings': `/club/communities/${community.id}/gatherings`,
    '/club/communities/[id]/gatherings/[gatheringId]': `/club/communities/${community.id}/gatherings/${gathering.id}`,
    '/console/communities/[id]/posts': `/console/communities/${community.id}/posts`,
    '/console/communities/[id]/gatherings': `/console/communities/${community.id}/gatherings`,
    '/console/communities/[id]/gatherings/new': `/console/communities/${community.id}/gatherings/new`,
    '/console/communities/[id]/gatherings/[gatheringId]': `/console/communities/${community.id}/gatherings/${gathering.id}`,
    '/club/communities/[id]': `/club/communities/${community.id}`,
    '/club/communities/[id]/about': `/club/communities/${community.id}/about`,
    ...(await postPages(club.api, community.id, { cookie: own })),
    '/club/communities/[id]/members': `/club/communities/${community.id}/members`,
    ...moderated.pages,
    '/club/moderation/[id]': `/club/moderation/${moderated.decision.id}`,
    '/club/moderation/report/[kind]/[id]': `/club/moderation/report/post/${moderated.reported.id}`,
    '/console/communities/[id]': `/console/communities/${community.id}`,
    '/console/communities/[id]/members': `/console/communities/${community.id}/members`,
    '/club/surveys/[id]': `/club/surveys/${survey.id}`,
    '/survey/open/[token]': new URL(openLink).pathname,
    '/survey/[token]': `/survey/${await makeSurveyLink(club.api, survey, willing)}`,
    '/club/activity/[id]': `/club/activity/${purchase}`,
    '/club/rewards/[id]': `/club/rewards/${shop.rewards.tasting.id}`,
    '/club/coupons/[id]': `/club/coupons/${coupon.id}`,
    '/club/vouchers/[id]': `/club/vouchers/${voucher.id}`,
    '/till/returns/[id]': `/till/returns/${purchase}`,
    '/preferences/[token]': preferences.page ?? '',
    '/legal/[kind]': '/legal/imprint',
    '/console/settings/legal/[kind]': '/console/settings/legal/terms',
    '/console/members/[id]': `/console/members/${member.id}`,
    '/console/duplicates/compare': `/console/duplicates/compare?keep=${member.id}&other=${twin.id}`,
    '/console/purchases/[id]': `/console/purchases/${purchase}`,
    '/console/rewards/[id]': `/console/rewards/${shop.rewards.coffee.id}`,
    '/console/rate-tables/[id]': `/console/rate-tables/${table}`,
    '/console/product-sets/[id]': `/console/product-sets/${set}`,
    '/console/settings/collector/[id]': `/console/settings/collector/${site.id}`,
    '/console/scores/own/[key]': '/console/scores/own/new',
    '/console/segments/[id]': `/console/segments/${segment.id}`,
    '/console/challenges/[id]': `/console/challenges/${card.id}`,
    '/console/coupons/[id]': `/console/coupons/${coupon.id}`,
    '/console/coupons/[id]/performance': `/console/coupons/${coupon.id}/performance`,
    '/till/telephone/[id]': `/till/telephone/${member.id}`,
    '/console/members/[id]/telephone': `/console/members/${member.id}/telephone`,
    '/console/surveys/[id]': `/console/surveys/${survey.id}`,
    '/console/surveys/[id]/share': `/console/surveys/${survey.id}/share`,
    '/console/surveys/[id]/results': `/console/surveys/${survey.id}/results`,
    '/console/surveys/[id]/compare': `/console/surveys/${survey.id}/compare`,
    '/console/surveys/[id]/answers': `/console/surveys/${survey.id}/answers`,
    '/console/offers/[id]': `/console/offers/${offer.id}`,
    '/console/offers/[id]/performance': `/console/offers/${offer.id}/performance`,
    ...(await consoleWork(club, api, member.id)),
    ...(mailbox ? await linksOfMails(club, api, mailbox) : await writtenMail(api)),
  };
  const paths = [
    ...portalPages({
      ...known,
      ...Object.fromEntries(Object.keys(openedElsewhere).map((route) => [route, route])),
    })
      .map(({ path }) => path)
      .filter((path) => !Object.hasOwn(openedElsewhere, path)),
    ...memberTabs.map((tab) => `/console/members/${member.id}?tab=${tab}`),
    ...[
      'locations',
      'products',
      'product-sets',
      'rate-tables',
      'budgets',
      'tiers',
      'discount-categories',
      'settings/collector',
    ].map((list) => `/console/${list}?new=yes`),
    '/console/segments/new?kind=list',
    '/console/members?q=nobody-at-all',
    `/console/locations/${location}/poster`,
    '/till/survey',
    `/console/rules/${bands.id}`,
    `/club/rewards/${shop.rewards.coffee.id}?ask`,
    `/club/vouchers/${voucher.id}?new`,
    `/club/vouchers/${partner.voucherId}`,
    `/console/rewards/${partner.rewardId}`,
  ];
  return {
    cookies: { visitor: undefined, member: own, cashier, manager },
    pathsOf: (person) => paths.filter((path) => personOn(path) === person),
    async openTill(page) {
      await page.goto('/till/location');
      await page.locator(`input[name=location][value="${location}"]`).check();
      await page.locator('form:has([name=location])').getByRole('button').last().click();
      await page.waitForURL(/\/till$/u);
    },
  };
};

const invited = 'new@staff.example';
const memberTabs = ['notes', 'purchases', 'vouchers', 'journal', 'profile'];

const from = (amount: number) => ({ from: amount, points: 1, per: 100 });
const bandsRule = {
  name: 'Mengenstaffel',
  effect: {
    kind: 'amount-bands' as const,
    mode: 'each-band' as const,
    currencies: [{ currency: 'EUR', bands: [from(0), from(5000)] }],
  },
};

/** What managers did: a rule, a back-test, a bulk change, an import. */
const consoleWork = async (
  club: TestClub,
  api: RegularsClient,
  memberId: string,
): Promise<Record<string, string>> => {
  const { id: eventType } = await api.call(createCustomEventType, {
    body: {
      code: 'workshop',
      name: { de: 'Workshop besucht', en: 'Workshop attended' },
      fields: [{ name: 'hours', kind: 'number' }],
    },
  });
  const rule = (await api.call(listEarningRules)).data.find(
    ({ state, effect }) => state === 'live' && effect.kind === 'points-per-money',
  );
  const tested = { name: 'Doppelt', effect: rule?.effect };
  const { body: backTest } = await send(club.api, 'post', '/earning-rules/simulate', {
    key: await makeKey(club.api),
    body: { rule: tested, days: 90 },
  }).expect(202);
  const bulk = await api.call(startMemberBulk, {
    body: { action: { kind: 'add-tag', tag: 'choir' }, members: [memberId], expected: 1 },
  });
  const importing = new Importing(club.api, await makeKey(club.api));
  const imported = await importing.run(
    { kind: 'members', mapping: { columns: { email: 'mail' } } },
    'mail\nclara@x.example\nnobody',
  );
  return {
    '/console/event-types/[id]': `/console/event-types/${eventType}`,
    '/console/rules/[id]': `/console/rules/${rule?.id}`,
    '/console/rules/[id]/versions': `/console/rules/${rule?.id}/versions`,
    '/console/rules/[id]/trial': `/console/rules/${rule?.id}/trial`,
    '/console/rules/back-tests/[id]': `/console/rules/back-tests/${(backTest as { id: string }).id}`,
    '/console/members/bulk/[id]': `/console/members/bulk/${bulk.id}`,
    '/console/imports/[id]': `/console/imports/${imported.id}`,
  };
};

/** Without a mail server, mails are listed. */
const writtenMail = async (api: RegularsClient): Promise<Record<string, string>> => {
  const mail = await vi.waitFor(async () => {
    const [first] = (await api.call(listMails)).data;
    if (!first) throw new Error('No mail yet');
    return first;
  }, 15_000);
  return { '/console/mail/[id]': `/console/mail/${mail.id}` };
};

const linksOfMails = async (
  club: TestClub,
  api: RegularsClient,
  mailbox: Mailbox,
): Promise<Record<string, string>> => {
  const { email, password, cookie } = await makeStaff(club.api, ['cashier']);
  await club.api.client().call(requestPasswordReset, { body: { email } });
  const changed = 'changed@staff.example';
  await club.api.client({ cookie }).call(requestEmailChange, { body: { email: changed, password } });
  const unregistered = await makeMember(club.api);
  await api.call(inviteMember, { params: { id: unregistered.id } });
  const joining = 'eva@member.example';
  const person = { firstName: 'Eva', email: joining, password: 'ein kurzer Satz', language: 'de' };
  await send(club.api, 'post', '/registrations', { body: person }).expect(201);
  const links = {
    '/invitation': invited,
    '/reset-password': email,
    '/confirm-email/change': changed,
    '/confirm-email/stop': email,
    '/open-account': unregistered.email ?? '',
    '/confirm-email': joining,
  };
  const found = Object.entries(links).map(async ([path, to]) => [
    `${path}/[token]`,
    `${path}/${await mailbox.link(to, path)}`,
  ]);
  return Object.fromEntries(await Promise.all(found)) as Record<string, string>;
};
