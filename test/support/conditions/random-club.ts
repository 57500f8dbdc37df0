import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import {
  currentTier,
  reachedTiers,
  figuresOf,
  habitsOf,
  spentAfterReturns,
  type EarningLine,
  type EarningPurchase,
  type KeptPurchase,
  type LineKind,
  type MemberSnapshot,
  type PaymentKind,
} from '@regulars/loyalty';
import { happenedTo, happeningColumns, happeningRows } from './made-happenings.ts';
import { randomDealings } from './random-dealings.ts';
import { interestColumns, interestRows, randomSets } from './random-interests.ts';
import { dates, shownCodes, times } from './made-values.ts';
import { SeededRandom } from './seeded-random.ts';
import { insert } from './stored-rows.ts';
import { madeStanding, storeScored } from './stored-scores.ts';

/** 23:30 on the day after the clocks went back. */
export const now = Date.parse('2026-10-26T22:30:00Z');
export const today = '2026-10-26';
export const zone = 'Europe/Berlin';
export const reportingCurrency = 'EUR';

interface StoredLine {
  readonly line: EarningLine;
  readonly returned: number;
  readonly returnedAmount: number;
}
interface StoredPurchase {
  readonly id: string;
  readonly memberId: string;
  readonly purchase: EarningPurchase;
  readonly lines: readonly StoredLine[];
  /** By the rate of its day; null without a rate. */
  readonly reportingGross: number | null;
}
export interface MadePurchase {
  /** The amount after returns. */
  readonly kept: KeptPurchase;
  /** The numbers of the remaining lines. */
  readonly numbers: readonly number[];
}
export interface MadeMember {
  readonly id: string;
  readonly snapshot: MemberSnapshot;
}
export interface RandomClub {
  readonly members: readonly MadeMember[];
  readonly purchases: readonly MadePurchase[];
  /** A member of a coffee bar, with some hundred purchases; not among the members. */
  readonly regular: MadeMember;
}

interface Place {
  readonly id: string;
  readonly code: string;
  readonly currency: string;
}
interface MadeTier {
  readonly id: string;
  readonly code: string;
  readonly threshold: number;
}

/**
 * Stores a club of 60 members whose purchases, facts and gaps are edge cases; the same for the same seed.
 */
export async function makeRandomClub(db: pg.Client, seed: number): Promise<RandomClub> {
  const random = new SeededRandom(seed);
  const locations = ['berlin', 'wien', 'brno'].map((code) => ({
    id: random.uuid(),
    code,
    currency: code === 'brno' ? 'CZK' : 'EUR',
  }));
  const tiers = [0, 1].map((threshold) => ({ id: random.uuid(), code: `tier-${threshold}`, threshold }));
  const shops = locations.map((location) => ({ ...location, name: { de: location.code }, kind: 'shop' }));
  await insert(db, 'locations', 'id uuid, code text, name jsonb, kind text, currency text', shops);
  await insert(
    db,
    'tiers',
    'id uuid, code text, name jsonb, threshold bigint',
    tiers.map((tier) => ({ ...tier, name: {} })),
  );
  const members = Array.from({ length: 60 }, (_, index) =>
    // The home location depends on the newest 20 purchases.
    memberOf(random, { locations, tiers, purchases: index % 12 === 0 ? 30 : random.upTo(7) }),
  );
  const regular = memberOf(random, { locations, tiers, purchases: 900 });
  await storeMembers(db, [...members, regular]);
  const purchases = members.flatMap((member) => member.purchases);
  await storePurchases(db, [...purchases, ...regular.purchases]);
  // Plans for tables of this size, without JIT, which would take longer than the few rows.
  await db.query('analyze');
  await db.query('set jit = off');
  return { members, purchases: purchases.flatMap((stored) => madePurchase(stored) ?? []), regular };
}

interface MemberToStore extends MadeMember {
  /** Null for members who never changed their tier. */
  readonly tierId: string | null;
  readonly purchases: readonly StoredPurchase[];
}

