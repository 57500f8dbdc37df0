import { Controller } from '@nestjs/common';
import { getLowestPrice, listProductPrices, putProductPrice, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { KeptPrices } from './kept-prices.ts';
import { LocalPrices } from './local-prices.ts';

@Controller()
export class ProductPricesController {
  constructor(
    private readonly kept: KeptPrices,
    private readonly local: LocalPrices,
  ) {}

  @Contract(listProductPrices)
  async list(
    @Input() { params, query }: InputOf<typeof listProductPrices>,
  ): Promise<ReplyOf<typeof listProductPrices>> {
    return this.kept.list(params.id, query);
  }

  @Contract(putProductPrice)
  async put(
    @Input() { params, body }: InputOf<typeof putProductPrice>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof putProductPrice>> {
    return this.local.set(actor, params.id, body);
  }

  @Contract(getLowestPrice)
  async lowest(
    @Input() { params, query }: InputOf<typeof getLowestPrice>,
  ): Promise<ReplyOf<typeof getLowestPrice>> {
    const { locationId = null, channel = null, currency, at } = query;
    return this.kept.lowest({ productId: params.id, locationId, channel, currency, at });
  }
}
