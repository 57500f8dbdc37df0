import { Injectable } from '@nestjs/common';
import type { BodyOf, RuleContent, simulateEarningRule } from '@regulars/contracts';
import {
  evaluate,
  explained,
  type EarningPurchase,
  type EarningRule,
  type Explained,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { EarningRulesService } from '../earning/index.ts';
import { Points } from '../points/index.ts';
import { BooksRepository } from './books.repository.ts';
import { onlyBuyer, PurchaseTerms, type ClubTerms } from './context.ts';
import { factsOf } from './decision.ts';
import { Intakes } from './intake.ts';
import { PurchasesRepository } from './purchases.repository.ts';
import { boughtOf, maySee } from './stored-purchase.ts';

type Tried = Omit<BodyOf<typeof simulateEarningRule>, 'rule'>;

/** A draft whose name has all its languages; the id is that of the saved rule, if there is one. */
export interface DraftRule {
  readonly id: string | null;
  readonly content: RuleContent;
}

interface Outcome {
  readonly points: number;
  readonly status: number;
  readonly explanation: readonly Explained[];
}

export interface Trial {
  readonly purchasedAt: number;
  readonly currency: string;
  readonly live: Outcome;
  readonly draft: Outcome;
  /** Under which the draft stands in the explanation. */
  readonly draftId: string;
}

type Bought = { readonly purchase: EarningPurchase; readonly facts: ReturnType<typeof factsOf> };

/** Tries an unsaved rule on one receipt, beside the rules that were live then. Locks and writes nothing. */
@Injectable()
export class RuleTrials {
  constructor(
    private readonly books: BooksRepository,
    private readonly intakes: Intakes,
    private readonly terms: PurchaseTerms,
    private readonly purchases: PurchasesRepository,
    private readonly points: Points,
    private readonly rules: EarningRulesService,
  ) {}

  /** Throws `not-found`, the refusals of a rule below `/rule`, and those of a purchase. */
  async try(actor: Actor, { id, content }: DraftRule, tried: Tried): Promise<Trial> {
    const draft = await this.#termsOf(id, content);
    const club = await this.terms.ofClub();
    const { purchase, facts } = await this.#bought(actor, tried, club);
    const live = club.timeline.at(purchase.purchasedAt);
    const drafted = [...live.filter((rule) => rule.id !== draft.id), draft];
    // Limits of longer periods count as unused on both sides, so that only the draft makes a difference.
    const outcome = (rules: readonly EarningRule[]): Outcome => {
      const { points, status, grants } = evaluate(rules, purchase, facts, club);
      return { points, status, explanation: explained(grants) };
    };
    const { purchasedAt, currency } = purchase;
    return { purchasedAt, currency, live: outcome(live), draft: outcome(drafted), draftId: draft.id };
  }

  /** Its times do not matter: the question is what it would have given. */
  async #termsOf(id: string | null, content: RuleContent): Promise<EarningRule> {
    try {
      const terms = await this.rules.termsOfDraft({ id: id ?? newId(), content });
      return { ...terms, validity: { from: null, until: null } };
    } catch (error) {
      if (!(error instanceof ClubError) || !error.details.errors) throw error;
      const errors = error.details.errors.map((each) => ({ ...each, pointer: `/rule${each.pointer}` }));
      throw new ClubError(error.code, { ...error.details, errors });
    }
  }

  async #bought(actor: Actor, { purchaseId, receipt }: Tried, club: ClubTerms): Promise<Bought> {
    if (purchaseId !== undefined) {
      const purchase = await this.books.find(purchaseId);
      if (!purchase || !maySee(actor, purchase)) throw new ClubError('not-found');
      return { purchase: boughtOf(purchase), facts: purchase.evaluation.facts };
    }
    if (!receipt) throw ClubError.field('invalid-request', '/receipt', 'purchaseId or receipt');
    const intake = await this.intakes.read(actor, receipt, 'preview');
    const request = await this.terms.request(intake, club.now, club, { history: null });
    const reads = { withLots: false, locked: false, withParts: false };
    const context = await this.purchases.context([request], reads);
    const buyer = onlyBuyer(request, context, await this.points.read(context.wallets, club.now));
    const { location, currency, purchasedAt, lines, payments } = intake;
    const purchase = { currency, locationId: location.id, purchasedAt, lines, payments };
    return { purchase, facts: factsOf(buyer, club.ladder) };
  }
}
