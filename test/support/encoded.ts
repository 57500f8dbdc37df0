import { startAsText, type Encoding } from '../../apps/api/src/features/imports/reading/charsets.ts';

/** A text in the bytes of an encoding with one byte per letter, or of UTF-16. */
export const encoded = (text: string, encoding: Encoding): Buffer => {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const bytes = Buffer.from([...Array(256).keys()]);
  const letters = startAsText(bytes, encoding);
  return Buffer.from([...text].map((letter) => letters.indexOf(letter)));
};
