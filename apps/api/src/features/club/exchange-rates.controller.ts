import { Controller } from '@nestjs/common';
import {
  listExchangeRates,
  putExchangeRate,
  removeExchangeRate,
  type ExchangeRate,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { ExchangeRates } from './exchange-rates.ts';

@Controller()
export class ExchangeRatesController {
  constructor(private readonly rates: ExchangeRates) {}

  @Contract(listExchangeRates)
  async list(
    @Input() { query }: InputOf<typeof listExchangeRates>,
  ): Promise<ReplyOf<typeof listExchangeRates>> {
    return this.rates.list(query);
  }

  @Contract(putExchangeRate)
  async put(
    @Input() { body }: InputOf<typeof putExchangeRate>,
    @CurrentActor() actor: Actor,
  ): Promise<ExchangeRate> {
    return this.rates.put(actor, body);
  }

  @Contract(removeExchangeRate)
  async remove(
    @Input() { params }: InputOf<typeof removeExchangeRate>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.rates.remove(actor, params.currency, params.from);
  }
}
