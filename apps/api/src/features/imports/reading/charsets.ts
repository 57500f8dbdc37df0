import iconv from 'iconv-lite';
import type { ImportOptions } from '@regulars/contracts';
import type { BytesToText } from '../../../platform/files/decoded-text.ts';

export type Encoding = NonNullable<ImportOptions['encoding']>;

/** Those that Node does not know: DOS and old Macs. */
const ofIconv: Partial<Record<Encoding, string>> = {
  cp850: 'cp850',
  cp852: 'cp852',
  'mac-ce': 'maccenteuro',
};

/** Reads bytes piece by piece. It throws on bytes that the encoding does not have. */
export const textFrom = (encoding: Encoding): BytesToText => {
  const name = ofIconv[encoding];
  if (name === undefined) return new TextDecoder(encoding, { fatal: true });
  const decoder = iconv.getDecoder(name);
  return {
    decode: (bytes) => (bytes === undefined ? (decoder.end() ?? '') : decoder.write(Buffer.from(bytes))),
  };
};

/** The start of a file, which may end within a character; bytes that the encoding does not have become `\uFFFD`. */
export const startAsText = (start: Buffer, encoding: Encoding): string => {
  const name = ofIconv[encoding];
  return name === undefined
    ? new TextDecoder(encoding).decode(start, { stream: true })
    : iconv.decode(start, name);
};
