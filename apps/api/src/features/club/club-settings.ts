import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  periodsWithEnd,
  type ApprovalLimits,
  type BodyOf,
  type Club,
  type PointsPolicy,
  type updateClub,
} from '@regulars/contracts';
import { defaultPointsPolicy, usualNumbering, measureOf } from '@regulars/loyalty';
import { system, type Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { phoneCountry } from '../../platform/phones.ts';
import { ClubChanges, type TierMeasureChange } from './club-changes.ts';
import { ClubRepository, type ClubState, type NewClub } from './club.repository.ts';
import { Remembered } from './remembered.ts';

const newClub: NewClub = {
  name: 'Regulars',
  accent: '#B93A26',
  languages: ['de', 'en', 'cs'],
  timeZone: 'Europe/Vienna',
  reportingCurrency: 'EUR',
  points: {
    ...defaultPointsPolicy,
    pointValue: 1000,
    qualifyingPeriod: 'rolling-12-months',
    tierNoticeDays: 30,
  },
  till: { askAbove: [], categoryNames: [] },
  pointsPayment: null,
  manualDiscounts: null,
  discountsPerCart: 10,
  surveyRestDays: 30,
  country: null,
  interests: [],
  cards: usualNumbering,
  demo: false,
};

export type ClubPatch = BodyOf<typeof updateClub>;

/** The club's name, look and settings. */
@Injectable()
export class ClubSettings implements OnModuleInit {
  readonly #club: Remembered<ClubState>;

  constructor(
    private readonly clubs: ClubRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
  ) {
    this.#club = new Remembered(transactions, () => this.#load());
    changes.onChange(() => this.#club.forget());
  }

  async onModuleInit(): Promise<void> {
    await this.clubs.create(newClub);
  }

  /** Current settings, from memory. */
  current(): Promise<ClubState> {
    return this.#club.get();
  }

  /** Throws `version-changed` if someone else was faster. */
  async change(actor: Actor, patch: ClubPatch, expectedVersion: number): Promise<Club> {
    assertOnce(
      patch.till?.askAbove.map(({ currency }) => currency),
      (index) => `/till/askAbove/${index}/currency`,
    );
    assertOnce(
      patch.till?.categoryNames.map(({ category }) => category),
      (index) => `/till/categoryNames/${index}/category`,
    );
    assertOnce(
      patch.pointsPayment?.amounts.map(({ currency }) => currency),
      (index) => `/pointsPayment/amounts/${index}/currency`,
    );
    assertOnce(
      patch.interests?.map(({ key }) => key),
      (index) => `/interests/${index}/key`,
    );
    if (patch.country && phoneCountry(patch.country) === null)
      throw ClubError.field('invalid-request', '/country', 'not a country with phone numbers');
    assertOnce(patch.manualDiscounts?.reasons, (index) => `/manualDiscounts/reasons/${index}`);
    return this.transactions.run(async () => {
      const before = await this.lockApprovals();
      const wanted = { ...before, ...patch };
      assertCostLimit(before, wanted);
      const after = await this.clubs.update(wanted, expectedVersion);
      if (!after) throw new ClubError('version-changed');
      await this.#tell(actor, before, after);
      await this.#dropInterests(before, after);
      return after;
    });
  }

  /** Runs `follow` in the transaction in which something else begins to decide tiers. */
  onTierMeasureChange(follow: (change: TierMeasureChange) => Promise<void>): void {
    this.changes.onTierMeasureChange(follow);
  }

  /** Sets the logo. Call it in the transaction that stores the picture. */
  async changeLogo(actor: Actor, hash: string | null): Promise<Club> {
    const before = await this.#load();
    const after = await this.clubs.setLogo(hash);
    if (!after) throw new Error('There is no club');
    await this.#tell(actor, before, after);
    return after;
  }

  /** The current limits. Nobody else can change them before the transaction ends. */
  async lockApprovals(): Promise<ClubState> {
    const club = await this.clubs.lock();
    if (!club) throw new Error('There is no club');
    return club;
  }

  /** Limits above which a second person is needed. Call it in a transaction. */
  async changeApprovals(actor: Actor, limits: ApprovalLimits): Promise<ClubState> {
    const before = await this.lockApprovals();
    const after = await this.clubs.setApprovals(limits);
    if (!after) throw new Error('There is no club');
    await this.#tell(actor, before, after);
    return after;
  }

  /** Turns this into the demo club. */
  async becomeDemo(patch: ClubPatch): Promise<void> {
    await this.transactions.run(async () => {
      const before = await this.#load();
      const after = await this.clubs.update({ ...before, ...patch, demo: true }, before.version);
      if (!after) throw new ClubError('version-changed');
      await this.#tell(system, before, after);
    });
  }

  async #dropInterests(before: Club, after: Club): Promise<void> {
    const left = after.interests.map(({ key }) => key);
    if (before.interests.some(({ key }) => !left.includes(key)))
      await this.changes.announceInterestsRemoved(left);
  }

  async #tell(actor: Actor, before: Club, after: Club): Promise<void> {
    await this.audit.record(actor, {
      action: 'club.changed',
      subject: { type: 'club', id: 'club' },
      before,
      after,
    });
    await this.changes.announce('settings');
    if (after.reportingCurrency !== before.reportingCurrency)
      await this.changes.announceReporting('currency');
    const change = tierMeasureChange(before.points, after.points);
    if (change) await this.changes.announceTierMeasure(change);
  }

  async #load(): Promise<ClubState> {
    const club = await this.clubs.find();
    if (!club) throw new Error('There is no club');
    return club;
  }
}

/** The cost of a rule is its points in money. If points are worth less, one person alone could publish a costlier rule. */
const assertCostLimit = (before: ClubState, after: Club): void => {
  if (before.approvals.cost === null) return;
  const refused = (pointer: string) =>
    ClubError.field('cost-limit-stands', pointer, 'the cost limit of rules depends on it');
  if (after.points.pointValue < before.points.pointValue) throw refused('/points/pointValue');
  if (after.reportingCurrency !== before.reportingCurrency) throw refused('/reportingCurrency');
};

const tierMeasureChange = (before: PointsPolicy, after: PointsPolicy): TierMeasureChange | null => {
  const periodOf = ({ qualifyingPeriod, qualifyingLength = null }: PointsPolicy): string =>
    JSON.stringify([qualifyingPeriod, qualifyingLength]);
  const hasOtherPeriod = periodOf(after) !== periodOf(before);
  if (!hasOtherPeriod && measureOf(after) === measureOf(before)) return null;
  return { startsPeriod: hasOtherPeriod && periodsWithEnd[after.qualifyingPeriod] };
};

const assertOnce = (values: readonly string[] = [], pointer: (index: number) => string): void => {
  for (const [index, value] of values.entries())
    if (values.indexOf(value) < index) throw ClubError.field('invalid-request', pointer(index), 'only once');
};