function memberOf(
  random: SeededRandom,
  club: { locations: readonly Place[]; tiers: readonly MadeTier[]; purchases: number },
): MemberToStore {
  const id = random.uuid();
  const purchases = Array.from({ length: club.purchases }, () =>
    purchaseOf(random, id, random.of(club.locations)),
  );
  const tierId = random.isOneIn(3) ? null : random.of(club.tiers).id;
  const kept = purchases.flatMap((stored) => madePurchase(stored)?.kept ?? []);
  const tier = currentTier(club.tiers, tierId);
  return {
    id,
    purchases,
    tierId,
    snapshot: snapshotOf(random, kept, reachedTiers(club.tiers, tier?.id ?? null)),
  };
}

function purchaseOf(
  random: SeededRandom,
  memberId: string,
  { id: locationId, currency }: Place,
): StoredPurchase {
  const lines = Array.from({ length: 1 + random.upTo(3) }, () => lineOf(random));
  const isReturned = random.isOneIn(8);
  const purchase: EarningPurchase = {
    currency,
    locationId,
    channel: random.of([null, 'till', 'web-shop', 'phone'] as const),
    purchasedAt: momentOf(random),
    lines: lines.map(({ line }) => line),
    payments: random
      .some<PaymentKind>(['cash', 'card', 'points', 'gift-card', 'voucher'])
      .map((kind) => ({ kind, amount: 1 })),
    codes: random.some(shownCodes),
  };
  const gross = lines.reduce((sum, { line }) => sum + line.gross, 0);
  const exchanged = random.isOneIn(3) ? null : Math.round(gross / 25);
  return {
    id: random.uuid(),
    memberId,
    purchase,
    lines: isReturned ? lines.map(whollyReturned) : lines,
    reportingGross: currency === reportingCurrency ? gross : exchanged,
  };
}

function momentOf(random: SeededRandom): number {
  const local = Temporal.PlainDateTime.from(`${random.of(dates)}T${random.of(times)}`);
  return local.toZonedDateTime(zone, { disambiguation: random.of(['earlier', 'later']) }).epochMilliseconds;
}

function lineOf(random: SeededRandom): StoredLine {
  const kind = random.of<LineKind>(['goods', 'goods', 'goods', 'service', 'gift-card', 'deposit']);
  const amount = kind === 'deposit' ? -25 : random.of([0, 1, 99, 250, 500, 1000, 1780]);
  const line: EarningLine = {
    kind,
    category: random.of([null, 'coffee', 'books', 'music']),
    brand: random.of([null, 'A', 'B']),
    sku: random.of([null, 'S1', 'S2']),
    quantity: random.of([0, 100, 125, 200, 333, 1000, 2000, 2500]),
    gross: amount,
    net: amount,
    discount: random.of([0, 0, 50]),
    taxRate: 0,
  };
  const kept: StoredLine = { line, returned: 0, returnedAmount: 0 };
  if (random.isOneIn(8)) return whollyReturned(kept);
  if (random.isOneIn(8) && line.quantity > 100)
    return { line, returned: 100, returnedAmount: Math.trunc(amount / 2) };
  return kept;
}

/** Includes lines of quantity 0, because undoing an import takes everything back. */
const whollyReturned = ({ line }: StoredLine): StoredLine => ({
  line,
  returned: line.quantity,
  returnedAmount: line.gross,
});

const grossOf = (lines: readonly StoredLine[]): { gross: number; returnedGross: number } => ({
  gross: lines.reduce((sum, { line }) => sum + line.gross, 0),
  returnedGross: lines.reduce((sum, { returnedAmount }) => sum + returnedAmount, 0),
});

const hasReturns = ({ lines }: StoredPurchase): boolean =>
  lines.some(({ returned, returnedAmount }) => returned > 0 || returnedAmount !== 0);

