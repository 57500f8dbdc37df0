import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

const heartbeatMs = 20_000;

interface Stream {
  send(event: string, id: string, data: unknown): void;
  onClose(ended: () => void): void;
}

/** Open server-sent event streams. They must be ended before the server closes, or `close()` waits for ever. */
@Injectable()
export class Streams {
  readonly #open = new Set<ServerResponse>();

  open(reply: FastifyReply): Stream {
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 1000\n\n');
    this.#open.add(response);
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
    for (const response of this.#open) response.end();
  }
}
