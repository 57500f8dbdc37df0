import type { PointsPolicy } from '@regulars/contracts';
import { valueOfPoints } from '@regulars/loyalty';

type Worth<Uses> = Uses & { readonly pointsCost: number | null };

/** With what their points are worth, in the reporting currency; null if points have no value. */
export const withWorth =
  ({ pointValue }: Pick<PointsPolicy, 'pointValue'>) =>
  <Uses extends { readonly points: number }>(uses: Uses): Worth<Uses> => ({
    ...uses,
    pointsCost: pointValue === 0 ? null : valueOfPoints(uses.points, { points: 1000, amount: pointValue }),
  });
