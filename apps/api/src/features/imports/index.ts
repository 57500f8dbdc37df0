// Owns imports, the lines and items of their files, and saved mappings.
// Promises: an item is imported once and completely, or refused completely with its reason; an interrupted run
//   continues; an import can be undone.
// Publishes nothing of its own; its postings have the origin `import`.
// In the database: imports, import_lines, import_items, import_mappings, import_sums, import_money, import_groups, import_remarks.
export { ImportsModule } from './imports.module.ts';
