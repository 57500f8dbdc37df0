import type { SentBodyOf, completeCheckout, returnPurchase, reverseReturn } from '@regulars/contracts';
import type { PurchaseBody } from './basket.ts';

type ReturnBody = SentBodyOf<typeof returnPurchase>;

/** The body of a till's write; `null` is not stored on the device, because it identifies a person. */
interface Bodies {
  readonly sale: PurchaseBody;
  /** A purchase with codes. */
  readonly checkout: SentBodyOf<typeof completeCheckout>;
  readonly undo: ReturnBody;
  readonly return: ReturnBody;
  readonly reversal: SentBodyOf<typeof reverseReturn>;
  readonly voucher: { readonly location: string };
  readonly join: null;
}
export type AttemptKind = keyof Bodies;

/** One write exactly as it is sent, repeated unchanged until its outcome is known. It contains no names. */
export interface Attempt<Kind extends AttemptKind = AttemptKind> {
  readonly kind: Kind;
  readonly key: string;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body: Bodies[Kind];
  /** Creation time by this device's clock. */
  readonly at: string;
  /** Name of the location. */
  readonly place: string;
  /** How the cashier recognises it: a receipt number, a reward. */
  readonly note: string;
  /** In minor units. */
  readonly amount: number;
  readonly currency: string;
  /** What a checkout sells, for its undo. */
  readonly goods?: ReturnBody['lines'];
}
/** A purchase, with codes or without. */
export type SaleAttempt = Attempt<'sale'> | Attempt<'checkout'>;

type Parts<Kind extends AttemptKind> = Pick<Attempt<Kind>, 'kind' | 'path' | 'body' | 'place'> &
  Partial<Attempt<Kind>>;

export const newAttempt = <Kind extends AttemptKind>(parts: Parts<Kind>): Attempt<Kind> => ({
  key: newKey(),
  at: instantNow(),
  note: '',
  amount: 0,
  currency: '',
  ...parts,
});

export const isOf = <Kind extends AttemptKind>(kind: Kind, attempt: Attempt): attempt is Attempt<Kind> =>
  attempt.kind === kind;

export const isSale = (attempt: Attempt): attempt is SaleAttempt =>
  isOf('sale', attempt) || isOf('checkout', attempt);

/** Unguessable and used once. `crypto.randomUUID` is missing if a till is opened over plain http. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** RFC 3339, by the clock of this device. */
export const instantNow = (): string => new Date().toISOString();
