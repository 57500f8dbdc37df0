/**
 * The number of an article under a barcode (EAN-8, UPC-A, EAN-13, GTIN-14), in one form however a scanner sends it;
 * null if it is none or its check digit is wrong. A UPC-A, and a GTIN-14 that begins with 0, is its EAN-13.
 */
export function gtinOf(typed: string): string | null {
  const digits = typed.trim();
  if (!/^(?:\d{8}|\d{12,14})$/u.test(digits) || !hasCheckDigit(digits)) return null;
  if (digits.length === 12) return `0${digits}`;
  return digits.length === 14 && digits.startsWith('0') ? digits.slice(1) : digits;
}

/** From the right, the digits before the check digit weigh 3, 1, 3, 1 … */
function hasCheckDigit(digits: string): boolean {
  const weighed = [...digits]
    .toReversed()
    .reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 1 ? 3 : 1), 0);
  return weighed % 10 === 0;
}
