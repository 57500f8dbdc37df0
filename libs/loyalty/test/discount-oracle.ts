import type { EarningLine } from '../src/earning/purchase.ts';
import type { DiscountEffect } from '../src/pricing/kinds/index.ts';
import type { Redeemable } from '../src/pricing/redeemable.ts';
import { least, Ratio, sumOf } from './ratio.ts';

interface Piece {
  readonly line: number;
  readonly weight: number;
  readonly initial: Ratio;
  left: Ratio;
  taken: boolean;
  /** Pieces of a line that were treated alike so far. The shop rounds the price of all of them together. */
  portion: string;
}

/** What is meant cannot be said: the shop rounds two prices, or a price near 0, and the oracle does not. */
export class Unclear extends Error {}

/** What a discount takes off each piece, and which pieces it uses up. */
interface Step {
  readonly offs: ReadonlyMap<Piece, Ratio>;
  readonly used: ReadonlySet<Piece>;
  readonly total: Ratio;
  /** The most that it takes off, and what it would without. */
  readonly limit: number | null;
  readonly uncapped: Ratio;
}

interface Told {
  readonly id: string;
  readonly discount: Ratio;
  /** By how much the shop's discount may be away from it: its own rounding, and what rounding moved before. */
  readonly tolerance: number;
  /** What is left of each line, and by how much that may be away. */
  readonly lines: readonly { readonly left: Ratio; readonly tolerance: number }[];
}

export interface Verdict {
  readonly applied: readonly Told[];
  /** Those that their category refuses. */
  readonly refused: ReadonlyMap<string, 'not-combinable' | 'outdone'>;
}

const pieceKinds: Readonly<Record<DiscountEffect['kind'], boolean>> = {
  percent: false,
  amount: false,
  'fixed-price': true,
  'free-pieces': true,
  'buy-get': true,
  'free-shipping': false,
  'points-bonus': false,
  'points-multiplier': false,
};

const lowersPrices: Readonly<Record<DiscountEffect['kind'], boolean>> = {
  percent: true,
  amount: true,
  'fixed-price': true,
  'free-pieces': true,
  'buy-get': true,
  'free-shipping': true,
  'points-bonus': false,
  'points-multiplier': false,
};
const isBonus = ({ kind }: DiscountEffect): boolean => !lowersPrices[kind];

/**
 * The stated rules, piece by piece in fractions, written apart from the code under test. It never reads what that booked. For
 * each portion it knows how far the documented rounding may have moved it: each discount is rounded once by at most a half,
 * its shares are less than one unit away, and a portion that is divided is rounded once.
 */
export class Oracle {
  #pieces: Piece[];
  readonly #lines: readonly EarningLine[];
  #moved = new Map<string, number>();

