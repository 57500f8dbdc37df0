import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { once } from 'node:events';

/** A connection on which a test decides when each byte leaves. */
export class SlowSender {
  readonly #socket: Socket;
  #said = '';
  readonly #ended: Promise<unknown>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    // Who is cut off in the middle of a word hears of it as an error.
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

  /** Piece by piece, with this many milliseconds between them. */
  async trickle(pieces: readonly string[], milliseconds: number): Promise<void> {
    for (const piece of pieces) {
      if (this.#socket.destroyed) return;
      this.send(piece);
      await pause(milliseconds);
    }
  }

  /** Everything that was answered until the other side ended the connection. */
  async untilEnded(): Promise<string> {
    await this.#ended;
    return this.#said;
  }

  /** What was answered so far. */
  get said(): string {
    return this.#said;
  }

  close(): void {
    this.#socket.destroy();
  }
}
