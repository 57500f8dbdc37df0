/** What the money of some lines of a file became, in minor units of a currency. */
export interface Money {
  readonly currency: string;
  /** What the lines add up to in the file; goods that came back are negative. */
  readonly file: number;
  /** Booked as purchases. */
  readonly gross: number;
  /** Taken back of purchases. */
  readonly returned: number;
  /** In remarks: goods without a purchase, and what others cost more or less there. */
  readonly listed: number;
  readonly refused: number;
  /** Of receipts that had counted before. */
  readonly duplicate: number;
}

const moneyFields = [
  'file',
  'gross',
  'returned',
  'listed',
  'refused',
  'duplicate',
] as const satisfies Exclude<keyof Money, 'currency'>[];

const nothing = { file: 0, gross: 0, returned: 0, listed: 0, refused: 0, duplicate: 0 };

export const moneyOf = (currency: string, known: Partial<Money>): Money => ({
  ...nothing,
  ...known,
  currency,
});

/** By currency. */
export const addedUp = (all: readonly (Money | undefined)[]): Money[] => {
  const totals = new Map<string, Money>();
  for (const money of all) {
    if (!money) continue;
    const before = totals.get(money.currency) ?? moneyOf(money.currency, {});
    const after = Object.fromEntries(moneyFields.map((field) => [field, before[field] + money[field]]));
    totals.set(money.currency, moneyOf(money.currency, after));
  }
  return [...totals.values()];
};

/** Everything in the file was booked, listed or refused. */
export const agree = ({
  file,
  gross,
  returned,
  listed,
  refused,
  duplicate,
}: Omit<Money, 'currency'>): boolean => file === gross - returned + listed + refused + duplicate;
