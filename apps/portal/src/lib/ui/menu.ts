import type { Component } from 'svelte';

export interface MenuItem {
  label: string;
  icon?: Component<{ class?: string }>;
  href?: string;
  danger?: boolean;
  disabled?: boolean;
  onSelect?: () => void;
}
