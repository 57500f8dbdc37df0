import type { ManualDiscount } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** The person or the key that gave a discount by hand. */
export const giverName = ({ name }: ManualDiscount['by']): string => name || m.console_by_hand_nobody();
