import { createHmac, hkdfSync } from 'node:crypto';

/** A keyed hash in the form of a uuid of version 8, whose content is ours. */
const keyedId = (key: Buffer, text: string): string => {
  const hex = createHmac('sha256', key).update(text).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(12, 15)}`,
    `8${hex.slice(15, 18)}`,
    hex.slice(18, 30),
  ];
  return parts.join('-');
};

export const bytesOfKey = (codeKey: string): Buffer => Buffer.from(codeKey, 'base64');

/** Whose codes they are: the same characters are another code elsewhere. */
export type CodeKind = 'coupon' | 'partner';

export const idOfCode = (key: Buffer, code: string, kind: CodeKind): string =>
  keyedId(key, `${kind} code ${code}`);

/** Of an e-mail address in small letters, or a phone number. */
export const idOfAddress = (key: Buffer, kind: 'email' | 'phone', address: string): string =>
  keyedId(key, `${kind} address ${address}`);

/** Tells keys apart. Nobody can get the key from it. */
export const fingerprintOf = (key: Buffer): string => keyedId(key, 'fingerprint of CODE_KEY');

/** For codes of members, which must be read again. */
export const sealingKey = (key: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', 'coupon codes of members', 32));
