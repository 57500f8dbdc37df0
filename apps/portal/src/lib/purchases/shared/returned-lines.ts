/** What can still be returned of a line, to three decimals as for weighed goods. */
export const leftOf = ({ quantity, returned }: { quantity: number; returned: number }): number =>
  Math.max(0, Math.round((quantity - returned) * 1000) / 1000);

const most = 1_000_000;

/**
 * The lines of a return from a form with the fields `line-0`, `line-1` …, without empty and zero ones.
 * @returns null if a quantity is not a valid number
 */
export function chosenLines(values: Record<string, string>): { line: number; quantity: number }[] | null {
  const chosen = Object.entries(values).flatMap(([name, typed]) => {
    const line = /^line-(\d{1,3})$/.exec(name)?.[1];
    return line === undefined || typed === '' ? [] : [{ line: Number(line), quantity: quantityOf(typed) }];
  });
  return chosen.some(({ quantity }) => Number.isNaN(quantity))
    ? null
    : chosen.filter(({ quantity }) => quantity > 0);
}

function quantityOf(typed: string): number {
  const text = typed.replace(',', '.');
  const quantity = /^\d{1,7}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  return quantity <= most ? quantity : Number.NaN;
}
