import { randomUUIDv7 } from 'node:crypto';
import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { dayMs, offerArmOf } from '@regulars/loyalty';
import { PastCheckouts } from '../features/checkout/index.ts';
import { ClubSettings, ExchangeRates, Locations, Products, ProductSets } from '../features/club/index.ts';
import { EarningRulesService, RulePublishing } from '../features/earning/index.ts';
import { PastMeetings } from '../features/offers/index.ts';
import { SettleWalletsJob } from '../features/points/index.ts';
import { RateSheets, RateTables } from '../features/rate-tables/index.ts';
import { PayReferralsJob } from '../features/referrals/index.ts';
import { PartnerCodePool, RewardsService } from '../features/rewards/index.ts';
import { ComputeScoresJob } from '../features/scores/index.ts';
import { LadderService, TierReviews, Tiers } from '../features/tiers/index.ts';
import { system } from '../platform/actor.ts';
import { CodeKey } from '../platform/codes/code-key.ts';
import * as catalogue from './catalogue.ts';
import { startChallenges } from './challenges.ts';
import { showCodes, type CodedBasket } from './codes.ts';
import { openCommunities } from './communities.ts';
import { makeCoupons } from './coupons.ts';
import { join } from './friends.ts';
import { planGatherings } from './gatherings.ts';
import { makeOffers } from './offers.ts';
import { acceptTerms, publishTexts } from './legal.ts';
import { fillInterests } from './interests.ts';
import { giveCode, openMailing, showCards } from './mailing.ts';
import { meetOffers, type DemoOffer } from './meetings.ts';
import { fillModeration } from './moderation.ts';
import { makePeople, type Person } from './people.ts';
import { tellAnna } from './notices.ts';
import { writePosts } from './posts.ts';
import { testProducts } from './product-tests.ts';
import { PriceTags } from './price-tags.ts';
import { Random } from './random.ts';
import { newRewards, rewards as offered, spaCodes, spaDay } from './rewards.ts';
import { makeSegments } from './segments.ts';
import { Redeeming, type OfferedReward } from './redeeming.ts';
import { earningRules, forTheDesk, singleOrigins } from './rules.ts';
import { goShopping } from './shopping.ts';
import { askMembers } from './surveys.ts';
import { visitWebShop } from './web-visits.ts';

export interface DemoSize {
  readonly members: number;
  /** Purchases without a card. */
  readonly passersBy: number;
  readonly days: number;
}
export const wholeClub: DemoSize = { members: 2000, passersBy: 4900, days: 548 };

const seed = 20_231_107;
const slice = 500;

export interface Anna {
  readonly memberId: string;
  readonly email: string;
}

/**
 * Creates Morgenrot with a history that ends now, with the features' own bulk calls. The same seed gives the same club.
 * Resolves to the member of the demo's sign-in.
 */
export const loadMorgenrot = async (
  app: INestApplicationContext,
  now: number,
  size: DemoSize,
  progress: (done: number, total: number) => void,
): Promise<Anna> => {
  const random = new Random(seed);
  const tags = new PriceTags(now);
  const rewards = await openClub(app, now, tags);
  await startChallenges(app, rewards[1]?.id ?? '', now);
  await makeCoupons(app, now);
  const mailing = await openMailing(app, now);
  const offers = await makeOffers(app, now);
  await publishTexts(app, new Date(now - (size.days + 1) * dayMs));
  const people = [
    anna(now, idForAll(offers)),
    ...makePeople(random, size.members - 1, size.days, now, randomUUIDv7),
  ];
  // Generators of their own: what members see depends on random ids, and the rest of the club must not depend on it.
  const ofDiscounts = new Random(seed + 1);
  const shopped = goShopping(random, people, size.passersBy, size.days, now, tags);
  const { baskets: met, meetings } = meetOffers(ofDiscounts, shopped, offers, now, annaId(people));
  const coded = showCodes(new Random(seed + 3), met, now, annaId(people));
  const baskets = showCards(new Random(seed + 2), coded, mailing?.cards ?? [], annaId(people));
  const total = baskets.length + people.length;
  await join(app, people, now);
  await acceptTerms(app, people);
  await app.get(PastMeetings).meetMany(meetings, 'demo');
  progress(people.length, total);
  const redeeming = new Redeeming(app, random, rewards, now, annaId(people));
  for (let from = 0; from < baskets.length; from += slice) {
    const some = baskets.slice(from, from + slice);
    const earned = await ringUp(app, some, from);
    await redeeming.after(some, earned);
    progress(people.length + from + some.length, total);
  }
  await redeeming.leaveVouchers();
  if (mailing) await giveCode(app, annaId(people), mailing.couponId);
  await app.get(PayReferralsJob).run();
  await app.get(SettleWalletsJob).run();
  await app.get(TierReviews).review();
  await app.get(ComputeScoresJob).run(null);
  const communities = await openCommunities(app, people, now);
  await writePosts(app, communities, annaId(people), now);
  await fillModeration(app, communities, now);
  await tellAnna(app, annaId(people), communities);
  await planGatherings(app, communities, annaId(people), now);
  await testProducts(app, communities, annaId(people), now);
  await askMembers(app, people, now, annaId(people));
  await fillInterests(
    app,
    people.map(({ member }) => member.id),
  );
  await visitWebShop(app);
  await makeSegments(
    app,
    people.map(({ member }) => member.id),
  );
  return { memberId: annaId(people), email: annaEmail };
};

