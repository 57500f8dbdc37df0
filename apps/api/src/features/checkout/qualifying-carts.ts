import { Injectable } from '@nestjs/common';
import { mostQualified, type BodyOf, type Qualification, type qualifyCheckout } from '@regulars/contracts';
import {
  discountCart,
  isoOf,
  localDateOf,
  missingOf,
  missingSentence,
  type MissingForDiscount,
  type NotRedeemed,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings, Reader, type Wording } from '../club/index.ts';
import { Buyers, Intakes, type Intake } from '../purchases/index.ts';
import { Candidates, type Candidate } from './candidates.ts';
import { problemOf } from './checkout-words.ts';

type Shown = Omit<Qualification['applicable'][number], 'discount'>;
type Lists = Pick<Qualification, 'applicable' | 'missing' | 'notApplicable'>;

/** Which coupons and offers would count for a cart, each alone. */
@Injectable()
export class QualifyingCarts {
  constructor(
    private readonly intakes: Intakes,
    private readonly buyers: Buyers,
    private readonly candidates: Candidates,
    private readonly club: ClubSettings,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Throws as a preview of the purchase does. */
  async qualify(actor: Actor, cart: BodyOf<typeof qualifyCheckout>): Promise<Qualification> {
    const at = this.clock.now();
    const intake = await this.intakes.read(actor, { ...cart, purchasedAt: isoOf(at) }, 'preview');
    const memberId = intake.buyer && (await this.buyers.memberOf(intake.buyer));
    const { timeZone: zone } = await this.club.current();
    const sale = {
      at,
      zone,
      localDay: localDateOf(at, zone).toString(),
      locationId: intake.location.id,
      channel: intake.channel,
      memberId,
    };
    const words = await this.reader.wording();
    return { memberId, ...sorted(await this.candidates.of(sale), intake, words) };
  }
}

const sorted = (candidates: readonly Candidate[], intake: Intake, words: Wording): Lists => {
  const lists: Lists = { applicable: [], missing: [], notApplicable: [] };
  for (const { verdict, name, ...candidate } of candidates) {
    const shown = { ...candidate, name: words.of(name) };
    const [applied, because] =
      'because' in verdict ? [undefined, verdict.because] : alone(verdict.redeemable, intake);
    if (applied) lists.applicable.push({ ...shown, discount: applied.discount });
    else if (because) addRefused(lists, shown, because, { ...words, currency: intake.currency });
  }
  lists.applicable.sort((one, other) => other.discount - one.discount || byId(one, other));
  lists.missing.sort((one, other) => needOf(one) - needOf(other) || byId(one, other));
  return {
    applicable: lists.applicable.slice(0, mostQualified),
    missing: lists.missing.slice(0, mostQualified),
    notApplicable: lists.notApplicable.slice(0, mostQualified),
  };
};

const alone = (
  redeemable: Parameters<typeof discountCart>[1][number],
  intake: Intake,
): [{ discount: number } | undefined, NotRedeemed | undefined] => {
  const { applied, notApplied } = discountCart(intake, [redeemable], 1);
  return [applied[0], notApplied[0]?.because];
};

const addRefused = (
  { missing, notApplicable }: Lists,
  shown: Shown,
  because: NotRedeemed,
  words: Pick<Wording, 'language'> & { readonly currency: string },
): void => {
  const need = missingOf(because);
  if (need) {
    missing.push({ ...shown, ...needs[need.kind](need.missing), detail: missingSentence(need, words) });
  } else notApplicable.push({ ...shown, problem: problemOf[because.kind] });
};

type Needs = Pick<Lists['missing'][number], 'pieces' | 'amount'>;

const needs: Readonly<Record<MissingForDiscount['kind'], (missing: number) => Needs>> = {
  'too-few-pieces': (pieces) => ({ pieces, amount: null }),
  'minimum-spend': (amount) => ({ pieces: null, amount }),
};

/** Pieces come before amounts: they are fewer. */
const needOf = ({ pieces, amount }: Lists['missing'][number]): number => pieces ?? amount ?? 0;

const byId = (one: Shown, other: Shown): number => (one.id < other.id ? -1 : 1);
