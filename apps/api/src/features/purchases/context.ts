import { Injectable } from '@nestjs/common';
import {
  awardsComeDue,
  capPeriod,
  figuresAfter,
  localDateOf,
  localDay,
  saleNeedOf,
  type BuyerFigures,
  type CapUsage,
  type ClubPointsPolicy,
  type EarningRule,
  type FailedRule,
  type Instant,
  type KeptPurchase,
  type MetRule,
  type PersonFacts,
  type PriceBoundTerms,
  type PurchaseHistory,
  type Period,
  type RuleTimeline,
  type SaleNeed,
  type SharedLeft,
  type StoredFigures,
  type Wallet,
} from '@regulars/loyalty';
import { usualPriceBoundPercent, type PointsPolicy } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { assertUsable, unknownCard, type ResolvedCard } from '../cards/index.ts';
import { ClubSettings } from '../club/index.ts';
import {
  Budgets,
  budgetsOf,
  LiveRules,
  RuleVersions,
  type BudgetDays,
  type ReservedBudget,
  type SharedBudgetRecord,
} from '../earning/index.ts';
import { Points, type OpenWallets, type StoredWallet } from '../points/index.ts';
import {
  historyRequest,
  withDays,
  type HistoryNeed,
  type HistoryRequest,
  type SaleContexts,
} from '../sales/index.ts';
import {
  periodFound,
  Tiers,
  type AskedPeriod,
  type BookedTier,
  type Ladder,
  type Measure,
} from '../tiers/index.ts';
import type { BuyerReference, Intake } from './intake.ts';

/** The club's configuration, the same for all current purchases. */
export interface ClubTerms {
  readonly now: Instant;
  readonly policy: ClubPointsPolicy;
  readonly zone: string;
  readonly reportingCurrency: string;
  /** What price-bound goods may earn; null for no limit. */
  readonly priceBound: Omit<PriceBoundTerms, 'reporting'> | null;
  readonly ladder: Ladder;
  /** The rules of every moment. */
  readonly timeline: RuleTimeline;
  /** Of the club and of locations. */
  readonly sharedBudgets: readonly SharedBudgetRecord[];
}

/** Parts of a sent purchase that decide what to read for it. */
type SentPart = Pick<Intake, 'buyer' | 'receipt' | 'purchasedAt' | 'currency' | 'asks'> & {
  readonly location: Pick<Intake['location'], 'id'>;
  /** What is bought, if it is known already: then budgets are reserved for it alone. */
  readonly lines?: Intake['lines'];
  readonly channel?: Intake['channel'];
  readonly bonuses?: Intake['bonuses'];
  readonly payments?: Intake['payments'];
  readonly codes?: Intake['codes'];
};

/** What `purchase_context` needs for a purchase. */
export interface ContextRequest extends SentPart {
  /** The booking time. */
  readonly bookedAt: Instant;
  /** The rules of the purchase's moment. */
  readonly rules: readonly EarningRule[];
  /** The period whose status credit decides with this purchase. */
  readonly period: AskedPeriod;
  /** What counts for the tier; null for status credit. */
  readonly measure: Measure | null;
  /** The local day of the purchase where visits count; else null. */
  readonly visitDay: Period | null;
  readonly caps: readonly CapDays[];
  readonly budgets: readonly BudgetDays[];
  /** What to read of the member's history; null for nothing. */
  readonly history: HistoryRequest | null;
  /** What the conditions of rules ask of the buyer; null for nothing. */
  readonly buyerFacts: BuyerFactsRequest | null;
}

/** A rule version that a stored purchase names. */
export interface KeptRule extends Pick<EarningRule, 'audience'> {
  readonly id: string;
  readonly version: number;
}

/** With what returns still ask, if anything. */
export type KeptMetRule = KeptRule & Pick<MetRule, 'residual'>;

/** A rule whose condition did not hold, with the parts that did not. */
export interface KeptUnmetRule extends KeptRule {
  readonly parts?: readonly string[];
}

/** A rule that did not work. */
export type KeptFailedRule = KeptRule & Pick<FailedRule, 'fault'>;

/** The rules whose conditions held, and the others. */
export interface AskedRules {
  readonly rules: readonly KeptMetRule[];
  readonly unmet?: readonly KeptUnmetRule[];
  readonly failed?: readonly KeptFailedRule[];
}

export interface BuyerFactsRequest {
  readonly person: boolean;
  /** The calendar of the figures, with the day of the purchase; null for no figures. */
  readonly figures: { readonly zone: string; readonly day: string } | null;
}

/** The local days of a cap; null is open-ended. `until` is exclusive. */
export interface CapDays {
  readonly ruleId: string;
  readonly per: CapUsage['per'];
  readonly from: string | null;
  readonly until: string | null;
}

export interface RequestOptions {
  /** Rules to use instead of those of its moment. */
  readonly rules?: readonly EarningRule[] | undefined;
  /** What participants need of the member's history; null for nothing. */
  readonly history: Required<HistoryNeed> | null;
  /** Whether to ask for the budgets of all locations. */
  readonly everywhere?: boolean;
}

