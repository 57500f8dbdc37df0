import { Controller } from '@nestjs/common';
import { listMerges, mergeMember, undoMerge, type Merge, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { MergeList } from './merge-list.ts';
import { Merges } from './merges.ts';

@Controller()
export class MergesController {
  constructor(
    private readonly merges: Merges,
    private readonly merged: MergeList,
  ) {}

  @Contract(mergeMember)
  async merge(
    @Input() { params, query, body }: InputOf<typeof mergeMember>,
    @CurrentActor() actor: Actor,
  ): Promise<Merge> {
    return this.merges.merge(actor, params.id, body, query.dryRun === true);
  }

  @Contract(undoMerge)
  async undo(
    @Input() { params, query }: InputOf<typeof undoMerge>,
    @CurrentActor() actor: Actor,
  ): Promise<Merge> {
    return this.merges.undo(actor, params.id, query.dryRun === true);
  }

  @Contract(listMerges)
  async list(@Input() { query }: InputOf<typeof listMerges>): Promise<ReplyOf<typeof listMerges>> {
    return this.merged.list(query);
  }
}
