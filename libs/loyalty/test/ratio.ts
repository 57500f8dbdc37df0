/** A fraction. It knows no rounding. */
export class Ratio {
  constructor(
    readonly of: bigint,
    readonly by: bigint = 1n,
  ) {}
  static of = (whole: number): Ratio => new Ratio(BigInt(whole));
  plus = (other: Ratio): Ratio =>
    new Ratio(this.of * other.by + other.of * this.by, this.by * other.by).short();
  times = (of: number, by = 1): Ratio => new Ratio(this.of * BigInt(of), this.by * BigInt(by)).short();
  minus = (other: Ratio): Ratio => this.plus(other.times(-1));
  /** This part of another one: `this × part ÷ whole`. */
  share = (part: Ratio, whole: Ratio): Ratio =>
    new Ratio(this.of * part.of * whole.by, this.by * part.by * whole.of).short();
  isOver = (other: Ratio): boolean => this.minus(other).of > 0n;
  isZero = (): boolean => this.of === 0n;
  number = (): number => Number(this.of) / Number(this.by);
  short(): Ratio {
    let [a, b] = [this.of < 0n ? -this.of : this.of, this.by];
    while (b !== 0n) [a, b] = [b, a % b];
    return a === 0n ? new Ratio(0n) : new Ratio(this.of / a, this.by / a);
  }
}

const zero = Ratio.of(0);
export const least = (one: Ratio, other: Ratio): Ratio => (one.isOver(other) ? other : one);
export const sumOf = (ratios: readonly Ratio[]): Ratio =>
  ratios.reduce((sum, ratio) => sum.plus(ratio), zero);
