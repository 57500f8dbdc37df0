// None of this is shown when the till opens, so it comes in a file of its own after the page.

export { default as AlreadyBooked } from './AlreadyBooked.svelte';
export { default as CouponList } from './CouponList.svelte';
export { default as DiscountsByHand } from './DiscountsByHand.svelte';
export { default as Explanation } from '#lib/points/shared/Explanation.svelte';
export { default as JoinDialog } from './JoinDialog.svelte';
export { default as LineDiscounts } from './LineDiscounts.svelte';
export { default as MemberChoice } from './MemberChoice.svelte';
export { default as MemberVouchers } from './MemberVouchers.svelte';
export { default as OpenAttempts } from '#lib/till/shared/OpenAttempts.svelte';
export { default as OtherCard } from './OtherCard.svelte';
export { default as PointsPay } from './PointsPay.svelte';
export { default as ProductGrid } from './ProductGrid.svelte';
export { default as ReceiptField } from './ReceiptField.svelte';
export { default as RewardList } from './RewardList.svelte';
export { default as RewardsDone } from './RewardsDone.svelte';
export { default as ScanDialog } from './ScanDialog.svelte';
export { default as SurveyCode } from './SurveyCode.svelte';
export { default as TakenOff } from './TakenOff.svelte';
export { default as VoucherPanel } from './VoucherPanel.svelte';
export { default as Confirm } from '#lib/ui/Confirm.svelte';
export { finish } from './finishing.ts';
