import { Controller } from '@nestjs/common';
import {
  decideModeratedCase,
  getModeratedCase,
  listModeratedCases,
  listModeratedDecisions,
  openModeratedCase,
  undoModeratedDecision,
  type ModeratedDecision,
  type ReplyOf,
  type ShownModeratedCase,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { ModeratedCases } from './moderated-cases.ts';
import { ModeratedDecisions } from './moderated-decisions.ts';

/** What owners and moderators, who are members themselves, decide about texts in their community. */
@Controller()
export class ModeratedCasesController {
  constructor(
    private readonly cases: ModeratedCases,
    private readonly decisions: ModeratedDecisions,
  ) {}

  @Contract(listModeratedCases)
  async list(
    @Input() { params, query }: InputOf<typeof listModeratedCases>,
    @CurrentMember() memberId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listModeratedCases>> {
    return this.cases.list({ actor, memberId }, params.id, query);
  }

  @Contract(openModeratedCase)
  async open(
    @Input() { params, body }: InputOf<typeof openModeratedCase>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof openModeratedCase>> {
    return this.cases.open(memberId, params.id, body);
  }

  @Contract(getModeratedCase)
  async one(
    @Input() { params }: InputOf<typeof getModeratedCase>,
    @CurrentMember() memberId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ShownModeratedCase> {
    return this.cases.one(actor, memberId, params.id, params.caseId);
  }

  @Contract(decideModeratedCase)
  async decide(
    @Input() { params, body }: InputOf<typeof decideModeratedCase>,
    @CurrentMember() memberId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ModeratedDecision> {
    return this.decisions.decide({ actor, memberId }, params.id, params.caseId, body);
  }

  @Contract(listModeratedDecisions)
  async listDecisions(
    @Input() { params, query }: InputOf<typeof listModeratedDecisions>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listModeratedDecisions>> {
    return this.decisions.list(memberId, params.id, query);
  }

  @Contract(undoModeratedDecision)
  async undo(
    @Input() { params }: InputOf<typeof undoModeratedDecision>,
    @CurrentMember() memberId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ModeratedDecision> {
    return this.decisions.undo({ actor, memberId }, params.id, params.decisionId);
  }
}
