/**
 * Check value of Luhn mod N (N = 10 is ISO/IEC 7812-1). It detects every wrong symbol and nearly all swapped
 * neighbours.
 * @param values symbols as numbers from 0 to `base` − 1, `base` even
 */
export function luhnCheck(values: readonly number[], base: number): number {
  const sum = values.toReversed().reduce((total, value, index) => {
    const weighted = index % 2 === 0 ? value * 2 : value;
    return total + Math.floor(weighted / base) + (weighted % base);
  }, 0);
  return (base - (sum % base)) % base;
}
