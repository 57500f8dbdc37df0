import { m } from '#lib/paraglide/messages.js';

/** What a survey can begin with. */
export const templateNames = ['purchase', 'event', 'product', 'leaving', 'empty'] as const;
export type TemplateName = (typeof templateNames)[number];

export const templateWords: Record<TemplateName, { name: () => string; text: () => string }> = {
  purchase: { name: m.surveysconsole_template_purchase, text: m.surveysconsole_template_purchase_text },
  event: { name: m.surveysconsole_template_event, text: m.surveysconsole_template_event_text },
  product: { name: m.surveysconsole_template_product, text: m.surveysconsole_template_product_text },
  leaving: { name: m.surveysconsole_template_leaving, text: m.surveysconsole_template_leaving_text },
  empty: { name: m.surveysconsole_template_empty, text: m.surveysconsole_template_empty_text },
};
