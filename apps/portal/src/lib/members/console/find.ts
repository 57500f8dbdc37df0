import UserRound from '@lucide/svelte/icons/user-round';
import { m } from '#lib/paraglide/messages.js';
import type { JumpGroup } from '#lib/shell/CommandPalette.svelte';

interface Found {
  id: string;
  displayName: string;
  note: string;
}

/** Results of Ctrl-K besides pages: members by name, e-mail, phone or card. */
export async function findMembers(typed: string, signal: AbortSignal): Promise<JumpGroup[]> {
  const response = await fetch(`/console/search?q=${encodeURIComponent(typed)}`, { signal });
  if (!response.ok) return [];
  const found = (await response.json()) as Found[];
  return [
    {
      title: m.common_console_members(),
      jumps: found.map(({ id, displayName, note }) => ({
        href: `/console/members/${id}`,
        label: displayName,
        note,
        icon: UserRound,
      })),
    },
  ];
}