function madePurchase(stored: StoredPurchase): MadePurchase | null {
  const { id, purchase, lines, reportingGross } = stored;
  const { gross, returnedGross } = grossOf(lines);
  const isGone = lines.every(({ line, returned }) => returned === line.quantity) && gross === returnedGross;
  if (isGone && hasReturns(stored)) return null;
  const left = lines.flatMap(({ line, returned, returnedAmount }, number) =>
    returned < line.quantity || line.quantity === 0
      ? [
          {
            number,
            line: { ...line, quantity: line.quantity - returned, gross: line.gross - returnedAmount },
          },
        ]
      : [],
  );
  const spent = reportingGross === null ? null : spentAfterReturns(reportingGross, { gross, returnedGross });
  return {
    kept: { ...purchase, id, spent, lines: left.map(({ line }) => line) },
    numbers: left.map(({ number }) => number),
  };
}

function snapshotOf(random: SeededRandom, purchases: KeptPurchase[], tierIds: string[]): MemberSnapshot {
  const attributes = {
    ...(random.isOneIn(3) ? {} : { size: random.of(['S', 'M', 'L', '42.5', true, false, 42.5]) }),
    ...(random.isOneIn(3) ? {} : { shoe: random.of([0.1, 0.125, 0.3, 42, 42.5, 43, '42.5']) }),
  };
  return {
    joinedAt: momentOf(random),
    birthday: random.of([
      null, '2004-02-29', '2008-10-26', '2008-10-27', '2008-10-25', '1990-11-01', '1961-12-31', '2000-01-01',
      '--02-29', '--10-27',
    ]), // prettier-ignore
    language: random.of(['de', 'en', 'cs']),
    emailConfirmed: random.isOneIn(2),
    consents: random.some(['terms', 'newsletter', 'surveys', 'personalisation']),
    tags: random.some(['book club', 'wine', 'VIP']),
    badges: random.some(['first-cup', 'streak', 'wine']),
    ...randomSets(random, now),
    ...madeStanding(random),
    attributes,
    tierIds,
    points: random.of([0, 1, 99, 100, 101, 5000]),
    figures: figuresOf(purchases, reportingCurrency, zone),
    habits: habitsOf(purchases, reportingCurrency, zone),
    dealings: randomDealings(random, momentOf),
    purchases,
    happenings: happenedTo(random, momentOf),
  };
}

async function storeMembers(db: pg.Client, members: readonly MemberToStore[]): Promise<void> {
  await insert(
    db,
    'members',
    'id uuid, language text, birthday date, attributes jsonb, joined_at timestamptz, email_confirmed_at timestamptz',
    members.map(({ id, snapshot }) => ({
      id,
      language: snapshot.language,
      birthday: snapshot.birthday?.replace('--', '0004-') ?? null,
      attributes: snapshot.attributes,
      joined_at: iso(snapshot.joinedAt),
      email_confirmed_at: snapshot.emailConfirmed ? iso(now) : null,
    })),
  );
  // Everyone refused first. Some agreed later.
  const stored: Record<string, { purpose: string; channel: string | null }[]> = {
    terms: [{ purpose: 'terms', channel: null }],
    newsletter: [{ purpose: 'marketing', channel: 'email' }],
    surveys: ['email', 'portal'].map((channel) => ({ purpose: 'surveys', channel })),
    personalisation: [{ purpose: 'profiling', channel: null }],
  };
  const purposes = Object.keys(stored);
  const entries = (id: string, name: string, state: string, at: number) =>
    (stored[name] ?? []).map((consent) => ({ ...consent, member_id: id, state, changed_at: iso(at) }));
  await insert(
    db,
    'consents',
    'member_id uuid, purpose text, channel text, state text, changed_at timestamptz',
    members.flatMap(({ id, snapshot }) => [
      ...purposes.flatMap((name) => entries(id, name, 'refused', 0)),
      // One channel is enough for the name.
      ...snapshot.consents.flatMap((name) => entries(id, name, 'granted', now).slice(-1)),
    ]),
  );
  await insert(
    db,
    'member_tags',
    'member_id uuid, tag text, added_at timestamptz',
    members.flatMap(({ id, snapshot }) =>
      snapshot.tags.map((tag) => ({ member_id: id, tag, added_at: iso(now) })),
    ),
  );
  await storeScored(db, members);
  await insert(
    db,
    'member_badges',
    'given_for uuid, member_id uuid, badge text, given_at timestamptz',
    members.flatMap(({ id, snapshot }) =>
      snapshot.badges.map((badge) => ({ given_for: randomUUID(), member_id: id, badge, given_at: iso(now) })),
    ),
  );
  await insert(db, 'member_interests', interestColumns, members.flatMap(interestRows));
  await insert(
    db,
    'member_segments',
    'segment_id uuid, member_id uuid, since timestamptz',
    members.flatMap(({ id, snapshot: { segments } }) =>
      segments.map((segment) => ({ segment_id: segment, member_id: id, since: iso(now) })),
    ),
  );
  await insert(db, 'member_happenings', happeningColumns, members.flatMap(happeningRows));
  await insert(
    db,
    'wallets',
    'member_id uuid, available bigint',
    members.flatMap(({ id, snapshot: { points } }) =>
      points > 0 ? [{ member_id: id, available: points }] : [],
    ),
  );
  await insert(
    db,
    'member_tiers',
    'member_id uuid, tier_id uuid, since timestamptz, reviewed_at timestamptz',
    members.flatMap(({ id, tierId }) =>
      tierId === null ? [] : [{ member_id: id, tier_id: tierId, since: iso(0), reviewed_at: iso(0) }],
    ),
  );
}

