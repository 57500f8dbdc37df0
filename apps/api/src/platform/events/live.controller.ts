import { Controller, Res } from '@nestjs/common';
import { clubEvents, eventCatalogue, ownEvents, type EventName, type LiveEvent } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../actor.ts';
import { Contract, CurrentActor, CurrentMember } from '../http/contract.ts';
import { Reach } from '../reach.ts';
import { mayHear } from '../scopes.ts';
import { LiveEvents } from './live.ts';
import { Streams } from './streams.ts';

@Controller()
export class LiveController {
  constructor(
    private readonly live: LiveEvents,
    private readonly streams: Streams,
    private readonly reach: Reach,
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
    const places = await this.reach.codesOf(actor);
    this.#stream(
      actor,
      reply,
      (event) => mayHear(actor, event.name) && (places === null || liesWithin(event, places)),
    );
  }

  #stream(actor: Actor, reply: FastifyReply, concerns: (event: LiveEvent) => boolean): void {
    const stream = this.streams.open(reply, actor);
    const end = this.live.subscribe((event) => {
      if (concerns(event)) stream.send(event.name, event.id, event);
    });
    stream.onClose(end);
  }
}

/** These events contain the code of their location. */
const placed: readonly EventName[] = ['member.joined', 'purchase.recorded'];

/** Callers bound to locations hear events of their locations and events about the club itself. */
const liesWithin = ({ name, data }: LiveEvent, places: readonly string[]): boolean =>
  placed.includes(name) ? places.includes(String(data.location)) : eventCatalogue[name].about === 'club';