/** Of a member who is held out of no offer: who signs in sees all of them. */
const idForAll = (offers: readonly DemoOffer[]): string => {
  for (;;) {
    const id = randomUUIDv7();
    if (offers.every(({ offer }) => offerArmOf(id, offer.id, offer.heldOut) === 'offered')) return id;
  }
};

const annaEmail = 'anna@morgenrot.example';
const annaId = (people: readonly Person[]): string => people[0]?.member.id ?? '';

const anna = (now: number, id: string): Person => ({
  home: 'vienna-1',
  temper: 'devoted',
  taste: 'both',
  member: {
    id,
    joinedAt: new Date(now - 500 * dayMs),
    joinedLocation: 'vienna-1',
    firstName: 'Anna',
    lastName: 'Kovářová',
    email: annaEmail,
    emailConfirmedAt: new Date(now - 500 * dayMs),
    phone: '+436601234567',
    language: 'de',
    birthday: '1991-05-17',
    consents: [
      { purpose: 'terms', granted: true, version: 1 },
      { purpose: 'newsletter', granted: true },
      { purpose: 'personalisation', granted: true },
      { purpose: 'tracking', granted: true },
      { purpose: 'surveys', granted: true },
    ],
  },
});

/**
 * Members who reach the second tier get a cappuccino, and those who reach the third a tote bag. The third is also the only
 * one that may book the barista course.
 */
const bringRewards = async (app: INestApplicationContext, rewards: OfferedReward[]): Promise<void> => {
  const [, second, third] = await app.get(Tiers).catalogue();
  for (const [tier, reward] of [
    [second, rewards[1]],
    [third, rewards[2]],
  ] as const)
    if (tier && reward)
      await app.get(LadderService).change(system, tier.id, { rewardId: reward.id }, tier.version);
  const course = rewards.at(-1);
  if (third && course) await app.get(RewardsService).change(system, course.id, { tierId: third.id }, 1);
};

const openClub = async (
  app: INestApplicationContext,
  now: number,
  tags: PriceTags,
): Promise<OfferedReward[]> => {
  await app.get(ClubSettings).becomeDemo(catalogue.club);
  for (const rate of catalogue.exchangeRates) await app.get(ExchangeRates).put(system, rate);
  const locations = await app.get(Locations).createMany(system, catalogue.locations);
  const ids = new Map(locations.map(({ code, id }) => [code, id]));
  const prices = tags.kept((code) => ids.get(code) ?? '');
  await app.get(Products).createMany(system, catalogue.products, prices);
  for (const tier of catalogue.tiers) await app.get(LadderService).create(system, tier);
  const rules = app.get(EarningRulesService);
  const publishing = app.get(RulePublishing);
  const sets = app.get(ProductSets);
  const { id: setId } = await sets.create(system, { name: singleOrigins.name });
  await sets.replace(system, setId, Readable.from([Buffer.from(singleOrigins.skus.join('\n'))]));
  const { name, currency, rates } = forTheDesk;
  const { id: tableId } = await app.get(RateTables).create(system, { name, currency });
  await app.get(RateSheets).add(system, tableId, Readable.from([Buffer.from(rates.join('\n'))]), undefined);
  const [, second] = await app.get(Tiers).catalogue();
  for (const rule of earningRules({ set: setId, table: tableId, tier: second?.id ?? '' }))
    await publishing.publish(system, (await rules.create(system, rule)).id);
  for (const reward of newRewards(now)) await app.get(RewardsService).create(system, reward);
  await offerCodes(app);
  const rewards: OfferedReward[] = [];
  for (const reward of offered) {
    const { id, points, effect } = await app.get(RewardsService).create(system, reward);
    rewards.push({ id, points, isDiscount: effect !== null });
  }
  await bringRewards(app, rewards);
  return rewards;
};

/** Of a partner. Without a key for codes, the club has none. */
const offerCodes = async (app: INestApplicationContext): Promise<void> => {
  if (app.get(CodeKey).fingerprint === null) return;
  const { id } = await app.get(RewardsService).create(system, spaDay);
  await app.get(PartnerCodePool).add(system, id, Readable.from([Buffer.from(spaCodes.join('\n'))]));
};

const goods = new Map(catalogue.products.map(({ sku, kind, taxRate }) => [sku, { kind, taxRate }]));

/** Points that each member earned. */
const ringUp = async (
  app: INestApplicationContext,
  baskets: readonly CodedBasket[],
  from: number,
): Promise<Map<string, number>> => {
  const outcomes = await app.get(PastCheckouts).recordMany(
    baskets.map(({ memberId, location, currency, purchasedAt, lines, codes }, index) => ({
      receipt: { location, number: `M-${String(from + index + 1).padStart(6, '0')}` },
      purchasedAt: new Date(purchasedAt).toISOString(),
      currency,
      channel: location === 'online' ? 'web-shop' : 'till',
      memberId,
      codes: [...codes],
      lines: lines.map((line) => ({ ...line, ...(goods.get(line.sku) ?? { kind: 'goods', taxRate: 0 }) })),
    })),
    'demo',
  );
  const earned = new Map<string, number>();
  for (const outcome of outcomes) {
    if ('refused' in outcome) throw outcome.refused;
    const { memberId, earned: points } = outcome.recorded;
    if (memberId) earned.set(memberId, (earned.get(memberId) ?? 0) + points);
  }
  return earned;
};