export interface FoundBuyer {
  readonly memberId: string | null;
  readonly cardStatus: ResolvedCard['cardStatus'];
  readonly name: string | null;
}

/** The result of `purchase_context`; lists are in the order of the requests. */
export interface StoredContext {
  readonly buyers: readonly FoundBuyer[];
  readonly wallets: readonly StoredWallet[];
  readonly facts: readonly {
    /** The purchase that already has this receipt. */
    readonly purchaseId: string | null;
    readonly tierId: string | null;
    readonly grant: BookedTier['grant'];
    readonly credit: number;
    /** The year that counts, where each member has an own one; else null. */
    readonly ownYear: Period | null;
    /** Whether the member bought something on this day already; null if nobody asked. */
    readonly visited: boolean | null;
  }[];
  readonly usage: readonly (CapUsage & { readonly index: number })[];
  /** Null if none were requested. */
  readonly budgets: readonly ReservedBudget[] | null;
  /** By request index; null if no history was requested. */
  readonly history: readonly (Omit<PurchaseHistory, 'purchases'> & { readonly index: number })[] | null;
  /** Earlier purchases of the members, for all requests together; null if none were requested. */
  readonly purchasesBefore: readonly (KeptPurchase & { readonly memberId: string })[] | null;
  /** Figures of members who bought something before; null if none were requested. */
  readonly figuresBefore: readonly (StoredFigures & { readonly memberId: string })[] | null;
  /** Null if none were requested. */
  readonly people: readonly (PersonFacts & { readonly memberId: string })[] | null;
  /** Work of the participants; null if nobody was asked. */
  readonly saleParts: SaleContexts | null;
}

/** The buyer, as before the purchase. */
export interface Buyer {
  readonly memberId: string;
  readonly name: string;
  readonly wallet: Wallet;
  /** The tier that was booked last. */
  readonly tier: BookedTier;
  /** What counts for the tier in the qualifying period. */
  readonly credit: number;
  /** The period whose credit that is. */
  readonly period: Period;
  /** Whether the day of the purchase counts as a visit already. */
  readonly visited: boolean;
  readonly usage: readonly CapUsage[];
  /** What is left of the budgets of the location and the club. */
  readonly shared: readonly SharedLeft[];
  /** Null if no history was requested. */
  readonly history: PurchaseHistory | null;
  /** Null if not requested. */
  readonly person: PersonFacts | null;
  /** Null if not requested. */
  readonly figures: BuyerFigures | null;
}

/** Nobody earned something in it. */
const noTime: Period = { from: 0, until: 0 };

/** What is known before reading the database; all of it from memory. */
@Injectable()
export class PurchaseTerms {
  constructor(
    private readonly club: ClubSettings,
    private readonly rules: LiveRules,
    private readonly versions: RuleVersions,
    private readonly tiers: Tiers,
    private readonly points: Points,
    private readonly clock: Clock,
  ) {}

  async ofClub(): Promise<ClubTerms> {
    const { timeZone, reportingCurrency, points } = await this.club.current();
    return {
      now: this.clock.now(),
      policy: points,
      zone: timeZone,
      reportingCurrency,
      priceBound: priceBoundOf(points),
      ladder: await this.tiers.ladder(),
      timeline: await this.rules.timeline(),
      sharedBudgets: await this.rules.budgets(),
    };
  }

  /** What to read for a purchase. */
  async request(
    sent: SentPart,
    bookedAt: Instant,
    { zone, timeline, policy, ladder, sharedBudgets: shared }: ClubTerms,
    { rules, history, everywhere = false }: RequestOptions,
  ): Promise<ContextRequest> {
    const { buyer, location, receipt, purchasedAt, currency, asks } = sent;
    const earning = rules ?? timeline.at(purchasedAt);
    const need = saleNeedOf(earning);
    const measure = await this.tiers.measure();
    const place = everywhere ? null : location.id;
    const past = buyer && withDays(history, need.days);
    return {
      buyer,
      location,
      receipt,
      purchasedAt,
      currency,
      asks,
      bookedAt,
      rules: earning,
      period: await this.tiers.periodOfPurchase(purchasedAt, bookedAt),
      measure,
      visitDay: buyer && measure?.by === 'visits' ? localDay(purchasedAt, zone) : null,
      caps: buyer ? capsOf(earning, purchasedAt, zone) : [],
      budgets: buyer
        ? budgetsOf(earning, { ...sent, locationId: place }, { zone, policy, shared, tier: ladder.best() })
        : [],
      history: past && historyRequest(past, purchasedAt, zone),
      buyerFacts: buyer && buyerFactsRequest(need, purchasedAt, zone),
    };
  }

  /** The period whose status credit counts now for the member of a purchase. */
  async statusPeriod(memberId: string | null): Promise<Period> {
    return memberId === null ? noTime : this.tiers.periodOf(memberId, this.clock.now());
  }

