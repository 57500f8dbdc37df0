import { Controller, Res } from '@nestjs/common';
import { clubEvents, ownEvents, type LiveEvent } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../actor.ts';
import { Contract, CurrentActor, CurrentMember } from '../http/contract.ts';
import { LiveEvents } from './live.ts';
import { Streams } from './streams.ts';

@Controller()
export class LiveController {
  constructor(
    private readonly live: LiveEvents,
    private readonly streams: Streams,
  ) {}

  @Contract(ownEvents)
  async own(
    @CurrentMember() memberId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.#stream(actor, reply, (event) => event.memberId === memberId);
  }

  @Contract(clubEvents)
  async club(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    this.#stream(actor, reply, () => true);
  }

  #stream(actor: Actor, reply: FastifyReply, concerns: (event: LiveEvent) => boolean): void {
    const stream = this.streams.open(reply, actor);
    const end = this.live.subscribe((event) => {
      if (concerns(event)) stream.send(event.name, event.id, event);
    });
    stream.onClose(end);
  }
}
