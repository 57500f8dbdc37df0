import { Injectable } from '@nestjs/common';
import { mostQualified, type BodyOf, type Qualification, type qualifyCheckout } from '@regulars/contracts';
import {
  discountCart,
  isoOf,
  missingOf,
  missingSentence,
  type DiscountedCart,
  type MissingForDiscount,
  type NotRedeemed,
  type PointsBonus,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Reader, type Wording } from '../club/index.ts';
import { Buyers, Intakes, PurchasesService, type Intake, type PurchaseOffered } from '../purchases/index.ts';
import { Candidates, type Candidate } from './candidates.ts';
import { pointsBySource } from './cart-bonuses.ts';
import { problemOf } from './cart-words.ts';

type Lists = Pick<Qualification, 'applicable' | 'missing' | 'notApplicable'>;
type Shown = Omit<Lists['applicable'][number], 'discount' | 'points'>;

/** Which coupons and offers would count for a cart, each alone. */
@Injectable()
export class QualifyingCarts {
  constructor(
    private readonly intakes: Intakes,
    private readonly buyers: Buyers,
    private readonly candidates: Candidates,
    private readonly purchases: PurchasesService,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Throws as a preview of the purchase does. */
  async qualify(actor: Actor, cart: BodyOf<typeof qualifyCheckout>): Promise<Qualification> {
    const at = this.clock.now();
    const offered = { ...cart, purchasedAt: isoOf(at) };
    const intake = await this.intakes.read(actor, offered, 'preview');
    const memberId = intake.buyer && (await this.buyers.memberOf(intake.buyer));
    const sale = { at, locationId: intake.location.id, channel: intake.channel, memberId };
    const tried = (await this.candidates.of(sale)).map((candidate) => triedAlone(candidate, intake));
    const pointsOf = await this.#pointsOf(actor, offered, tried.flatMap(bonusOf));
    const words = { ...(await this.reader.wording()), currency: intake.currency };
    return { memberId, ...sorted(tried, pointsOf, words) };
  }

  /** One preview tells the points of all: no bonus changes another one. */
  async #pointsOf(
    actor: Actor,
    offered: PurchaseOffered,
    bonuses: readonly PointsBonus[],
  ): Promise<(id: string) => number> {
    if (bonuses.length === 0) return () => 0;
    return pointsBySource(await this.purchases.preview(actor, { ...offered, bonuses }));
  }
}

/** A candidate, and what it does to the cart if nothing else does. */
interface Tried {
  readonly candidate: Candidate;
  readonly applied?: DiscountedCart['applied'][number];
  readonly because?: NotRedeemed;
}

const triedAlone = (candidate: Candidate, intake: Intake): Tried => {
  const { verdict } = candidate;
  if ('because' in verdict) return { candidate, because: verdict.because };
  const { applied, notApplied } = discountCart(intake, [verdict.redeemable], 1);
  const [because] = notApplied.map((each) => each.because);
  return { candidate, ...(applied[0] ? { applied: applied[0] } : {}), ...(because ? { because } : {}) };
};

const bonusOf = ({ candidate: { kind: sort, id, version, name }, applied }: Tried): PointsBonus[] =>
  applied?.bonus ? [{ from: { sort, id, version, name }, ...applied.bonus }] : [];

const noPoints: NotRedeemed = { kind: 'no-points' };

const sorted = (
  tried: readonly Tried[],
  pointsOf: (id: string) => number,
  words: Wording & { readonly currency: string },
): Lists => {
  const lists: Lists = { applicable: [], missing: [], notApplicable: [] };
  for (const { candidate, applied, because } of tried) {
    const { kind, id, name, code, ready } = candidate;
    const shown = { kind, id, name: words.of(name), code, ready };
    const points = pointsOf(id);
    if (applied && (!applied.bonus || points > 0))
      lists.applicable.push({ ...shown, discount: applied.discount, points });
    else addRefused(lists, shown, because ?? noPoints, words);
  }
  lists.applicable.sort(
    (one, other) => other.discount - one.discount || other.points - one.points || byId(one, other),
  );
  lists.missing.sort((one, other) => needOf(one) - needOf(other) || byId(one, other));
  return {
    applicable: lists.applicable.slice(0, mostQualified),
    missing: lists.missing.slice(0, mostQualified),
    notApplicable: lists.notApplicable.slice(0, mostQualified),
  };
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
