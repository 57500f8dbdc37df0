import { Controller, Res } from '@nestjs/common';
import {
  answerGathering,
  getGatheringCalendar,
  getOwnGathering,
  listComingGatherings,
  listOwnGatherings,
  type OwnGathering,
  type ReplyOf,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { OwnCalendars } from './own-calendars.ts';
import { OwnGatherings } from './own-gatherings.ts';

@Controller()
export class OwnGatheringsController {
  constructor(
    private readonly own: OwnGatherings,
    private readonly calendars: OwnCalendars,
  ) {}

  @Contract(listOwnGatherings)
  async list(
    @Input() { params, query }: InputOf<typeof listOwnGatherings>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listOwnGatherings>> {
    return this.own.list(memberId, params.id, query);
  }

  @Contract(listComingGatherings)
  async coming(
    @Input() { query }: InputOf<typeof listComingGatherings>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listComingGatherings>> {
    return this.own.coming(memberId, query);
  }

  @Contract(getOwnGathering)
  async get(
    @Input() { params }: InputOf<typeof getOwnGathering>,
    @CurrentMember() memberId: string,
  ): Promise<OwnGathering> {
    return this.own.one(memberId, params.id);
  }

  @Contract(answerGathering)
  async answer(
    @Input() { params, body }: InputOf<typeof answerGathering>,
    @CurrentMember() memberId: string,
  ): Promise<OwnGathering> {
    return this.own.answer(memberId, params.id, body);
  }

  @Contract(getGatheringCalendar)
  async calendar(
    @Input() { params }: InputOf<typeof getGatheringCalendar>,
    @CurrentMember() memberId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, content } = await this.calendars.of(memberId, params.id);
    void reply
      .headers({
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(content);
  }
}
