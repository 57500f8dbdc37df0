import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { once } from 'node:events';

/** A connection on which a test controls when each byte is sent. */
export class SlowSender {
  readonly #socket: Socket;
  #said = '';
  readonly #ended: Promise<unknown>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    // A disconnect while sending is reported as an error.
    socket.on('error', () => undefined);
    this.#ended = new Promise((resolve) => socket.once('close', resolve));
  }

  static async to(url: string): Promise<SlowSender> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new SlowSender(socket);
  }

  send(text: string): void {
    this.#socket.write(text);
  }

  /** Sends the pieces with this many milliseconds between them. */
  async trickle(pieces: readonly string[], milliseconds: number): Promise<void> {
    for (const piece of pieces) {
      if (this.#socket.destroyed) return;
      this.send(piece);
      await pause(milliseconds);
    }
  }

  /** The whole answer until the other side ends the connection. */
  async untilEnded(): Promise<string> {
    await this.#ended;
    return this.#said;
  }

  /** The answer so far. */
  get said(): string {
    return this.#said;
  }

  close(): void {
    this.#socket.destroy();
  }
}
