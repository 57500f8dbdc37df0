import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

interface Entry {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
}

/** 1 January 1980: the contents alone say what a file is. */
const noDate = 0x21_00_00;
const utf8Name = 0x08_00;
const deflated = 8;

/** Writes a ZIP archive piece by piece. No entry is held in memory, and each may have up to 4 GB. */
export class ZipWriter {
  readonly #file: FileHandle;
  readonly #entries: Entry[] = [];
  #at = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async add(name: string, texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const entry = { name: Buffer.from(name), at: this.#at, crc: 0, packed: 0, bytes: 0 };
    await this.#write(localHeader(entry));
    const begin = this.#at;
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const text of texts) {
        const piece = Buffer.from(text);
        entry.crc = crc32(piece, entry.crc);
        entry.bytes += piece.length;
        yield piece;
      }
    };
    await pipeline(
      Readable.from(counted()),
      createDeflateRaw({ level: constants.Z_BEST_SPEED + 2 }),
      async (pieces: AsyncIterable<Buffer>) => {
        for await (const piece of pieces) await this.#write(piece);
      },
    );
    entry.packed = this.#at - begin;
    // The sizes are known only now.
    await this.#file.write(localHeader(entry), 0, null, entry.at);
    this.#entries.push(entry);
  }

  async end(): Promise<void> {
    const directory = Buffer.concat(this.#entries.map(centralHeader));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06_05_4b_50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.#at, 16);
    await this.#write(Buffer.concat([directory, end]));
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.#file.write(bytes, 0, bytes.length, this.#at);
    this.#at += bytes.length;
  }
}

/** What the headers before a file and in the directory have in common. */
const shared = ({ name, crc, packed, bytes }: Entry): Buffer => {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(utf8Name, 2);
  header.writeUInt16LE(deflated, 4);
  header.writeUInt32LE(noDate, 6);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packed, 14);
  header.writeUInt32LE(bytes, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
};

const localHeader = (entry: Entry): Buffer =>
  Buffer.concat([Buffer.from('PK\u0003\u0004'), shared(entry), entry.name]);

const centralHeader = (entry: Entry): Buffer => {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(entry.at, 10);
  return Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    Buffer.from([20, 0]),
    shared(entry),
    rest,
    entry.name,
  ]);
};
