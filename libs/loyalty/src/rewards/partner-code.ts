const shortest = 4;
const longest = 100;

/** What people can read and type, in one line. */
const legible = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u;

/** Why a text cannot be the code of a partner. */
export type PartnerCodeFault = 'empty' | 'bad-characters' | 'too-short' | 'too-long';

/** The code of a partner as it is handed out, or why it is none. It has any form, and its spelling counts. */
export function readPartnerCode(written: string): { readonly code: string } | PartnerCodeFault {
  const code = written.normalize('NFC').trim();
  if (code === '') return 'empty';
  if (!legible.test(code)) return 'bad-characters';
  if (code.length < shortest) return 'too-short';
  return code.length > longest ? 'too-long' : { code };
}