  /** The rules of the moment of a stored purchase, whether their conditions held or not; in evaluation order. */
  async rulesAsked({ rules, unmet = [] }: AskedRules): Promise<EarningRule[]> {
    const asked = [...rules, ...unmet].sort((one, other) => (one.id < other.id ? -1 : 1));
    const terms = await this.versions.terms(asked);
    return terms.map((rule, index) => {
      const audience = asked[index]?.audience;
      return audience ? { ...rule, audience } : rule;
    });
  }

  /** The rules that gave something to a stored purchase. */
  rulesOf({ rules }: { readonly rules: Parameters<RuleVersions['terms']>[0] }): Promise<EarningRule[]> {
    return this.versions.terms(rules);
  }

  /** Says once of each version that it does not work. */
  report(failed: readonly FailedRule[]): void {
    this.versions.report(failed);
  }

  /** Whether purchases booked between the two moments need the lots of their members. */
  async needLots({ policy, zone, timeline }: ClubTerms, from: Instant, until: Instant): Promise<boolean> {
    return (
      (await this.points.awardsNeedLots()) ||
      awardsComeDue(policy, zone, { from, until }, timeline.ownExpiries)
    );
  }
}

const buyerFactsRequest = (
  { person, figures }: SaleNeed,
  purchasedAt: Instant,
  zone: string,
): BuyerFactsRequest | null =>
  person || figures
    ? { person, figures: figures ? { zone, day: localDateOf(purchasedAt, zone).toString() } : null }
    : null;

/** The cap usage that these rules need around a purchase. Both versions of a rule in a trial share their limits. */
const capsOf = (rules: readonly EarningRule[], purchasedAt: Instant, zone: string): CapDays[] => {
  const caps = rules.flatMap(({ id, caps: limits }) =>
    limits.flatMap(({ per }): CapDays[] => {
      if (per === 'purchase') return [];
      const period = capPeriod(per, purchasedAt, zone);
      const day = (at: Instant | undefined): string | null =>
        at === undefined ? null : localDateOf(at, zone).toString();
      return [{ ruleId: id, per, from: day(period?.from), until: day(period?.until) }];
    }),
  );
  return [...new Map(caps.map((cap) => [`${cap.ruleId} ${cap.per}`, cap])).values()];
};

const nobody = 'no such member';

/**
 * The member that the context found, with the status under the lock of the wallet. Throws `unknown-card`,
 * `not-found`, `card-blocked`, `card-replaced`, `member-not-active`.
 */
export const assertBuyer = (
  { code, externalId, pointer }: BuyerReference,
  { memberId, cardStatus, name }: FoundBuyer,
  wallets: Pick<OpenWallets, 'memberStatus'>,
): Pick<Buyer, 'memberId' | 'name'> => {
  const memberStatus = memberId === null ? null : wallets.memberStatus(memberId);
  if (memberId === null || memberStatus === null) {
    if (code !== null) throw unknownCard(pointer);
    // Customer numbers are short and consecutive; ids are neither.
    const guess = externalId !== null;
    throw new ClubError('not-found', { detail: nobody, errors: [{ pointer, message: nobody }], guess });
  }
  assertUsable({ cardStatus, memberStatus }, pointer);
  return { memberId, name: name ?? '' };
};

/** The buyer of the only purchase of a context; null without a member. Throws as `assertBuyer`. */
export const onlyBuyer = (
  { buyer, buyerFacts, budgets, period }: Pick<ContextRequest, 'buyer' | 'buyerFacts' | 'budgets' | 'period'>,
  context: StoredContext,
  wallets: OpenWallets,
  { zone, reportingCurrency }: Pick<ClubTerms, 'zone' | 'reportingCurrency'>,
): Buyer | null => {
  const {
    buyers: [found],
    facts: [fact],
    usage,
    history,
    purchasesBefore: purchases,
  } = context;
  if (!found || !fact) throw new Error('purchase_context answered for no request');
  if (!buyer) return null;
  const member = assertBuyer(buyer, found, wallets);
  const { tierId, grant, credit, ownYear, visited } = fact;
  const reserved = new Budgets(context);
  return {
    ...member,
    wallet: wallets.get(member.memberId),
    tier: { tierId, grant },
    credit,
    period: periodFound(period, ownYear),
    visited: visited ?? false,
    usage: [...usage, ...reserved.usage({ budgets })],
    shared: reserved.shared({ budgets }),
    history: history?.[0] ? { ...history[0], purchases } : null,
    person: context.people?.[0] ?? null,
    figures: buyerFacts?.figures
      ? figuresAfter(context.figuresBefore?.[0] ?? null, [], reportingCurrency, zone)
      : null,
  };
};

/** A receipt counts only once. Sending it again returns the purchase that has it. */
export const alreadyCounted = (purchaseId: string): ClubError =>
  new ClubError('receipt-already-counted', { purchaseId });

const priceBoundOf = ({ priceBoundPercent, pointValue }: PointsPolicy): ClubTerms['priceBound'] => {
  const percent = priceBoundPercent === undefined ? usualPriceBoundPercent : priceBoundPercent;
  // A point without a value takes nothing off a price.
  return percent === null || pointValue === 0 ? null : { share: Math.round(percent * 100), pointValue };
};
