import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../actor.ts';

const heartbeatMs = 20_000;
const admissionMs = 2_000;

/** Those of the actors who may still listen. */
export type Admission = (actors: readonly Actor[]) => Promise<readonly Actor[]>;

interface Stream {
  send(event: string, id: string, data: unknown): void;
  onClose(ended: () => void): void;
}

/**
 * Open server-sent event streams. They end within seconds when the session of the listener does, and must be ended
 * before the server closes, or `close()` waits for ever.
 */
@Injectable()
export class Streams {
  readonly #open = new Map<ServerResponse, Actor>();
  #admission: Admission = async (actors) => actors;
  #timer: NodeJS.Timeout | undefined;
  #checking = false;

  /** Who knows sessions and keys says again and again who may still listen. */
  admitBy(admission: Admission): void {
    this.#admission = admission;
  }

  open(reply: FastifyReply, actor: Actor): Stream {
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 1000\n\n');
    this.#open.set(response, actor);
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

  async #endForeign(): Promise<void> {
    if (this.#checking || this.#open.size === 0) return;
    this.#checking = true;
    try {
      const admitted = new Set(await this.#admission([...new Set(this.#open.values())]));
      for (const [response, actor] of this.#open) if (!admitted.has(actor)) response.end();
    } catch {
      // The database is away: nobody is heard of either, and the next round asks again.
    } finally {
      this.#checking = false;
    }
  }
}
