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
