/**
 * Minor units of a typed amount: '12,90', '1.234,50', '1 234.5', '389'. Null if it is not one, or has too many
 * decimals.
 * `digits` are the currency's places, 2 for euros.
 */
export function minorUnits(typed: string, digits: number): number | null {
  const text = typed.replaceAll(/[\s'’]|€|Kč|EUR|CZK/gu, '');
  // The last mark separates the decimals, unless three digits follow, which are thousands.
  const hit = /^(?<whole>\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,](?<fraction>\d{1,2}))?$/u.exec(text);
  const { whole = '', fraction = '' } = hit?.groups ?? {};
  if (!whole || fraction.length > digits) return null;
  const amount = Number(whole.replaceAll(/[.,]/gu, '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(amount) ? amount : null;
}
