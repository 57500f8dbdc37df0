import { Controller } from '@nestjs/common';
import { dismissDuplicate, listDuplicates, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Duplicates } from './duplicates.ts';

@Controller()
export class DuplicatesController {
  constructor(private readonly duplicates: Duplicates) {}

  @Contract(listDuplicates)
  async list(@Input() { query }: InputOf<typeof listDuplicates>): Promise<ReplyOf<typeof listDuplicates>> {
    return this.duplicates.list(query);
  }

  @Contract(dismissDuplicate)
  async dismiss(
    @Input() { params }: InputOf<typeof dismissDuplicate>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.duplicates.dismiss(actor, params.id);
  }
}
