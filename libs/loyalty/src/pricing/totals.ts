import { netOf } from '../price-line.ts';

/** What is to be paid at one tax rate. The tax is rounded once per rate. */
export interface TaxTotal {
  /** Hundredths of a percent. */
  readonly rate: number;
  readonly gross: number;
  readonly net: number;
  readonly tax: number;
}

export interface CartTotal {
  readonly gross: number;
  readonly net: number;
  readonly tax: number;
  /** By rate, the lowest first. */
  readonly taxes: readonly TaxTotal[];
}

/** @param lines what is to be paid for each line, with its tax rate */
export function totalOfLines(
  lines: readonly { readonly left: number; readonly taxRate: number }[],
): CartTotal {
  const byRate = Map.groupBy(lines, ({ taxRate }) => taxRate);
  const taxes = [...byRate].map(([rate, some]) => {
    const gross = some.reduce((sum, { left }) => sum + left, 0);
    const net = netOf(gross, rate);
    return { rate, gross, net, tax: gross - net };
  });
  taxes.sort((one, other) => one.rate - other.rate);
  const sum = (part: (tax: TaxTotal) => number): number => taxes.reduce((all, tax) => all + part(tax), 0);
  return { gross: sum((tax) => tax.gross), net: sum((tax) => tax.net), tax: sum((tax) => tax.tax), taxes };
}

/**
 * The net of each line. The tax is rounded once per rate, and the net of a rate is shared out over its lines by largest remainder:
 * the lines sum to the total, and each differs from its own rounding by less than one.
 */
export function netsOfLines(
  lines: readonly { readonly gross: number; readonly taxRate: number }[],
): number[] {
  const nets = lines.map(({ gross, taxRate }) => Math.floor((gross * 10_000) / (10_000 + taxRate)));
  const numbered = lines.map((line, index) => ({ ...line, index }));
  for (const [rate, some] of Map.groupBy(numbered, ({ taxRate }) => taxRate)) {
    const floors = some.map(({ gross, index }) => {
      const floor = nets[index] ?? 0;
      return { index, floor, rest: gross * 10_000 - floor * (10_000 + rate) };
    });
    const gross = some.reduce((sum, line) => sum + line.gross, 0);
    const short = netOf(gross, rate) - floors.reduce((sum, { floor }) => sum + floor, 0);
    const first = floors.toSorted((one, other) => other.rest - one.rest || one.index - other.index);
    for (const { index, floor } of first.slice(0, short)) nets[index] = floor + 1;
  }
  return nets;
}
