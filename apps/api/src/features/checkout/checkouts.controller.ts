import { Controller } from '@nestjs/common';
import {
  cancelCheckout,
  completeCheckout,
  createCheckout,
  getCheckout,
  replaceCheckout,
  reserveCheckout,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { Guessed } from '../identity/index.ts';
import { Explanations } from '../points/index.ts';
import { Checkouts } from './checkouts.ts';
import { ReplacedCarts } from './replaced-carts.ts';
import { Reservations } from './reservations.ts';

@Controller()
export class CheckoutsController {
  constructor(
    private readonly checkouts: Checkouts,
    private readonly reservations: Reservations,
    private readonly replaced: ReplacedCarts,
    private readonly explanations: Explanations,
  ) {}

  @Contract(createCheckout)
  @Guessed('codes')
  async create(
    @Input() { body }: InputOf<typeof createCheckout>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof createCheckout>> {
    const { checkout, receipt } = await this.checkouts.create(actor, body);
    return { ...checkout, purchase: receipt && (await this.explanations.said(receipt)) };
  }

  @Contract(getCheckout)
  async get(
    @Input() { params }: InputOf<typeof getCheckout>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof getCheckout>> {
    return this.checkouts.find(actor, params.id);
  }

  @Contract(replaceCheckout)
  @Guessed('codes')
  async replace(
    @Input() { params, body }: InputOf<typeof replaceCheckout>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<ReplyOf<typeof replaceCheckout>> {
    return this.replaced.replace(actor, params.id, body, version);
  }

  @Contract(reserveCheckout)
  async reserve(
    @Input() { params, body }: InputOf<typeof reserveCheckout>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof reserveCheckout>> {
    return this.reservations.reserve(actor, params.id, body.minutes);
  }

  @Contract(completeCheckout)
  async complete(
    @Input() { params, body }: InputOf<typeof completeCheckout>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof completeCheckout>> {
    const receipt = await this.explanations.said(await this.checkouts.complete(actor, params.id, body));
    return { ...receipt, checkoutId: params.id };
  }

  @Contract(cancelCheckout)
  async cancel(
    @Input() { params }: InputOf<typeof cancelCheckout>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof cancelCheckout>> {
    return this.reservations.cancel(actor, params.id);
  }
}
