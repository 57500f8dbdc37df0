import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { fromFd, type Entry, type Options, type ZipFile } from 'yauzl';

/** A damaged archive, or one of a kind that is not read. */
export class ZipFault extends Error {}

/** An entry is larger than it may be. */
export class ZipTooLarge extends Error {}

const mostEntries = 20_000;
/** XML shrinks to a tenth or twentieth. Only a malicious file grows a thousandfold. */
const mostRatio = 300;
const freeOfRatio = 10_000_000;
const methods = [0, 8];

const openZip = promisify<number, Options, ZipFile>(fromFd);

/** The entries of a ZIP archive, by name. */
export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Reads only its directory. The file stays open. Throws ZipFault. */
  static async open(file: FileHandle): Promise<ZipArchive> {
    try {
      const zip = await openZip(file.fd, { lazyEntries: true, autoClose: false });
      return new ZipArchive(zip, await entriesOf(zip));
    } catch (error) {
      throw new ZipFault(String(error));
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /**
   * The contents of an entry, piece by piece. Throws ZipFault, and ZipTooLarge before anything is unpacked; the stream fails if more
   * comes than the archive says.
   */
  async read(name: string, most: number): Promise<Readable> {
    const entry = this.#entries.get(name);
    if (!entry || entry.isEncrypted() || !methods.includes(entry.compressionMethod))
      throw new ZipFault('not read');
    const { uncompressedSize, compressedSize } = entry;
    if (uncompressedSize > Math.min(most, Math.max(freeOfRatio, compressedSize * mostRatio)))
      throw new ZipTooLarge(name);
    return promisify<Entry, Readable>(this.#zip.openReadStream.bind(this.#zip))(entry);
  }
}

const entriesOf = async (zip: ZipFile): Promise<ReadonlyMap<string, Entry>> => {
  if (zip.entryCount > mostEntries) throw new ZipFault('too many entries');
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  return entries;
};
