import type { Purchase, recordPurchase, SentBodyOf } from '@regulars/contracts';

/** A past purchase as a new one without its receipt, to see what the current rules would give. */
export const trialOf = ({
  receipt,
  purchasedAt,
  member,
  total,
  lines,
}: Purchase): SentBodyOf<typeof recordPurchase> => ({
  location: receipt.location,
  purchasedAt,
  currency: total.currency,
  ...(member ? { member: { id: member.id } } : {}),
  lines: lines.map((line) => ({
    ...(line.sku ? { sku: line.sku } : {}),
    ...(line.name ? { name: line.name } : {}),
    ...(line.category ? { category: line.category } : {}),
    ...(line.brand ? { brand: line.brand } : {}),
    kind: line.kind,
    quantity: line.quantity,
    discount: line.discount,
    amount: line.amount,
    taxRate: line.taxRate,
    ...(line.unitPrice === null ? {} : { unitPrice: line.unitPrice }),
  })),
});
