import { Injectable } from '@nestjs/common';
import type { BodyOf, RuleContent, simulateEarningRule } from '@regulars/contracts';
import {
  evaluate,
  explained,
  figuresAfter,
  rulesOfMember,
  saleNeedOf,
  type PurchasePolicy,
  type EarningPurchase,
  type EarningRule,
  type Explained,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Points } from '../points/index.ts';
import { BooksRepository } from './books.repository.ts';
import { DraftRules } from './draft-rules.ts';
import { onlyBuyer, PurchaseTerms, type AskedRules, type Buyer, type ClubTerms } from './context.ts';
import { factsOf, policyFor, rulesFor } from './decision.ts';
import { Intakes } from './intake.ts';
import { PurchasesRepository } from './purchases.repository.ts';
import type { DecidedSale, DraftContent } from './rule-verdicts.ts';
import { boughtOf, maySee, type PurchaseDetail } from './stored-purchase.ts';
import { keptVerdicts, triedSale, type KeptVerdicts } from './tried-sale.ts';

type Tried = Omit<BodyOf<typeof simulateEarningRule>, 'rule' | 'days'>;

/** A draft whose name has all its languages; the id is that of the saved rule, if there is one. */
export interface DraftRule {
  readonly id: string | null;
  readonly content: RuleContent;
}

interface Outcome {
  readonly points: number;
  readonly status: number;
  readonly explanation: readonly Explained[];
  readonly sale: DecidedSale;
}

export interface Trial {
  readonly purchasedAt: number;
  readonly currency: string;
  readonly live: Outcome;
  readonly draft: Outcome;
  /** The rule that is tried. Nobody else knows what it says. */
  readonly tried: DraftContent;
}

interface Bought {
  readonly purchase: EarningPurchase;
  readonly memberId: string | null;
  readonly facts: ReturnType<typeof factsOf>;
  /** Before the purchase; null if unknown or if no condition asks. */
  readonly buyer: Buyer | null;
  /** Which conditions held then; null if nobody decided them. */
  readonly decided: AskedRules | null;
  readonly policy: ClubTerms['policy'] & PurchasePolicy;
}

const unlocked = { withLots: false, locked: false, withParts: false };

/** Tries an unsaved rule on one receipt, beside the rules that were live then. Locks and writes nothing. */
@Injectable()
export class RuleTrials {
  constructor(
    private readonly books: BooksRepository,
    private readonly intakes: Intakes,
    private readonly terms: PurchaseTerms,
    private readonly purchases: PurchasesRepository,
    private readonly points: Points,
    private readonly drafts: DraftRules,
  ) {}

  /** Throws `not-found`, the refusals of a rule below `/rule`, and those of a purchase. */
  async try(actor: Actor, { id, content }: DraftRule, tried: Tried): Promise<Trial> {
    const draft = await this.drafts.termsOf(id, content);
    const club = await this.terms.ofClub();
    const { purchase, memberId, facts, buyer, decided, policy } = await this.#bought(
      actor,
      tried,
      draft,
      club,
    );
    const rules = club.timeline.at(purchase.purchasedAt);
    const others = rules.filter((rule) => rule.id !== draft.id);
    const kept = keptVerdicts(rulesOfMember(rules, memberId), decided);
    const ofOthers = keptVerdicts(rulesOfMember(others, memberId), decided);
    // Limits of longer periods count as unused on both sides, so that only the draft makes a difference.
    const outcome = (live: readonly EarningRule[], { open, unmet }: KeptVerdicts): Outcome => {
      const asked = rulesFor(open, purchase, buyer, club);
      const given = evaluate(asked.met, purchase, facts, { ...club, policy });
      const { points, status, grants } = given;
      const sale = triedSale(live, purchase, { asked, given, unmet });
      return { points, status, explanation: explained(grants), sale };
    };
    const { purchasedAt, currency } = purchase;
    return {
      purchasedAt,
      currency,
      live: outcome(rules, kept),
      draft: outcome([...others, draft], { ...ofOthers, open: [...ofOthers.open, draft] }),
      tried: { id: draft.id, content },
    };
  }

  async #bought(
    actor: Actor,
    { purchaseId, receipt }: Tried,
    draft: EarningRule,
    club: ClubTerms,
  ): Promise<Bought> {
    if (purchaseId !== undefined) {
      const purchase = await this.books.find(purchaseId);
      if (!purchase || !maySee(actor, purchase)) throw new ClubError('not-found');
      const { evaluation: decided } = purchase;
      const buyer = await this.#buyerBefore(purchase, draft, club);
      const policy = { ...club.policy, ...decided.policy };
      const bought = await this.drafts.seenBy(draft, boughtOf(purchase));
      const { member_id: memberId } = purchase;
      return { purchase: bought, memberId, facts: decided.facts, buyer, decided, policy };
    }
    if (!receipt) throw ClubError.field('invalid-request', '/receipt', 'purchaseId or receipt');
    const intake = await this.intakes.read(actor, receipt, 'preview');
    const rules = [...club.timeline.at(intake.purchasedAt), draft];
    const request = await this.terms.request(intake, club.now, club, { rules, history: null });
    const context = await this.purchases.context([request], unlocked);
    const buyer = onlyBuyer(request, context, await this.points.read(context.wallets, club.now), club);
    const { location, channel, currency, purchasedAt, lines, payments, codes } = intake;
    const purchase = { currency, locationId: location.id, channel, purchasedAt, lines, payments, codes };
    const policy = policyFor(intake, club);
    const memberId = buyer?.memberId ?? null;
    return { purchase, memberId, facts: factsOf(buyer, club.ladder, club.now), buyer, decided: null, policy };
  }

  /**
   * The buyer with what was bought before this purchase. The profile and the points are those of today: nobody keeps
   * what they were. Null if no condition asks, or if the member may no longer buy.
   */
  async #buyerBefore(purchase: PurchaseDetail, draft: EarningRule, club: ClubTerms): Promise<Buyer | null> {
    const { member_id: memberId, id } = purchase;
    const rules = [...club.timeline.at(purchase.purchased_at.getTime()), draft];
    if (memberId === null || rules.every(({ when }) => when === undefined)) return null;
    // The stored figures count this purchase and later ones, so they are made of the earlier purchases.
    const { days, figures } = saleNeedOf(rules);
    const past = figures || days.length > 0 ? { windows: [], purchases: [null] } : null;
    const request = await this.terms.request(soldTo(memberId, purchase), club.now, club, {
      rules,
      history: past,
    });
    const context = await this.purchases.context([request], unlocked);
    const wallets = await this.points.read(context.wallets, club.now);
    if (wallets.memberStatus(memberId) !== 'active') return null;
    const buyer = onlyBuyer(request, context, wallets, club);
    const before = (buyer?.history?.purchases ?? []).filter((each) => each.id < id);
    return (
      buyer && {
        ...buyer,
        tier: { tierId: purchase.evaluation.facts.tier?.id ?? null, grant: null },
        history: buyer.history && { ...buyer.history, purchases: before },
        figures: past && figuresAfter(null, before, club.reportingCurrency, club.zone),
      }
    );
  }
}

/** The parts that decide what to read of its buyer. */
const soldTo = (memberId: string, purchase: PurchaseDetail): Parameters<PurchaseTerms['request']>[0] => ({
  buyer: { pointer: '/purchaseId', code: null, memberId, externalId: null },
  location: { id: purchase.location_id },
  receipt: null,
  purchasedAt: purchase.purchased_at.getTime(),
  currency: purchase.currency,
  asks: {},
});
