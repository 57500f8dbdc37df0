import { Controller } from '@nestjs/common';
import { blockCard, issueCard, listCards, replaceCard, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Members } from '../members/index.ts';
import { Cards } from './cards.ts';
import { describeCard } from './describe-card.ts';

@Controller()
export class CardsController {
  constructor(
    private readonly cards: Cards,
    private readonly members: Members,
  ) {}

  @Contract(listCards)
  async list(@Input() { params }: InputOf<typeof listCards>): Promise<ReplyOf<typeof listCards>> {
    const { id } = await this.members.byId(params.id);
    return { data: (await this.cards.ofMember(id)).map(describeCard), cursor: { next: null } };
  }

  @Contract(issueCard)
  async issue(
    @Input() { params, body }: InputOf<typeof issueCard>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof issueCard>> {
    const { id } = await this.members.byId(params.id);
    return describeCard(await this.cards.issue(actor, id, body.number));
  }

  @Contract(blockCard)
  async block(
    @Input() { params, body }: InputOf<typeof blockCard>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof blockCard>> {
    return describeCard(await this.cards.block(actor, params.id, body.reason));
  }

  @Contract(replaceCard)
  async replace(
    @Input() { params, body }: InputOf<typeof replaceCard>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof replaceCard>> {
    return describeCard(await this.cards.replace(actor, params.id, body.reason));
  }
}
