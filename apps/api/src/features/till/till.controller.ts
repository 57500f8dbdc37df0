import { Controller } from '@nestjs/common';
import { resolveCard, type TillMember } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Guessed } from '../identity/index.ts';
import { Till } from './till.ts';

@Controller()
export class TillController {
  constructor(private readonly till: Till) {}

  @Contract(resolveCard)
  @Guessed('codes')
  async resolve(
    @Input() { body }: InputOf<typeof resolveCard>,
    @CurrentActor() actor: Actor,
  ): Promise<TillMember> {
    return this.till.lookUp(actor, body.code);
  }
}
