import { Injectable } from '@nestjs/common';
import type { BodyOf, RuleContent, simulateEarningRule } from '@regulars/contracts';
import {
  evaluate,
  explained,
  factsOfToday,
  rulesOfMember,
  saleSubject,
  type PurchasePolicy,
  type EarningPurchase,
  type EarningRule,
  type Explained,
  type MemberFacts,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { BooksRepository } from './books.repository.ts';
import { DraftRules } from './draft-rules.ts';
import { PurchaseTerms, type AskedRules, type ClubTerms } from './context.ts';
import { policyFor, rulesAskedOf } from './decision.ts';
import { Intakes } from './intake.ts';
import type { DecidedSale, DraftContent } from './rule-verdicts.ts';
import { boughtOf, maySee } from './stored-purchase.ts';
import { TriedBuyers, type TriedBuyer } from './tried-buyers.ts';
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
  /** Facts of its condition that are not kept, so those of today decided. */
  readonly ofToday: readonly string[];
}

interface Bought {
  readonly purchase: EarningPurchase;
  readonly facts: MemberFacts;
  /** Null without a member. */
  readonly buyer: TriedBuyer | null;
  /** Which conditions held then; null if nobody decided them. */
  readonly decided: AskedRules | null;
  readonly policy: ClubTerms['policy'] & PurchasePolicy;
}

/** Tries an unsaved rule on one receipt, beside the rules that were live then. Locks and writes nothing. */
@Injectable()
export class RuleTrials {
  constructor(
    private readonly books: BooksRepository,
    private readonly intakes: Intakes,
    private readonly terms: PurchaseTerms,
    private readonly buyers: TriedBuyers,
    private readonly drafts: DraftRules,
  ) {}

  /** Throws `not-found`, the refusals of a rule below `/rule`, and those of a purchase. */
  async try(actor: Actor, { id, content }: DraftRule, tried: Tried): Promise<Trial> {
    const draft = await this.drafts.termsOf(id, content);
    const club = await this.terms.ofClub();
    const { purchase, facts, buyer, decided, policy } = await this.#bought(actor, tried, draft, club);
    const memberId = buyer?.memberId ?? null;
    const rules = club.timeline.at(purchase.purchasedAt);
    const others = rules.filter((rule) => rule.id !== draft.id);
    const kept = keptVerdicts(rulesOfMember(rules, memberId), decided);
    const ofOthers = keptVerdicts(rulesOfMember(others, memberId), decided);
    // Limits of longer periods count as unused on both sides, so that only the draft makes a difference.
    const outcome = (live: readonly EarningRule[], { open, unmet }: KeptVerdicts): Outcome => {
      const asked = rulesAskedOf(open, purchase, memberId, () =>
        saleSubject(purchase, buyer?.purchases ?? [], club.zone, buyer?.sale ?? null),
      );
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
      ofToday: tried.purchaseId !== undefined && content.when ? factsOfToday(content.when) : [],
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
      const live = club.timeline.at(purchase.purchased_at.getTime());
      const buyer = await this.buyers.ofPurchase(purchase, [...live, draft], club);
      const policy = { ...club.policy, ...decided.policy };
      const bought = await this.drafts.seenBy(draft, boughtOf(purchase));
      return { purchase: bought, facts: decided.facts, buyer, decided, policy };
    }
    if (!receipt) throw ClubError.field('invalid-request', '/receipt', 'purchaseId or receipt');
    const intake = await this.intakes.read(actor, receipt, 'preview');
    const rules = [...club.timeline.at(intake.purchasedAt), draft];
    const buyer = await this.buyers.ofReceipt(intake, rules, club);
    const { location, channel, currency, purchasedAt, lines, payments, codes } = intake;
    const purchase = { currency, locationId: location.id, channel, purchasedAt, lines, payments, codes };
    const policy = policyFor(intake, club);
    return { purchase, facts: buyer?.facts ?? { tier: null }, buyer, decided: null, policy };
  }
}
