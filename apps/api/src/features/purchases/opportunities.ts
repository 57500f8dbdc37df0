import { Injectable } from '@nestjs/common';
import type { Condition } from '@regulars/conditions';
import type { Opportunity, RuleContent } from '@regulars/contracts';
import {
  leftOf,
  opportunityOf,
  rulesOfMember,
  type CapUsage,
  type EarningRule,
  type Opportunity as Offer,
  type ProfileField,
} from '@regulars/loyalty';
import { OccasionOffers, type OfferedRule } from '../custom-events/index.ts';
import { Budgets, budgetRenewsOn, RuleVersions, type BudgetDays } from '../earning/index.ts';
import { Points } from '../points/index.ts';
import { ConditionWords } from './condition-words.ts';
import { onlyBuyer, PurchaseTerms, type Buyer, type ClubTerms } from './context.ts';
import { saleBuyer, saleSubjectOf } from './decision.ts';
import { PurchasesRepository } from './purchases.repository.ts';

/** How to name what a rule names, for the reader. */
interface Speech {
  readonly say: (condition: Condition | null) => Opportunity['needs'];
  readonly nameOf: (content: RuleContent) => string;
  readonly namesIn: (content: RuleContent, conditions: readonly (Condition | null)[]) => Opportunity['names'];
  readonly placesOf: (content: RuleContent) => Opportunity['locations'];
  readonly place: (id: string) => Opportunity['locations'][number] | undefined;
}

/** A rule with what it offers the member. */
interface Offered {
  /** Whether it gives points for purchases. */
  readonly ofPurchases: boolean;
  readonly rule: EarningRule;
  readonly usage: readonly CapUsage[];
  readonly state: Opportunity['state'];
  readonly needs: Condition | null;
  readonly missing: Condition | null;
  readonly profile: readonly ProfileField[];
}

/** A budget of the club or a location of which nothing is left. */
interface UsedUp extends Pick<BudgetDays, 'per'> {
  /** Null for the club. */
  readonly locationId: string | null;
}

interface Asking {
  readonly buyer: Buyer;
  readonly usedUp: readonly UsedUp[];
}

/** What members can earn points for, by the rules that are live now. Locks and writes nothing. */
@Injectable()
export class Opportunities {
  constructor(
    private readonly terms: PurchaseTerms,
    private readonly purchases: PurchasesRepository,
    private readonly points: Points,
    private readonly versions: RuleVersions,
    private readonly words: ConditionWords,
    private readonly occasions: OccasionOffers,
  ) {}

  /** First what gives points now. Throws `not-found`, and `member-not-active` for former members. */
  async of(memberId: string): Promise<Opportunity[]> {
    const club = await this.terms.ofClub();
    const rules = rulesOfMember(club.timeline.at(club.now), memberId);
    const { buyer, usedUp } = await this.#buyer(memberId, club);
    // Its goods, place and payments do not matter.
    const sale = saleSubjectOf(
      { currency: '', locationId: '', purchasedAt: club.now, lines: [] },
      buyer,
      club,
    );
    const standing = saleBuyer(buyer, club.ladder, club.now);
    const occasions = await this.occasions.of(memberId, standing, club.now, club.zone);
    const offers = [
      ...rules.flatMap((rule) => ofPurchases(rule, opportunityOf(rule, sale), buyer.usage)),
      ...occasions.map(ofOccasion),
    ];
    const contentOf = await this.versions.contents(offers.map(({ rule }) => rule));
    const told = offers.flatMap((offered) => {
      const content = contentOf(offered.rule);
      return content ? [{ offered, content }] : [];
    });
    const speech = await this.#speech(
      told.map(({ content }) => content),
      club,
    );
    return told
      .map(({ offered, content }) => shown(offered, content, speech, { ...club, usedUp }))
      .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  }

  async #buyer(memberId: string, club: ClubTerms): Promise<Asking> {
    const request = await this.terms.request(
      {
        buyer: { pointer: '', code: null, memberId, externalId: null },
        location: { id: nowhere },
        receipt: null,
        purchasedAt: club.now,
        currency: club.reportingCurrency,
        asks: {},
      },
      club.now,
      club,
      { history: null, everywhere: true },
    );
    const context = await this.purchases.context([request], {
      withLots: false,
      locked: false,
      withParts: false,
    });
    const wallets = await this.points.read(context.wallets, club.now);
    const buyer = onlyBuyer(request, context, wallets, club);
    if (!buyer) throw new Error('A request with a member has a buyer');
    const budgets = new Budgets(context);
    const shared = request.budgets.filter(({ holder }) => holder !== 'rule');
    const places = new Map(club.sharedBudgets.map(({ id, locationId }) => [id, locationId]));
    return {
      buyer,
      usedUp: shared.flatMap((budget) =>
        budgets.left(budget) > 0 ? [] : [{ per: budget.per, locationId: places.get(budget.id) ?? null }],
      ),
    };
  }

  async #speech(rules: readonly RuleContent[], { ladder }: ClubTerms): Promise<Speech> {
    const { of, say, names, location } = await this.words.of(rules, ladder.tiers);
    return {
      namesIn: ({ effect }, conditions) => names([...conditions, ...goodsOf(effect)]),
      say: (condition) => condition && { condition, text: say(condition) },
      nameOf: ({ name }) => of(name),
      place: (id) => location(id) ?? undefined,
      placesOf: ({ locations }) => locations.flatMap((id) => location(id) ?? []),
    };
  }
}

