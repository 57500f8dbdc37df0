import { conditionLimits } from '@regulars/conditions';
import { dayMs } from '@regulars/loyalty';

/** A day more than conditions look back, because local days are longer than a day of UTC. */
export const keptMs = (conditionLimits.happenedDays + 2) * dayMs;
