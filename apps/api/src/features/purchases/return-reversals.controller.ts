import { Controller } from '@nestjs/common';
import { listLargeReturns, reverseReturn, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Explanations } from '../points/index.ts';
import { LargeReturns } from './large-returns.ts';
import { ReturnReversals } from './return-reversals.ts';

@Controller()
export class ReturnReversalsController {
  constructor(
    private readonly reversals: ReturnReversals,
    private readonly explanations: Explanations,
    private readonly largeReturns: LargeReturns,
  ) {}

  @Contract(listLargeReturns)
  async large(
    @Input() { query }: InputOf<typeof listLargeReturns>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listLargeReturns>> {
    return this.largeReturns.list(actor, query);
  }

  @Contract(reverseReturn)
  async reverse(
    @Input() { params, body }: InputOf<typeof reverseReturn>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof reverseReturn>> {
    return this.explanations.said(await this.reversals.reverse(actor, params.id, body.reason));
  }
}