const nowhere = '00000000-0000-0000-0000-000000000000';
const order: readonly Opportunity['state'][] = ['now', 'later', 'missing', 'used-up'];

const ofPurchases = (rule: EarningRule, offer: Offer, usage: readonly CapUsage[]): Offered[] => {
  if (offer.state === 'none') return [];
  const { state, needs } = offer;
  const missing = state === 'missing' ? offer.missing : null;
  return [{ ofPurchases: true, rule, usage, state, needs, missing, profile: [] }];
};

const ofOccasion = ({ rule, usage, offer: { state, missing, lacks } }: OfferedRule): Offered => ({
  ofPurchases: false,
  rule,
  usage,
  state,
  needs: null,
  missing,
  profile: lacks,
});

const shown = (
  { ofPurchases, rule: { id, version }, usage, state, needs, missing, profile }: Offered,
  content: RuleContent,
  speech: Speech,
  { now, zone, usedUp }: Pick<ClubTerms, 'now' | 'zone'> & Pick<Asking, 'usedUp'>,
): Opportunity => {
  const limits = content.caps.map((cap) => ({
    ...cap,
    left: cap.per === 'purchase' ? null : leftOf(cap, id, usage),
  }));
  // Versions from before rules had budgets have none.
  const budget = content.budget ?? null;
  const ofRule = budget !== null && leftOf({ per: 'rule', points: budget.points }, id, usage) === 0;
  const ends = content.validUntil === null ? null : Date.parse(content.validUntil);
  // Other occasions happen nowhere: only the budget of the club limits them.
  const shared = usedUp.filter(({ locationId }) => ofPurchases || locationId === null);
  const places = shared.flatMap(({ locationId, per }) => (locationId === null ? [] : [{ locationId, per }]));
  const spent = [
    ...(budget && ofRule ? [budget.per] : []),
    ...shared.flatMap(({ locationId, per }) => (locationId === null ? [per] : [])),
  ];
  const everywhere =
    content.locations.length > 0 &&
    content.locations.every((place) => places.some(({ locationId }) => locationId === place));
  const renewal = (per: BudgetDays['per']): string | null => budgetRenewsOn(per, now, zone, ends);
  return {
    rule: { id, version, name: speech.nameOf(content) },
    effect: content.effect,
    state: spent.length > 0 || everywhere || limits.some(({ left }) => left === 0) ? 'used-up' : state,
    needs: speech.say(needs),
    missing: speech.say(missing),
    profile: [...profile],
    names: speech.namesIn(content, [needs, missing]),
    locations: speech.placesOf(content),
    grouped: content.stacking !== null,
    validUntil: content.validUntil,
    limits,
    budgetUsedUp: spent.length > 0 ? { renewsOn: lastOf(spent.map(renewal)) } : null,
    usedUpAt: places.flatMap(({ locationId, per }) => {
      const isMeant = content.locations.length === 0 || content.locations.includes(locationId);
      const place = isMeant ? speech.place(locationId) : undefined;
      return place ? [{ ...place, renewsOn: renewal(per) }] : [];
    }),
  };
};

/** When all of them give again; null if one never does. */
const lastOf = (days: readonly (string | null)[]): string | null =>
  days.includes(null) ? null : (days.toSorted().at(-1) ?? null);

/** Conditions on the goods of a rule. */
const goodsOf = (effect: RuleContent['effect']): Condition[] =>
  ['where' in effect ? effect.where : undefined, 'except' in effect ? effect.except : undefined].filter(
    (condition) => condition !== undefined,
  );
