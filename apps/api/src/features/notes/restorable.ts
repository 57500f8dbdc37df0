import { noteRestorableHours } from '@regulars/contracts';

const hour = 3_600_000;

/** A note that was deleted before this moment is gone. */
export const restorableSince = (now: number): Date => new Date(now - noteRestorableHours * hour);
