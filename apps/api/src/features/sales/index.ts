// Owns nothing stored: the interfaces for taking part in a sale and reading past sales, with their registries.
// Promises: purchases runs the participants in the transaction of the sale, in the order of `saleParts`, and names
// none; they cost a sale no further database call.
// Publishes nothing.
// In the database: sale_parts_read(), sale_parts_write(), sale_parts_recall(), sale_parts_undo(), sale_parts_redo(),
//   sale_visits().
// For the SQL of others: sale_parts_read(), sale_parts_write(), sale_parts_recall(), sale_parts_undo(), sale_parts_redo(),
//   sale_visits().
export { PastSales, type AskedUsage, type PastSalesSource, type SalesPeriod } from './past-sales.ts';
export { saleFunctions, visitFunction, type SalePart } from './sale-functions.ts';
export {
  type HistoryNeed,
  type Sale,
  type SaleAsks,
  type SaleDecision,
  type SaleParticipant,
  type SaleRedoing,
  type SaleReturn,
  type SaleToDecide,
  type SaleUndoing,
} from './sale-participant.ts';
export {
  SaleParticipants,
  type EffectRows,
  type Joined,
  type ReturnedSale,
  type Undone,
  type SaleRecollections,
  type SaleContexts,
} from './sale-participants.ts';
export { SalesModule } from './sales.module.ts';
export { historyRequest, withDays, type HistoryRequest, type HistorySpan } from './asked-history.ts';
