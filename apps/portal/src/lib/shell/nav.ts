import type { Component } from 'svelte';

export interface NavItem {
  href: string;
  label: () => string;
  icon: Component<{ class?: string }>;
  /** The number of waiting items next to the name. */
  counts?: 'approvals' | 'tasks';
  /** How many things wait, as it is shown; '' for none. */
  mark?: string;
  /** Not for callers bound to locations. */
  wholeClub?: true;
}

/** The start page is current only when it is open itself; every other entry also on the pages below it. */
export const isCurrent = (href: string, start: string, pathname: string): boolean =>
  href === start ? pathname === href : pathname === href || pathname.startsWith(`${href}/`);
