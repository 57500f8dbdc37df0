import { codeKey } from './shared-code.ts';

const shortest = 4;
const longest = 30;

/** Letters and digits, and what people write between them. */
const ofCodes = /^[0-9A-Z\s\p{Pd}._/]+$/u;

/** Why a code of another system cannot be one of ours. */
export type ForeignCodeFault = 'empty' | 'bad-characters' | 'too-short' | 'too-long';

/** The key of a code that another system made, or why it is none. It has any form. */
export function readForeignCode(written: string): { readonly key: string } | ForeignCodeFault {
  const text = written.normalize('NFKC').trim().toUpperCase();
  if (text === '') return 'empty';
  if (!ofCodes.test(text)) return 'bad-characters';
  const key = codeKey(text) ?? '';
  if (key.length < shortest) return 'too-short';
  return key.length > longest ? 'too-long' : { key };
}
