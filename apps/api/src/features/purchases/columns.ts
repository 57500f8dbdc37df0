import type { Purchase, TimelineEntry } from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';
import type { KeptExplanation } from '../points/index.ts';
import type { ReturnedSale } from '../sales/index.ts';
import type { StoredContext } from './context.ts';
import type { ReturnContext } from './return-context.ts';
import type { KeptEvaluation } from './decision.ts';
import type { PurchaseDetail } from './stored-purchase.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'purchases.explanation': KeptExplanation[];
  'purchases.payments': Purchase['payments'];
  'purchases.evaluation': KeptEvaluation;
  'purchase-find:reporting': PurchaseDetail['reporting'];
  'purchase-find:lines': PurchaseDetail['lines'];
  'purchase-find:effects': PurchaseDetail['effects'];
  'purchase-find:returns': PurchaseDetail['returns'];
  'purchase-find:evaluation': PurchaseDetail['evaluation'];
  'purchase-find-by-receipt:reporting': PurchaseDetail['reporting'];
  'purchase-find-by-receipt:lines': PurchaseDetail['lines'];
  'purchase-find-by-receipt:effects': PurchaseDetail['effects'];
  'purchase-find-by-receipt:returns': PurchaseDetail['returns'];
  'purchase-find-by-receipt:evaluation': PurchaseDetail['evaluation'];
  'purchase-past-some:lines': PurchaseDetail['lines'];
  'purchase_context()': StoredContext;
  'record_purchases()': string[] | null;
  'return_context()': ReturnContext;
  'purchase-names:name': Name;
  'return-effects:figures': ReturnedSale['effects'][number]['figures'];
  'purchase-timeline:id': string;
  'purchase-timeline:at': Date;
  'purchase-timeline:details': TimelineEntry['details'];
  'purchase-sales-by-period:period': string;
  'returns-above:member_name': string;
};
