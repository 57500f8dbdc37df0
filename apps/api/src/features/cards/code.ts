import {
  cardNumberOf,
  cardQrText,
  cardRefusal,
  mayNameSomebody,
  parseCode,
  type CardHolder,
  type CardRefusal,
} from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { phonesIn, storedPhone } from '../../platform/phones.ts';

/**
 * A scanned or typed code in the form that the SQL function `resolve_card` reads: QR text, card number, e-mail
 * address or phone number. Null if it can be none of these.
 */
export const canonicalCode = (typed: string): string | null => {
  const code = parseCode(typed);
  switch (code.kind) {
    case 'card-token':
      return cardQrText(code.token.toLowerCase());
    case 'card-number':
      return code.number;
    case 'email':
      return code.email;
    case 'phone':
      return storedPhone(code.phone, undefined);
    case 'voucher':
    case 'coupon':
    case 'unknown':
      return nationalPhone(typed) ?? cardNumberOf(typed);
  }
};

const tokenOf = (typed: string): string | null =>
  parseCode(typed).kind === 'card-token' ? canonicalCode(typed) : null;

const readers = { 'card-number': cardNumberOf, 'card-token': tokenOf } satisfies {
  [K in 'card-number' | 'card-token']: (typed: string) => string | null;
};

/** What a till sends as the number or the QR text of a card, in that form. Null if it cannot be one. */
export const cardCode = (kind: keyof typeof readers, typed: string): string | null => readers[kind](typed);

/** What the SQL function `resolve_card` looks for. */
export interface Searched {
  readonly code: string;
  readonly typed: string;
}

/** For codes given at the till: a customer number counts too, whatever its form. */
export const searched = (typed: string): Searched => ({
  code: canonicalCode(typed) ?? '',
  typed: typed.trim(),
});

/** `0660 1234567`, or without the zero, is found by its end: the number may be of any country. */
const nationalPhone = (typed: string): string | null => {
  const [number] = phonesIn(typed, undefined).numbers;
  if (number !== undefined) return number;
  const digits = typed.replace(/^\s*tel:/i, '').replaceAll(/[\s()./\u2010-\u2015\u2212-]/g, '');
  return /^(?:0[1-9]|[1-9]\d)\d{6,12}$/.test(digits) ? `0${digits.replace(/^0/, '')}` : null;
};

export type ResolvedCard = CardHolder;

/** The same message for a card, an e-mail and a phone number, so that trying reveals no members. */
export const unknownCard = (pointer: string, typed?: string, mayBeCard = true): ClubError =>
  new ClubError('unknown-card', {
    detail: unknown,
    errors: [{ pointer, message: unknown }],
    guess: mayBeCard && (typed === undefined || mayNameSomebody(typed)),
  });

const unknown = 'no member has this card, e-mail or phone number';

const refusals: Record<CardRefusal, string> = {
  'card-blocked': 'this card is blocked',
  'card-replaced': 'this card has been replaced',
  'member-not-active': 'this membership is not active',
};

/** Throws `card-blocked`, `card-replaced` or `member-not-active`. */
export const assertUsable = (holder: CardHolder, pointer: string): void => {
  const refusal = cardRefusal(holder);
  if (refusal) throw ClubError.field(refusal, pointer, refusals[refusal]);
};
