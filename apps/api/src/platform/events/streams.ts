import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../actor.ts';
import { ClubError } from '../club-error.ts';
import { limitKeyOf } from '../http/origin.ts';
import { takeOver } from '../http/taken-over.ts';

/** Per account or key in this process. */
const mostOfOne = 10;
/** Per address: the tills and visitors of a shop share one. */
const mostFromOneAddress = 200;
/**
 * How long a page waits after its stream gave way to a newer one. Reconnecting at once would push that one out.
 */
const awayMs = 300_000;
const heartbeatMs = 20_000;
const admissionMs = 2_000;

/** The actors that may still listen. */
export type Admission = (actors: readonly Actor[]) => Promise<readonly Actor[]>;

interface Stream {
  send(event: string, id: string, data: unknown): void;
  onClose(ended: () => void): void;
}

interface Listener {
  readonly actor: Actor;
  readonly address: string;
}

const isSame = (one: Actor, other: Actor): boolean => one.kind === other.kind && one.id === other.id;

/**
 * Open server-sent event streams. They end within seconds after the listener's session does. They must end
 * before the server closes, or `close()` never finishes. If an account has too many, the oldest end; an address
 * with too many is refused.
 */
@Injectable()
export class Streams {
  /** In opening order. */
  readonly #open = new Map<ServerResponse, Listener>();
  #admission: Admission = async (actors) => actors;
  #timer: NodeJS.Timeout | undefined;
  #checking = false;

  /** The owner of sessions and keys is asked regularly who may still listen. */
  admitBy(admission: Admission): void {
    this.#admission = admission;
  }

  /** Throws `too-many-requests`. */
  open(reply: FastifyReply, actor: Actor): Stream {
    const listener = { actor, address: limitKeyOf(reply.request) };
    this.#makeRoom(listener);
    const response = takeOver(reply, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 1000\n\n');
    this.#open.set(response, listener);
    this.#timer ??= setInterval(() => void this.#endForeign(), admissionMs).unref();
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs).unref();
    response.once('close', () => {
      clearInterval(heartbeat);
      this.#open.delete(response);
    });
    return {
      send: (event, id, data) =>
        void response.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`),
      onClose: (ended) => void response.once('close', ended),
    };
  }

  endAll(): void {
    clearInterval(this.#timer);
    for (const response of this.#open.keys()) response.end();
  }

  #makeRoom({ actor, address }: Listener): void {
    const open = [...this.#open];
    const own = open.filter(([, listener]) => isSame(listener.actor, actor)).map(([response]) => response);
    const oldest = own.slice(0, Math.max(0, own.length + 1 - mostOfOne));
    const fromThere = open.filter(([, listener]) => listener.address === address).length - oldest.length;
    if (fromThere >= mostFromOneAddress) throw new ClubError('too-many-requests', { retryAfterSeconds: 60 });
    for (const response of oldest) {
      this.#open.delete(response);
      response.end(`retry: ${awayMs}\n\n`);
    }
  }

  async #endForeign(): Promise<void> {
    if (this.#checking || this.#open.size === 0) return;
    this.#checking = true;
    try {
      // Only current streams, because those opened during the question were not asked about.
      const asked = [...this.#open].map(([response, { actor }]) => ({ response, actor }));
      const admitted = new Set(await this.#admission([...new Set(asked.map(({ actor }) => actor))]));
      for (const { response, actor } of asked) if (!admitted.has(actor)) response.end();
    } catch {
      // If the database is away, nobody can be checked, and the next round asks again.
    } finally {
      this.#checking = false;
    }
  }
}