async function storePurchases(db: pg.Client, purchases: readonly StoredPurchase[]): Promise<void> {
  await insert(
    db,
    'purchases',
    `id uuid, member_id uuid, location_id uuid, receipt_number text, purchased_at timestamptz, booked_at timestamptz,
     currency text, gross bigint, net bigint, payments jsonb, codes text[], channel text, returned_gross bigint, actor_kind text,
     reporting_currency text, exchange_rate numeric, reporting_gross bigint`,
    purchases.map(({ id, memberId, purchase, lines, reportingGross }) => {
      const { gross, returnedGross } = grossOf(lines);
      return {
        id,
        member_id: memberId,
        location_id: purchase.locationId,
        receipt_number: id,
        purchased_at: iso(purchase.purchasedAt),
        booked_at: iso(now),
        currency: purchase.currency,
        gross,
        net: gross,
        payments: purchase.payments,
        codes: purchase.codes,
        channel: purchase.channel,
        returned_gross: returnedGross,
        actor_kind: 'system',
        ...(reportingGross === null
          ? {}
          : {
              reporting_currency: reportingCurrency,
              exchange_rate: purchase.currency === reportingCurrency ? 1 : 0.04,
              reporting_gross: reportingGross,
            }),
      };
    }),
  );
  await insert(
    db,
    'purchase_returns',
    `id uuid, purchase_id uuid, returned_at timestamptz, booked_at timestamptz, lines jsonb, amount bigint, actor_kind text`,
    purchases.filter(hasReturns).map(({ id, lines }) => ({
      id,
      purchase_id: id,
      returned_at: iso(now),
      booked_at: iso(now),
      lines: [],
      amount: grossOf(lines).returnedGross,
      actor_kind: 'system',
    })),
  );
  await insert(
    db,
    'purchase_lines',
    `purchase_id uuid, line int, sku text, category text, brand text, kind text, quantity numeric, discount bigint,
     amount bigint, net bigint, returned numeric, returned_amount bigint`,
    purchases.flatMap(({ id, lines }) =>
      lines.map(({ line, returned, returnedAmount }, number) => ({
        purchase_id: id,
        line: number,
        sku: line.sku,
        category: line.category,
        brand: line.brand,
        kind: line.kind,
        quantity: line.quantity / 1000,
        discount: line.discount,
        amount: line.gross,
        net: line.net,
        returned: returned / 1000,
        returned_amount: returnedAmount,
      })),
    ),
  );
}
const iso = (at: number): string => new Date(at).toISOString();
