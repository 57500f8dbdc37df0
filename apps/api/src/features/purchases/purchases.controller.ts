import { Controller } from '@nestjs/common';
import {
  assignPurchase,
  claimPurchase,
  getPurchase,
  listPurchases,
  recordPurchase,
  returnPurchase,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Guessed } from '../identity/index.ts';
import { Explanations } from '../points/index.ts';
import { ClaimsService } from './claims.service.ts';
import { PurchaseBooks } from './purchase-books.ts';
import { PurchaseDiscounts } from './purchase-discounts.ts';
import { PurchasesService } from './purchases.service.ts';
import { ReturnsService } from './returns.service.ts';

/** Decisions come as figures; they are worded here, for the reader. */
@Controller()
export class PurchasesController {
  constructor(
    private readonly purchases: PurchasesService,
    private readonly returns: ReturnsService,
    private readonly claims: ClaimsService,
    private readonly books: PurchaseBooks,
    private readonly explanations: Explanations,
    private readonly discounts: PurchaseDiscounts,
  ) {}

  @Contract(recordPurchase)
  @Guessed('codes')
  async record(
    @Input() { query, body }: InputOf<typeof recordPurchase>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof recordPurchase>> {
    const receipt = query.dryRun ? this.purchases.preview(actor, body) : this.purchases.record(actor, body);
    return this.explanations.said(await receipt);
  }

  @Contract(claimPurchase)
  @Guessed('receipts')
  async claim(
    @Input() { body }: InputOf<typeof claimPurchase>,
    @CurrentActor() actor: Actor,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof claimPurchase>> {
    return this.explanations.said(await this.claims.claim(actor, memberId, body));
  }

  @Contract(assignPurchase)
  async assign(
    @Input() { params, body }: InputOf<typeof assignPurchase>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof assignPurchase>> {
    return this.explanations.said(await this.claims.assign(actor, params.id, body.memberId));
  }

  @Contract(getPurchase)
  async get(
    @Input() { params }: InputOf<typeof getPurchase>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof getPurchase>> {
    const purchase = await this.books.byId(actor, params.id);
    return {
      ...purchase,
      discounts: await this.discounts.of(purchase.id),
      rewards: await this.discounts.rewardsOf(purchase.id),
    };
  }

  @Contract(listPurchases)
  async list(
    @Input() { query }: InputOf<typeof listPurchases>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listPurchases>> {
    return this.books.list(actor, query);
  }

  @Contract(returnPurchase)
  async return(
    @Input() { params, body }: InputOf<typeof returnPurchase>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof returnPurchase>> {
    return this.explanations.said(await this.returns.record(actor, params.id, body));
  }
}
