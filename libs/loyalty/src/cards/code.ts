import { couponPrefix } from '../coupons/shared-code.ts';
import { parseVoucherCode } from '../rewards/code.ts';
import { parseCardNumber } from './number.ts';

/** What was scanned or typed at the till. */
export type Code =
  | { readonly kind: 'card-token'; readonly token: string }
  | { readonly kind: 'card-number'; readonly number: string }
  | { readonly kind: 'voucher'; readonly code: string }
  | { readonly kind: 'coupon'; readonly code: string }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'phone'; readonly phone: string }
  | { readonly kind: 'unknown' };

const maxCodeLength = 600;
const cardPrefix = 'regulars:card:';
const voucherPrefix = 'regulars:voucher:';

/** The text of a card's QR picture. The token is made of letters, digits and `._~-`. */
export function cardQrText(token: string): string {
  return cardPrefix + token;
}

/** The text of a voucher's QR picture. */
export function voucherQrText(code: string): string {
  return voucherPrefix + code;
}

/** The text of a coupon's QR picture. */
export function couponQrText(code: string): string {
  return couponPrefix + code;
}

/**
 * Reads a QR text, card number, e-mail address, phone number or voucher code.
 * @param callingCode the country's, as in '49'; without it a phone number needs its `+` or `00`
 */
export function parseCode(input: string, callingCode?: string): Code {
  const text = input.trim();
  if (text === '' || text.length > maxCodeLength) return { kind: 'unknown' };
  if (startsWith(text, cardPrefix)) return cardToken(text.slice(cardPrefix.length));
  if (startsWith(text, voucherPrefix)) return voucher(text.slice(voucherPrefix.length));
  if (startsWith(text, couponPrefix)) return coupon(text.slice(couponPrefix.length));
  const email = normaliseEmail(text);
  if (email !== null) return { kind: 'email', email };
  const number = parseCardNumber(text);
  if (number !== null) return { kind: 'card-number', number };
  const phone = normalisePhone(text, callingCode);
  if (phone !== null) return { kind: 'phone', phone };
  return voucher(text);
}

/**
 * Whether the code could belong to a member as a card, phone, e-mail or customer number. A URL or a long text cannot.
 */
export function mayNameSomebody(input: string): boolean {
  const text = input.trim();
  const { kind } = parseCode(text);
  const known = namesSomebody[kind];
  if (known !== null) return known;
  return /^[\p{L}\p{N} ._/-]{1,40}$/u.test(text) && !isUuid.test(text);
}

/** Null for what may be a customer number. */
const namesSomebody: { readonly [K in Code['kind']]: boolean | null } = {
  'card-token': true,
  'card-number': true,
  email: true,
  phone: true,
  voucher: false,
  coupon: false,
  unknown: null,
};

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Scanners in keyboard mode may send capitals. */
function startsWith(text: string, prefix: string): boolean {
  return text.slice(0, prefix.length).toLowerCase() === prefix;
}

function cardToken(token: string): Code {
  return /^[\w.~-]+$/.test(token) ? { kind: 'card-token', token } : { kind: 'unknown' };
}

function voucher(text: string): Code {
  const code = parseVoucherCode(text);
  return code === null ? { kind: 'unknown' } : { kind: 'voucher', code };
}

function coupon(text: string): Code {
  const code = text.trim();
  return code === '' ? { kind: 'unknown' } : { kind: 'coupon', code };
}

/**
 * Lower case, without surrounding space; null if it is not an e-mail address. Only a mail shows whether it
 * arrives there.
 */
export function normaliseEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return email.length <= 254 && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email) ? email : null;
}

/** E.164 as in `+4915123456789`; null if it is not a phone number. Ignores punctuation and a `(0)`. */
function normalisePhone(text: string, callingCode?: string): string | null {
  const compact = text.trim().replaceAll(/\(0\)|[\s()/.-]/g, '');
  const international = withCallingCode(compact, callingCode);
  return international !== null && /^\+[1-9]\d{6,14}$/.test(international) ? international : null;
}

function withCallingCode(digits: string, callingCode: string | undefined): string | null {
  if (digits.startsWith('+')) return digits;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (digits.startsWith('0') && callingCode !== undefined) return `+${callingCode}${digits.slice(1)}`;
  return null;
}
