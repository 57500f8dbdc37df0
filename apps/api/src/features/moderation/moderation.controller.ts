import { Controller } from '@nestjs/common';
import {
  answerAppeal,
  decideModerationCase,
  getModeration,
  getModerationCase,
  listModerationCases,
  listModerationDecisions,
  takeModerationCase,
  undoModerationDecision,
  type ModerationDecision,
  type ReplyOf,
  type ShownModerationCase,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Appeals } from './appeals.ts';
import { Decisions } from './decisions.ts';
import { ModerationQueue } from './moderation-queue.ts';

@Controller()
export class ModerationController {
  constructor(
    private readonly queue: ModerationQueue,
    private readonly decisions: Decisions,
    private readonly appeals: Appeals,
  ) {}

  @Contract(getModeration)
  async summary(): Promise<ReplyOf<typeof getModeration>> {
    return this.queue.summary();
  }

  @Contract(listModerationCases)
  async cases(
    @Input() { query }: InputOf<typeof listModerationCases>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listModerationCases>> {
    return this.queue.list(actor, query);
  }

  @Contract(getModerationCase)
  async one(
    @Input() { params }: InputOf<typeof getModerationCase>,
    @CurrentActor() actor: Actor,
  ): Promise<ShownModerationCase> {
    return this.queue.one(actor, params.id);
  }

  @Contract(takeModerationCase)
  async take(
    @Input() { params, body }: InputOf<typeof takeModerationCase>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.queue.take(actor, params.id, body.taken);
  }

  @Contract(decideModerationCase)
  async decide(
    @Input() { params, body }: InputOf<typeof decideModerationCase>,
    @CurrentActor() actor: Actor,
  ): Promise<ModerationDecision> {
    return this.decisions.decide({ actor, memberId: null }, params.id, body);
  }

  @Contract(answerAppeal)
  async answer(
    @Input() { params, body }: InputOf<typeof answerAppeal>,
    @CurrentActor() actor: Actor,
  ): Promise<ModerationDecision> {
    return this.appeals.answer(actor, params.id, body);
  }

  @Contract(listModerationDecisions)
  async list(
    @Input() { query }: InputOf<typeof listModerationDecisions>,
  ): Promise<ReplyOf<typeof listModerationDecisions>> {
    return this.decisions.list(query);
  }

  @Contract(undoModerationDecision)
  async undo(
    @Input() { params }: InputOf<typeof undoModerationDecision>,
    @CurrentActor() actor: Actor,
  ): Promise<ModerationDecision> {
    return this.decisions.undo(actor, params.id);
  }
}
