// No dialog is open when the till opens, so they come in a file of their own after the page.

export { default as JoinDialog } from './JoinDialog.svelte';
export { default as OtherCard } from './OtherCard.svelte';
export { default as ScanDialog } from './ScanDialog.svelte';
export { default as VoucherPanel } from './VoucherPanel.svelte';
export { default as Confirm } from '#lib/ui/Confirm.svelte';
