import { Controller } from '@nestjs/common';
import { declineMergeRequest, listMergeRequests, type MergeRequest, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { MergeRequests } from './merge-requests.ts';

@Controller()
export class MergeRequestsController {
  constructor(private readonly requests: MergeRequests) {}

  @Contract(listMergeRequests)
  async list(
    @Input() { query }: InputOf<typeof listMergeRequests>,
  ): Promise<ReplyOf<typeof listMergeRequests>> {
    return this.requests.list(query);
  }

  @Contract(declineMergeRequest)
  async decline(
    @Input() { params, body }: InputOf<typeof declineMergeRequest>,
    @CurrentActor() actor: Actor,
  ): Promise<MergeRequest> {
    return this.requests.decline(actor, params.id, body.reason);
  }
}
