// Owns checkouts: carts with their prices, from the quote to the purchase.
// Promises: a checkout is completed once, at the prices that were told; its coupons and its purchase are booked together or
// not at all; what it holds is free again at its time, with or without a job.
// Publishes checkout.reserved, checkout.cancelled, checkout.expired. Its purchase and its coupons tell the rest.
// In the database: checkouts, coupon_refusals.
export { checkoutsPart } from './checkout-participant.ts';
export { CheckoutModule } from './checkout.module.ts';
export { PastCheckouts } from './past-checkouts.ts';
