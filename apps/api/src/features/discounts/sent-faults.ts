import type { Coupon } from '@regulars/contracts';
import type { DiscountTerms } from './terms.ts';

interface Fault {
  readonly pointer: string;
  readonly message: string;
}
type Amounts = NonNullable<Coupon['budget']>;

/** What nobody may save, with pointers. What was stored before stays readable. */
export const sentFaults = (terms: DiscountTerms): readonly Fault[] => [
  ...twice('/weekdays', terms.weekdays),
  ...twice('/channels', terms.channels),
  ...twice('/locations', terms.locations),
  ...(terms.channels ?? []).flatMap((channel, place) =>
    channel === 'import' ? { pointer: `/channels/${place}`, message: 'nobody redeems it in an import' } : [],
  ),
  ...currencyFaults(terms),
];

const twice = (field: string, all: readonly (string | number)[] | null): Fault[] =>
  (all ?? []).flatMap((each, place) =>
    all?.indexOf(each) === place ? [] : { pointer: `${field}/${place}`, message: 'is in the list twice' },
  );

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

const currencyFaults = ({ effect, atMost, minimumSpend, budget }: DiscountTerms): Fault[] =>
  [
    ['/effect/amounts', 'amounts' in effect ? effect.amounts : null] as const,
    ['/effect/prices', 'prices' in effect ? effect.prices : null] as const,
    ['/atMost', atMost] as const,
    ['/minimumSpend/amounts', minimumSpend?.amounts ?? null] as const,
    ['/budget', budget] as const,
  ].flatMap(([field, amounts]) => unknownIn(field, amounts));

const unknownIn = (field: string, amounts: Amounts | null): Fault[] =>
  (amounts ?? []).flatMap(({ currency }, place) =>
    known.has(currency) ? [] : { pointer: `${field}/${place}/currency`, message: 'no currency of ISO 4217' },
  );
