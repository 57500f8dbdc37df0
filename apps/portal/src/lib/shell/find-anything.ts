import Gift from '@lucide/svelte/icons/gift';
import Layers from '@lucide/svelte/icons/layers';
import Package from '@lucide/svelte/icons/package';
import Receipt from '@lucide/svelte/icons/receipt-text';
import Store from '@lucide/svelte/icons/store';
import UserRound from '@lucide/svelte/icons/user-round';
import UsersRound from '@lucide/svelte/icons/users-round';
import { m } from '#lib/paraglide/messages.js';
import type { Jump, JumpGroup } from './CommandPalette.svelte';

export type FoundKind = 'member' | 'purchase' | 'rule' | 'reward' | 'product' | 'location' | 'staff';

export interface FoundThing {
  readonly kind: FoundKind;
  readonly href: string;
  readonly label: string;
  readonly note: string;
}

const kinds: Readonly<Record<FoundKind, { title: () => string; icon: Jump['icon'] }>> = {
  member: { title: m.common_console_members, icon: UserRound },
  purchase: { title: m.common_console_purchases, icon: Receipt },
  rule: { title: m.common_console_rules, icon: Layers },
  reward: { title: m.common_console_rewards, icon: Gift },
  product: { title: m.common_console_products, icon: Package },
  location: { title: m.common_console_locations, icon: Store },
  staff: { title: m.staff_nav_staff, icon: UsersRound },
};

/** Results of Ctrl-K besides pages: the group with the best match first. */
export async function findAnything(typed: string, signal: AbortSignal): Promise<JumpGroup[]> {
  const response = await fetch(`/console/search?q=${encodeURIComponent(typed)}`, { signal });
  if (!response.ok) return [];
  const found = (await response.json()) as FoundThing[];
  return [...Map.groupBy(found, ({ kind }) => kind)].map(([kind, things]) => ({
    title: kinds[kind].title(),
    jumps: things.map(({ href, label, note }) => ({ href, label, note, icon: kinds[kind].icon })),
  }));
}
