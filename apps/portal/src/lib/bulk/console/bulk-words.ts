import type { BulkKind } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export const bulkNames: Record<BulkKind, () => string> = {
  points: m.bulk_points,
  coupon: m.bulk_coupon,
  'add-tag': m.bulk_add_tag,
  'remove-tag': m.bulk_remove_tag,
  invite: m.bulk_invite,
};