  constructor(lines: readonly EarningLine[]) {
    this.#lines = lines;
    this.#pieces = lines.flatMap(({ gross, quantity }, line) => {
      const count = quantity % 1000 === 0 ? quantity / 1000 : 1;
      return Array.from({ length: count }, () => ({
        line,
        weight: quantity / count,
        initial: Ratio.of(gross).times(1, count),
        left: Ratio.of(gross).times(1, count),
        taken: false,
        portion: String(line),
      }));
    });
  }

  /** The categories by their numbers; in each of them the largest discount first. */
  price(redeemables: readonly Redeemable[]): Verdict {
    const refused = new Map<string, 'not-combinable' | 'outdone'>();
    const applied: Told[] = [];
    const numbers = [...new Set(redeemables.map(({ category }) => category.priority))];
    for (const number of numbers.toSorted((one, other) => one - other)) {
      const group = redeemables.filter(({ category }) => category.priority === number);
      let counts = 0;
      for (const redeemable of this.#ordered(group)) {
        const { within } = redeemable.category;
        if (counts > 0 && within !== 'all')
          refused.set(redeemable.id, within === 'none' ? 'not-combinable' : 'outdone');
        else {
          const told = this.#apply(redeemable);
          if (told) applied.push(told);
          counts += told ? 1 : 0;
        }
      }
    }
    return { applied, refused };
  }

  /** By what each takes off alone. */
  #ordered(group: readonly Redeemable[]): readonly Redeemable[] {
    if (group.length === 1) return group;
    const alone = group.map((redeemable) => {
      const step = this.#step(redeemable);
      return { redeemable, total: step.total, tolerance: this.#tolerance(redeemable, step) };
    });
    alone.sort((one, other) => other.total.minus(one.total).number());
    for (const [index, one] of alone.entries()) {
      const next = alone[index + 1];
      if (!next || (one.total.isZero() && next.total.isZero())) continue;
      if (one.total.minus(next.total).number() <= one.tolerance + next.tolerance) throw new Unclear();
    }
    return alone.map(({ redeemable }) => redeemable);
  }

  #apply(redeemable: Redeemable): Told | null {
    const step = this.#step(redeemable);
    const tolerance = this.#tolerance(redeemable, step);
    if (isBonus(redeemable.effect))
      return this.#meantBy(redeemable).length === 0
        ? null
        : { id: redeemable.id, discount: Ratio.of(0), tolerance: 0, lines: this.#linesNow() };
    if (step.total.isZero()) return null;
    if (step.total.number() <= tolerance) throw new Unclear();
    this.#divide(step);
    this.#move(redeemable, step);
    for (const [piece, off] of step.offs) piece.left = piece.left.minus(off);
    for (const piece of step.used) piece.taken = true;
    return { id: redeemable.id, discount: step.total, tolerance, lines: this.#linesNow() };
  }

  #linesNow(): Told['lines'] {
    return this.#lines.map(({ gross, kind: _ }, line) => {
      const own = this.#pieces.filter((piece) => piece.line === line);
      const portions = [...new Set(own.map(({ portion }) => portion))];
      const moved = portions.reduce((sum, portion) => sum + this.#movedOf(portion), 0);
      return {
        left: own.length === 0 ? Ratio.of(gross) : sumOf(own.map(({ left }) => left)),
        tolerance: moved,
      };
    });
  }

  #meantBy({ on }: Redeemable): readonly Piece[] {
    const category = on.where && 'value' in on.where ? on.where.value : null;
    return this.#pieces.filter(({ line }) =>
      category === null ? !this.#isShipping(line) : this.#lines[line]?.category === category,
    );
  }

  #movedOf(portion: string): number {
    return this.#moved.get(portion) ?? 0;
  }

  #portionsIn({ offs }: Step): readonly string[] {
    return [...new Set([...offs.keys()].map(({ portion }) => portion))];
  }

  /** Rounded once; kinds of single pieces once for each portion, which may be divided before. A limit that is passed is exact. */
  #tolerance({ effect, nth }: Redeemable, step: Step): number {
    const portions = this.#portionsIn(step);
    const before = portions.reduce((sum, portion) => sum + this.#movedOf(portion), 0);
    const divided = nth ? portions.length / 2 : 0;
    const clipped = 'of' in effect && effect.of === 'initial' ? this.#clipped(step) : 0;
    const tolerance = before + (pieceKinds[effect.kind] ? portions.length : 0.5 + divided + clipped);
    return step.limit !== null && step.uncapped.number() - tolerance >= step.limit ? 0 : tolerance;
  }

  /** Portions that cannot give their share of the first price, or may not: the rest of it is lost. */
  #clipped({ offs }: Step): number {
    const portions = Map.groupBy(offs, ([{ portion }]) => portion);
    return [...portions].filter(([portion, pieces]) => {
      const left = sumOf(pieces.map(([piece, off]) => piece.left.minus(off)));
      return left.number() <= 1 + this.#movedOf(portion);
    }).length;
  }

  /** Pieces that are no longer treated alike are portions of their own; each of the two is rounded. */
  #divide({ offs, used }: Step): void {
    const parts = Map.groupBy(this.#pieces, ({ portion }) => portion);
    for (const [portion, pieces] of parts) {
      const keyOf = (piece: Piece): string =>
        used.has(piece) ? (offs.has(piece) && !offs.get(piece)?.isZero() ? 'given' : 'used') : 'rest';
      const kinds = new Set(pieces.map(keyOf));
      if (kinds.size === 1) continue;
      const moved = this.#movedOf(portion) + 0.5 * (kinds.size - 1);
      for (const kind of kinds) this.#moved.set(`${portion} ${kind}`, moved);
      for (const piece of pieces) piece.portion = `${portion} ${keyOf(piece)}`;
    }
  }

  /** What rounding adds to each portion: a half by its weight, and less than one for the remainder. */
  #move({ effect }: Redeemable, step: Step): void {
    const portions = this.#portionsIn(step);
    const before = portions.reduce((sum, portion) => sum + this.#movedOf(portion), 0);
    const mayCap = step.limit !== null && step.uncapped.number() + before + portions.length + 1 >= step.limit;
    const added = portions.map((portion) => {
      const own = sumOf([...step.offs].filter(([piece]) => piece.portion === portion).map(([, off]) => off));
      const weight = own.number() / step.total.number();
      // The shares follow prices that may have moved.
      if (mayCap) return this.#movedOf(portion) + 2 * (weight * (before + portions.length) + 1);
      if (pieceKinds[effect.kind]) return 0.5;
      if ('of' in effect) return weight / 2 + 1;
      return 'per' in effect && effect.per === 'cart' ? weight * before + 1 : 0;
    });
    for (const [index, portion] of portions.entries())
      this.#moved.set(portion, this.#movedOf(portion) + (added[index] ?? 0));
  }

  #step(redeemable: Redeemable): Step {
    const { effect, nth, atMost } = redeemable;
    const meant = this.#meantBy(redeemable);
    const used = new Set<Piece>();
    const exact = nth ? this.#onNth(effect, meant, nth, used) : this.#offs(effect, meant, used);
    const uncapped = sumOf([...exact.values()]);
    const limit = atMost?.['EUR'] ?? null;
    const most = limit === null ? uncapped : least(Ratio.of(limit), uncapped);
    const offs = uncapped.isZero()
      ? exact
      : new Map([...exact].map(([piece, off]) => [piece, off.share(most, uncapped)]));
    return { offs, used, total: most, limit, uncapped };
  }

  #onNth(
    effect: DiscountEffect,
    meant: readonly Piece[],
    { every, most }: NonNullable<Redeemable['nth']>,
    used: Set<Piece>,
  ): Map<Piece, Ratio> {
    const sorted = this.#sorted(this.#open(meant), -1);
    const count = Math.min(Math.floor(sorted.length / every), most ?? Infinity) * every;
    if (count === 0) return new Map();
    this.#assertClear(sorted.slice(0, count + 1));
    const offs = this.#offs(
      effect,
      sorted.slice(0, count).filter((_, index) => (index + 1) % every === 0),
      new Set(),
    );
    // A fixed price above all of them takes nothing off, so it uses nothing up.
    if ([...offs.values()].some((off) => !off.isZero()))
      for (const piece of sorted.slice(0, count)) used.add(piece);
    return offs;
  }

  #offs(effect: DiscountEffect, meant: readonly Piece[], used: Set<Piece>): Map<Piece, Ratio> {
    if (isBonus(effect)) return new Map();
    if ('of' in effect)
      return new Map(
        meant.map((piece) => {
          const base = effect.of === 'initial' ? piece.initial : piece.left;
          return [piece, least(base.times(effect.percent, 10_000), piece.left)];
        }),
      );
    if ('amounts' in effect) {
      const each = Ratio.of(effect.amounts['EUR'] ?? 0);
      if (effect.per === 'piece') return new Map(meant.map((piece) => [piece, least(each, piece.left)]));
      const left = sumOf(meant.map((piece) => piece.left));
      const total = least(each, left);
      return new Map(left.isZero() ? [] : meant.map((piece) => [piece, piece.left.share(total, left)]));
    }
    if (!pieceKinds[effect.kind]) {
      const shipping = this.#pieces.filter(({ line }) => this.#isShipping(line));
      return new Map(meant.length === 0 ? [] : shipping.map((piece) => [piece, piece.left]));
    }
    const open = this.#open(meant);
    if ('prices' in effect) {
      const priceOf = ({ weight }: Piece): Ratio => Ratio.of(effect.prices['EUR'] ?? 0).times(weight, 1000);
      if (open.some((piece) => this.#isClose(piece, piece.left.minus(priceOf(piece))))) throw new Unclear();
      const dearer = this.#sorted(
        open.filter((piece) => piece.left.isOver(priceOf(piece))),
        -1,
      );
      const picked = this.#take(dearer, effect.pieces ?? dearer.length, used);
      return new Map(picked.map((piece) => [piece, piece.left.minus(priceOf(piece))]));
    }
    if (!('percent' in effect)) throw new Error(effect.kind);
    const part = ({ left }: Piece): Ratio => left.times(effect.percent, 10_000);
    if ('which' in effect) {
      const picked = this.#take(
        this.#sorted(open, effect.which === 'cheapest' ? 1 : -1),
        effect.pieces,
        used,
      );
      return new Map(picked.map((piece) => [piece, part(piece)]));
    }
    const times = Math.min(Math.floor(open.length / (effect.buy + effect.get)), effect.times ?? Infinity);
    const given = this.#take(this.#sorted(open, 1), times * effect.get, used);
    const rest = this.#sorted(
      open.filter((piece) => !given.includes(piece)),
      -1,
    );
    this.#take(rest, times * effect.buy, used);
    return new Map(given.map((piece) => [piece, part(piece)]));
  }

  #isShipping(line: number): boolean {
    return this.#lines[line]?.kind === 'shipping';
  }

  /** Those that no other discount on single pieces used. */
  #open(meant: readonly Piece[]): readonly Piece[] {
    const open = meant.filter(({ taken }) => !taken);
    if (open.some((piece) => this.#isClose(piece, piece.left))) throw new Unclear();
    return open;
  }

  /** Whether rounding may decide on the other side. Prices of pieces are rounded when their portion is divided. */
  #isClose(piece: Piece, distance: Ratio, other?: Piece): boolean {
    const moved = this.#movedOf(piece.portion) + (other ? this.#movedOf(other.portion) : 0);
    return Math.abs(distance.number()) <= moved + 1;
  }

  #sorted(pieces: readonly Piece[], direction: 1 | -1): readonly Piece[] {
    return pieces.toSorted(
      (one, other) => direction * one.left.minus(other.left).number() || one.line - other.line,
    );
  }

  #assertClear(sorted: readonly Piece[]): void {
    for (const [index, piece] of sorted.entries()) {
      const next = sorted[index + 1];
      if (next && next.line !== piece.line && this.#isClose(piece, piece.left.minus(next.left), next))
        throw new Unclear();
    }
  }

  #take(sorted: readonly Piece[], count: number, used: Set<Piece>): readonly Piece[] {
    const [picked, rest] = [sorted.slice(0, count), sorted.slice(count)];
    for (const one of picked)
      for (const other of rest)
        if (one.line !== other.line && this.#isClose(one, one.left.minus(other.left), other))
          throw new Unclear();
    for (const piece of picked) used.add(piece);
    return picked;
  }
}
