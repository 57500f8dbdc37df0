import type { ImportSystem } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type Foreign = Exclude<ImportSystem, 'regulars'>;

/** Names of products are the same in all languages. */
export const systemNames: Record<Foreign, string> = {
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
  square: 'Square',
  google: 'Google Contacts',
  outlook: 'Outlook',
  mailchimp: 'Mailchimp',
  odoo: 'Odoo',
  lightspeed: 'Lightspeed',
};

/** How to get a file out of each system. */
export const guides: Record<Foreign, () => string> = {
  shopify: m.imports_guide_shopify,
  woocommerce: m.imports_guide_woocommerce,
  square: m.imports_guide_square,
  google: m.imports_guide_google,
  outlook: m.imports_guide_outlook,
  mailchimp: m.imports_guide_mailchimp,
  odoo: m.imports_guide_odoo,
  lightspeed: m.imports_guide_lightspeed,
};

export const systems = Object.keys(guides) as Foreign[];

export const isForeign = (system: string): system is Foreign => Object.hasOwn(guides, system);
