import type { StaffMember, StaffRole } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

const names: Record<StaffRole, () => string> = {
  cashier: m.staff_role_cashier,
  manager: m.staff_role_manager,
  admin: m.staff_role_admin,
};
const texts: Record<StaffRole, () => string> = {
  cashier: m.staff_role_cashier_text,
  manager: m.staff_role_manager_text,
  admin: m.staff_role_admin_text,
};

export const roleName = (role: StaffRole): string => names[role]();

/** The roles that a person may give: managers invite only cashiers. */
export const rolesFor = (isAdmin: boolean): { value: StaffRole; label: string; text: string }[] =>
  (isAdmin ? (['cashier', 'manager', 'admin'] as const) : (['cashier'] as const)).map((value) => ({
    value,
    label: names[value](),
    text: texts[value](),
  }));

export const mayEdit = (one: StaffMember, isAdmin: boolean): boolean => isAdmin || one.role === 'cashier';

export const isLate = ({ state, invitation }: StaffMember, now: number): boolean =>
  state === 'invited' && invitation !== null && Date.parse(invitation.expiresAt) <= now;
