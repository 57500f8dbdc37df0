import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** Records by name. */
type Zone = Readonly<
  Record<string, { readonly mx?: readonly (readonly [number, string])[]; readonly txt?: readonly string[] }>
>;

const types = { mx: 15, txt: 16 };
const noSuchName = 3;

/** A real name server in this process. */
export class NameServer {
  zone: Zone = {};
  /** Receives questions and says nothing. */
  silent = false;
  readonly #socket: Socket = createSocket('udp4');

  static async open(): Promise<NameServer> {
    const server = new NameServer();
    const socket = server.#socket;
    socket.on('message', (question, { port, address }) => {
      if (!server.silent) socket.send(server.#answer(question), port, address);
    });
    const listening = once(socket, 'listening');
    socket.bind(0, '127.0.0.1');
    await listening;
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.#socket.address().port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  /** RFC 1035, section 4. */
  #answer(question: Buffer): Buffer {
    const labels: string[] = [];
    let at = 12;
    for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
      labels.push(question.toString('ascii', at + 1, at + 1 + length));
      at += length + 1;
    }
    const name = labels.join('.').toLowerCase();
    const records = this.#recordsOf(name, question.readUInt16BE(at + 1));
    const known = Object.keys(this.zone).some((one) => one === name || one.endsWith(`.${name}`));
    const head = Buffer.alloc(12);
    question.copy(head, 0, 0, 2);
    head.writeUInt16BE(0x8580 | (known ? 0 : noSuchName), 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    return Buffer.concat([head, question.subarray(12, at + 5), ...records]);
  }

  #recordsOf(name: string, type: number): Buffer[] {
    const { mx = [], txt = [] } = this.zone[name] ?? {};
    if (type === types.mx)
      return mx.map(([priority, host]) => record(type, Buffer.concat([number16(priority), encoded(host)])));
    return type === types.txt ? txt.map((text) => record(type, parts(text))) : [];
  }
}

const number16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};

/** Of the name in the question, for a minute. */
const record = (type: number, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0xc0, 12]),
    number16(type),
    number16(1),
    Buffer.from([0, 0, 0, 60]),
    number16(data.length),
    data,
  ]);

const encoded = (name: string): Buffer =>
  Buffer.concat([
    ...name
      .split('.')
      .filter(Boolean)
      .map((label) => Buffer.from(`${String.fromCodePoint(label.length)}${label}`, 'ascii')),
    Buffer.from([0]),
  ]);

/** A text in strings of at most 255 characters. */
const parts = (text: string): Buffer =>
  Buffer.concat(
    (text.match(/.{1,255}/gu) ?? ['']).map((part) =>
      Buffer.concat([Buffer.from([part.length]), Buffer.from(part)]),
    ),
  );
