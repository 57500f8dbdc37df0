// Owns what visitors of the shop's own web pages do: what they look at, search and put into the cart.
// Promises: nothing without the visitor's consent; of a member only while the member allows tracking; a browser belongs to one member.
// Publishes web.product-viewed, web.searched, web.added-to-cart.
// In the database: collect_sites, collect_visitors, collected_events, collect_days.
export { Collected } from './collected.ts';
export { Sites } from './sites.ts';
export { CollectModule } from './collect.module.ts';
