// Owns the answer to a scan at the till.
// Promises: two database calls at most; balance, tier and vouchers are true at the moment of asking.
// Publishes no events.
export { TillModule } from './till.module.ts';
