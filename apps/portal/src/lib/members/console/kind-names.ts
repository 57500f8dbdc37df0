import type { MemberKind } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export const kindNames: Record<MemberKind, () => string> = {
  customer: m.console_kind_customer,
  staff: m.console_kind_staff,
  test: m.console_kind_test,
  reseller: m.console_kind_reseller,
};
