import type { MemberKind } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export const kindNames: Record<MemberKind, () => string> = {
  customer: m.console_member_kind_customer,
  staff: m.console_member_kind_staff,
  test: m.console_member_kind_test,
  reseller: m.console_member_kind_reseller,
};
