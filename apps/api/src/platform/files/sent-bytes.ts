import { Readable } from 'node:stream';
import { ClubError } from '../club-error.ts';

/** A small file that came as a stream; nothing if none came. Throws `too-large`. @param largest bytes */
export const readBytes = async (sent: unknown, largest: number): Promise<Buffer> => {
  if (!(sent instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let bytes = 0;
  // A request that is destroyed could not be answered any more.
  for await (const chunk of sent.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largest) throw new ClubError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
