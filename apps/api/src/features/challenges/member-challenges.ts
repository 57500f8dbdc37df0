import { Injectable } from '@nestjs/common';
import type { CountedChallenge, OwnChallenge } from '@regulars/contracts';
import {
  dayMs,
  challengePeriodEnd,
  challengePeriodOf,
  courseOf,
  isoOf,
  notCountedSentence,
  restartsOf,
  runEnd,
  standingIn,
  unitOf,
} from '@regulars/loyalty';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubSettings, Locations, Reader } from '../club/index.ts';
import { Members } from '../members/index.ts';
import {
  MemberChallengesRepository,
  type CountRow,
  type FillRow,
  type MemberChallengeRow,
  type PurchaseChallengeRow,
} from './member-challenges.repository.ts';
import { isReadable } from './readable.ts';

/** Ended challenges are shown so long to those who took part. */
const shownForMs = 60 * dayMs;
const shownPurchases = 50;

/** How far members are in the challenges, and why. */
@Injectable()
export class MemberChallenges {
  constructor(
    private readonly challenges: MemberChallengesRepository,
    private readonly members: Members,
    private readonly locations: Locations,
    private readonly reader: Reader,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found` for an unknown member. */
  async ofMember(memberId: string): Promise<OwnChallenge[]> {
    const { id } = await this.members.byId(memberId);
    return this.of(id);
  }

  async of(memberId: string): Promise<OwnChallenge[]> {
    const now = this.clock.date();
    const since = new Date(now.getTime() - shownForMs);
    const rows = (await this.challenges.of(memberId, now, since)).filter(isReadable);
    const ids = rows.map(({ id }) => id);
    const counts = await this.challenges.counts(memberId, ids);
    const fills = await this.challenges.fills(memberId, ids, now);
    const names = await this.locations.names();
    const { language } = await this.reader.wording();
    const { timeZone: zone } = await this.club.current();
    const told: Told = { now, zone, place: (id) => names.get(id) ?? '', language };
    return rows.map((row) =>
      showOwn(
        row,
        counts.filter(({ challenge_id }) => challenge_id === row.id),
        fills.filter(({ challenge_id }) => challenge_id === row.id),
        told,
      ),
    );
  }

  /** What a purchase counted, for the till that posted it; nothing of other locations. */
  async ofPurchase(actor: Actor, purchaseId: string): Promise<CountedChallenge[]> {
    const rows = (await this.challenges.ofPurchase(purchaseId, boundTo(actor))).filter(isReadable);
    // The till does not show what counts only for later returns.
    const told = rows.filter(
      (row) => row.filled_now > 0 || !courseOf(row.terms).countsWhenFull || leftOf(row, row.period) > 0,
    );
    return told.map((row) => ({
      ...shared(row, row.period),
      now: row.now,
      filledNow: row.filled_now,
    }));
  }
}

interface Told {
  readonly now: Date;
  readonly zone: string;
  readonly place: (locationId: string) => string;
  readonly language: Parameters<typeof notCountedSentence>[1];
}

type Shared = Omit<CountedChallenge, 'now' | 'filledNow'>;

const leftOf = (row: MemberChallengeRow | PurchaseChallengeRow, period: string): number =>
  courseOf(row.terms).left({ repeats: row.repeats, mostFilled: row.most_filled }, row.periods, period);

const shared = (row: MemberChallengeRow | PurchaseChallengeRow, period: string): Shared => {
  const { counted: open } = courseOf(row.terms).open(row.periods, period, row);
  const counted = leftOf(row, period) === 0 ? row.goal : Math.min(row.goal, open);
  return {
    id: row.id,
    name: row.name,
    picture: row.picture,
    unit: unitOf(row.terms),
    goal: row.goal,
    counted,
    missing: row.goal - counted,
    filled: standingIn(row.periods),
    reward: gainOf(row),
  };
};

/** The voucher is null if the reward is none. */
const gainOf = ({ reward, voucher }: Pick<MemberChallengeRow, 'reward' | 'voucher'>): Shared['reward'] => {
  if ('points' in reward) return { kind: 'points', points: reward.points };
  if ('key' in reward) return { kind: 'badge', name: reward.name, picture: reward.picture };
  return { kind: 'voucher', name: voucher?.name ?? {}, picture: voucher?.picture ?? 'gift' };
};

const showOwn = (
  row: MemberChallengeRow,
  counts: readonly CountRow[],
  fills: readonly FillRow[],
  { now, zone, place, language }: Told,
): OwnChallenge => {
  const at = now.getTime();
  const state = stateOf(row, now);
  // Nothing begins again after the end: the last week or month with a purchase stays.
  const last = state === 'ended' ? lastPeriodOf(row) : undefined;
  const period = last ?? challengePeriodOf(row.terms, at, zone);
  const end = state === 'ended' ? null : challengePeriodEnd(row.terms, at, zone);
  return {
    ...shared(row, period),
    description: row.description,
    state,
    repeats: row.repeats,
    mostFilled: row.most_filled,
    done: leftOf(row, period) === 0,
    restarts: restartsOf(row.terms),
    periodEndsAt: end === null ? null : isoOf(end),
    startsAt: row.starts_at && toInstant(row.starts_at),
    endsAt: row.ends_at && toInstant(row.ends_at),
    owed: courseOf(row.terms).open(row.periods, period, row).owed,
    streak: streakOf(row, period, state === 'ended' ? null : { at, zone }),
    stamps: stampsOf(row, counts, period, place),
    purchases: counts.slice(0, shownPurchases).map((count) => ({
      purchaseId: count.purchase_id,
      at: toInstant(count.purchased_at),
      location: place(count.location_id),
      total: { amount: count.gross, currency: count.currency },
      counted: count.counted,
      reason: notCountedSentence(count, language),
      filled: count.filled,
    })),
    vouchers: fills.map(({ voucher_id: id, voucher: state, filled_at }) => ({
      id,
      state,
      filledAt: toInstant(filled_at),
    })),
  };
};

const lastPeriodOf = ({ periods }: MemberChallengeRow): string | undefined =>
  periods
    .map(({ period }) => period)
    .sort()
    .at(-1);

/** Null if nothing must come in a row. After the end of the challenge, nothing can break. */
const streakOf = (
  row: MemberChallengeRow,
  period: string,
  open: { readonly at: number; readonly zone: string } | null,
): OwnChallenge['streak'] => {
  const run = courseOf(row.terms).run(row.periods, period);
  if (run === null) return null;
  // With a full card, a gap loses nothing.
  const end =
    open === null || run.length % row.goal === 0 ? null : runEnd(row.terms, run, open.at, open.zone);
  return { counted: run.isHeld, endsAt: end === null ? null : isoOf(end) };
};

const stampsOf = (
  row: MemberChallengeRow,
  counts: readonly CountRow[],
  period: string,
  place: Told['place'],
): OwnChallenge['stamps'] =>
  courseOf(row.terms)
    .stamps(counts, row.periods, period, row)
    .reverse()
    .flatMap(({ count, stamps }) =>
      Array.from({ length: stamps }, () => ({
        at: toInstant(count.purchased_at),
        location: place(count.location_id),
      })),
    );

const stateOf = ({ state, ends_at }: MemberChallengeRow, now: Date): OwnChallenge['state'] => {
  if (state === 'paused') return 'paused';
  return state === 'ended' || (ends_at !== null && ends_at <= now) ? 'ended' : 'live';
};
