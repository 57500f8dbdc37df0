/** A time without a beginning or an end has null for it; `until` is exclusive. */
export interface SpanOfTime {
  readonly from: string | null;
  readonly until: string | null;
}

export const startOf = ({ from }: SpanOfTime): number => (from === null ? -Infinity : Date.parse(from));
export const endOf = ({ until }: SpanOfTime): number => (until === null ? Infinity : Date.parse(until));

export const overlap = (one: SpanOfTime, other: SpanOfTime): boolean =>
  startOf(one) < endOf(other) && startOf(other) < endOf(one);
