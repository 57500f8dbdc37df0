import type { Purchase } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { compact } from '#lib/ui/format.ts';

/** What came back, for example '2 × Espresso, 1 × Cup'. */
export const returnedGoods = (
  { lines: sold }: Pick<Purchase, 'lines'>,
  { lines }: Pick<Purchase['returns'][number], 'lines'>,
): string =>
  lines
    .map(({ line, quantity }) => {
      const { name, sku } = sold.find((one) => one.line === line) ?? { name: null, sku: null };
      return `${compact(quantity)} × ${name ?? sku ?? m.console_lines_unnamed()}`;
    })
    .join(', ');
