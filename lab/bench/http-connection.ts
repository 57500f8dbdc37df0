import { connect, type Socket } from 'node:net';

const endOfHead = '\r\n\r\n';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive HTTP/1.1 connection with minimal overhead. The load must not cost more than the system under test. */
export class HttpConnection {
  readonly #socket: Socket;
  #received = '';
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk) => this.#take(String(chunk)));
    socket.on('close', () => this.#fail(new Error('The server closed the connection')));
    socket.on('error', (error) => this.#fail(error));
  }

  static open(port: number): Promise<HttpConnection> {
    const { promise, resolve, reject } = Promise.withResolvers<HttpConnection>();
    const socket = connect(port, '127.0.0.1', () => resolve(new HttpConnection(socket)));
    socket.once('error', reject);
    return promise;
  }

  /** Sends the bytes of one request. Rejects when the connection breaks before the answer is whole. */
  send(request: string): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.#waiting = { resolve, reject };
    this.#socket.write(request, 'latin1');
    return promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: string): void {
    this.#received += chunk;
    const head = this.#received.indexOf(endOfHead);
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#received.slice(0, head))?.[1] ?? 0);
    const end = head + endOfHead.length + length;
    if (this.#received.length < end) return;
    const answer = {
      status: Number(this.#received.slice(9, 12)),
      body: this.#received.slice(head + endOfHead.length, end),
    };
    this.#received = this.#received.slice(end);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}
