import { Injectable } from '@nestjs/common';
import type { Club, Overview } from '@regulars/contracts';
import { endOfDate, localDateOf, valueOfPoints, type Period } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { MemberFigures } from '../members/index.ts';
import { PointsFigures } from '../points/index.ts';
import { PurchaseFigures, type SalesRow } from '../purchases/index.ts';
import { comparedTimes, lastDays, periodsOf, wholePeriods } from './time.ts';

const activeDays = 90;
const soonDays = 30;
/** Above these numbers of days, the series uses weeks, then months. */
const mostDaysByDay = 14;
const mostDaysByWeek = 120;

type Compared = 'activeMembers' | 'members' | 'newMembers' | 'purchases' | 'revenue' | 'cardShare';
type ComparedPoints =
  'issued' | 'redeemed' | 'expired' | 'given' | 'taken' | 'redemptionRate' | 'outstanding' | 'liability';
type Within = readonly string[] | null;
type ClubMeasures = Record<'members' | 'newMembers' | ComparedPoints, number | null>;
type Measured = Record<Compared | ComparedPoints, number | null>;

/** The club's figures. The contract defines each one. */
@Injectable()
export class OverviewFigures {
  constructor(
    private readonly members: MemberFigures,
    private readonly points: PointsFigures,
    private readonly sales: PurchaseFigures,
    private readonly settings: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** For some locations only, if given. Members and points belong to no location, so their figures are null. */
  async of(days: number, within: Within = null): Promise<Overview> {
    const club = await this.settings.current();
    const { current, previous } = comparedTimes(this.clock.now(), days, club.timeZone);
    const grain = grainOf(days);
    const terms = { within, zone: club.timeZone };
    const sold = await this.sales.sales(current.from, current.until, terms);
    const soldBefore = await this.sales.sales(previous.from, previous.until, terms);
    return {
      days,
      from: localDateOf(current.from, club.timeZone).toString(),
      activeFrom: localDateOf(
        lastDays(current.until - 1, activeDays, club.timeZone),
        club.timeZone,
      ).toString(),
      currency: club.reportingCurrency,
      ...compare(
        await this.#measure(current, sold, club, within),
        await this.#measure(previous, soldBefore, club, within),
      ),
      otherCurrencies: sold
        .filter(({ currency }) => currency !== club.reportingCurrency)
        .map(({ currency, revenue }) => ({ currency, revenue })),
      expiringSoon: within === null ? await this.#expiringSoon(club) : null,
      series: await this.#series(current, grain, club, within),
      grain,
    };
  }

  async #measure(
    { from, until }: Period,
    sales: readonly SalesRow[],
    club: Club,
    within: Within,
  ): Promise<Measured> {
    const ours = sales.find(({ currency }) => currency === club.reportingCurrency);
    return {
      activeMembers: await this.sales.buyers(lastDays(until - 1, activeDays, club.timeZone), until, {
        within,
        zone: club.timeZone,
      }),
      purchases: sales.reduce((sum, { purchases }) => sum + purchases, 0),
      revenue: ours?.revenue ?? 0,
      cardShare: ratio(ours?.with_card ?? 0, ours?.revenue ?? 0),
      ...(within === null ? await this.#measureClub({ from, until }, club) : nothingOfTheClub),
    };
  }

  async #measureClub({ from, until }: Period, club: Club): Promise<ClubMeasures> {
    const { members, joined } = await this.members.count(from, until);
    const moved = await this.points.movements(from, until);
    const { points: outstanding } = await this.points.outstanding(until - 1);
    return {
      members,
      newMembers: joined,
      ...moved,
      redemptionRate: ratio(moved.redeemed, moved.issued),
      outstanding,
      liability: valueOfPoints(outstanding, { points: 1000, amount: club.points.pointValue }),
    };
  }

  async #expiringSoon({ timeZone }: Club): Promise<NonNullable<Overview['expiringSoon']>> {
    const now = this.clock.now();
    const until = localDateOf(now, timeZone).add({ days: soonDays });
    return {
      ...(await this.points.expiring(now, endOfDate(until, timeZone))),
      until: until.toString(),
    };
  }

  async #series(
    period: Period,
    grain: Overview['grain'],
    club: Club,
    within: Within,
  ): Promise<Overview['series']> {
    const { from, until } = wholePeriods(period, grain, club.timeZone);
    const terms = { grain, zone: club.timeZone, currency: club.reportingCurrency, within };
    const points = within === null ? byPeriod(await this.points.movementsByPeriod(from, until, grain)) : null;
    const sales = byPeriod(await this.sales.salesByPeriod(from, until, terms));
    return periodsOf(period, grain, club.timeZone).map((first) => ({
      period: first,
      issued: points && (points.get(first)?.issued ?? 0),
      redeemed: points && (points.get(first)?.redeemed ?? 0),
      expired: points && (points.get(first)?.expired ?? 0),
      given: points && (points.get(first)?.given ?? 0),
      taken: points && (points.get(first)?.taken ?? 0),
      purchases: sales.get(first)?.purchases ?? 0,
      revenue: sales.get(first)?.revenue ?? 0,
    }));
  }
}

const nothingOfTheClub: ClubMeasures = {
  members: null,
  newMembers: null,
  issued: null,
  redeemed: null,
  expired: null,
  given: null,
  taken: null,
  redemptionRate: null,
  outstanding: null,
  liability: null,
};

const grainOf = (days: number): Overview['grain'] => {
  if (days <= mostDaysByDay) return 'day';
  return days <= mostDaysByWeek ? 'week' : 'month';
};

/** Null if there is nothing to compare with. */
const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

const byPeriod = <Row extends { period: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.period, row]));

const compare = (now: Measured, before: Measured): Pick<Overview, keyof Measured> => {
  const figure = (name: keyof Measured) => ({ value: now[name], previous: before[name] });
  return {
    activeMembers: figure('activeMembers'),
    members: figure('members'),
    newMembers: figure('newMembers'),
    purchases: figure('purchases'),
    revenue: figure('revenue'),
    cardShare: figure('cardShare'),
    issued: figure('issued'),
    redeemed: figure('redeemed'),
    expired: figure('expired'),
    given: figure('given'),
    taken: figure('taken'),
    redemptionRate: figure('redemptionRate'),
    outstanding: figure('outstanding'),
    liability: figure('liability'),
  };
};
